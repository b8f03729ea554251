"""What is typed of a saving, of an agreement, and of a month."""

from typing import Any

from django import forms

from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.web.fields import AmountField, DayField, PickField
from pupitre.modules.mission.models import BASES, NATURES, RATES, Saving
from pupitre.modules.mission.rules import Nature, Per, SavingDraft, Terms, annual_of

HOURS = ("minutes_a_month", "rate_cents", "cap_cents")
PRICES = ("before_cents", "after_cents")
MISSING = {
    Nature.HARD: "Donnez ce que cela coûtait par an, et ce que cela coûte maintenant, qui est moins.",
    Nature.AVOIDED: "Donnez ce que cela aurait coûté par an, et ce que cela coûte, qui est moins.",
    Nature.HOURS: "Donnez les minutes par mois, le taux convenu et le plafond convenu.",
}


class SavingForm(forms.Form):
    title = forms.CharField(label="Ce qui coûte moins", max_length=160, help_text="Copieurs : loyer renégocié")
    nature = forms.ChoiceField(label="Nature", choices=NATURES, help_text="Les trois ne s’ajoutent jamais.")
    contract = forms.ChoiceField(label="Contrat", required=False)
    basis = forms.ChoiceField(label="Montants", choices=BASES)
    before_cents = AmountField(label="Par an, avant", required=False)
    after_cents = AmountField(label="Par an, maintenant", required=False)
    minutes_a_month = forms.IntegerField(label="Minutes par mois", required=False, min_value=1, max_value=60_000)
    rate_cents = AmountField(label="Taux convenu de l’heure", required=False)
    cap_cents = AmountField(label="Plafond convenu par an", required=False)
    effective_on = DayField(label="À partir du", required=False, help_text="12/3 ; vide tant que ce n’est pas négocié")
    proof = forms.CharField(
        label="D’où vient le prix d’avant", max_length=300, required=False, help_text="Facture 2026-118 de mars"
    )

    def __init__(
        self, *args: Any, contracts: list[tuple[str, str]], saving: Saving | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {**(self.values_of(saving) if saving else {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        there = {ref for ref, _ in contracts}
        gone = [(saving.contract, "Un contrat qui n’est plus là")] if saving and saving.contract not in there else []
        self.fields["contract"].choices = [("", "Aucun"), *contracts, *(one for one in gone if one[0])]  # type: ignore[attr-defined]

    @staticmethod
    def values_of(saving: Saving) -> dict[str, Any]:
        return {name: getattr(saving, name) for name in SavingDraft.__dataclass_fields__ if name != "owner"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        nature = Nature(data.get("nature") or Nature.HARD)
        for name in PRICES if nature is Nature.HOURS else HOURS:
            data[name] = None
        self.cleaned_data = data
        if not self.errors and annual_of(self.draft()) is None:
            raise forms.ValidationError(MISSING[nature])
        return data

    def draft(self) -> SavingDraft:
        given: dict[str, Any] = {
            name: self.cleaned_data.get(name) for name in SavingDraft.__dataclass_fields__ if name != "owner"
        }
        return SavingDraft(**{**given, "nature": Nature(given["nature"])})


class EngagementForm(forms.Form):
    rate_cents = AmountField(label="Montant HT")
    per = forms.ChoiceField(label="Compté", choices=RATES)
    starts_on = DayField(label="À partir du")
    ends_on = DayField(label="Jusqu’au", required=False, help_text="Vide : tant que rien n’est noté")
    target_days = forms.IntegerField(label="Jours prévus par mois", required=False, min_value=1, max_value=31)

    def __init__(self, *args: Any, members: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = PickField(members, label="Office manager", empty="Choisir")

    def terms(self) -> Terms:
        given = self.cleaned_data
        return Terms(Per(given["per"]), given["rate_cents"], given["starts_on"], given["ends_on"])


class EndForm(forms.Form):
    on = DayField(label="Dernier jour")


class CommentForm(forms.Form):
    comment = forms.CharField(
        label="Vos mots",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Gardés avec la page ; ils ne sont pas dans la version à faire circuler.",
    )
