"""The form of a contract, and the small ones of its page."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member, Site
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import names_on
from pupitre.foundation.tenancy.scope import current_company
from pupitre.foundation.web.fields import AmountField, DayField, DurationField, MonthsField, RowField
from pupitre.kernel.money import Basis
from pupitre.kernel.notice import BadTerms, Notice, Regime, Terms
from pupitre.kernel.reading import Duration
from pupitre.modules.suppliers.actions.contracts import BAD_TERMS
from pupitre.modules.suppliers.models import BASES, CHOICES, PERIODS, REGIMES, Channel, Contract
from pupitre.modules.suppliers.rules import Choice, ContractDraft, Per

CULPRITS = {
    "ends_before_start": "ends_on",
    "no_term": "initial_months",
    "notice_longer_than_term": "notice",
    "beyond_calendar": "notice",
}
RECEIVED = [("", "Le contrat ne le dit pas"), ("1", "à sa réception"), ("0", "à son envoi")]
TEXTS = ("title", "reference", "category", "notes")


_sites = Prepared(lambda: Site.objects.order_by("name"))


def _here() -> list[Member]:
    return names_on(clock.today(current_company()))


class TermsForm(forms.Form):
    """What the dates are computed from; the preview reads these alone."""

    regime = forms.ChoiceField(label="Reconduction", choices=REGIMES, initial=Regime.TACIT)
    starts_on = DayField(label="Prise d’effet", help_text="12/3/2024 ou 12 mars 2024")
    initial_months = MonthsField(label="Durée initiale", required=False, help_text="12 mois, 3 ans")
    ends_on = DayField(
        label="Fin écrite au contrat", required=False, help_text="Si une date est donnée, elle l’emporte"
    )
    renewal_months = MonthsField(
        label="Durée de chaque reconduction", required=False, help_text="Vide : comme la première"
    )
    notice = DurationField(label="Préavis", required=False, help_text="3 mois, 90 jours")
    is_received = forms.ChoiceField(label="La lettre compte", choices=RECEIVED, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.terms()
            except BadTerms as problem:
                self.add_error(CULPRITS[problem.code], BAD_TERMS[problem.code])
        return data

    def terms(self) -> Terms:
        """Raises kernel BadTerms."""
        data = self.cleaned_data
        notice: Duration = data["notice"] or Duration()
        return Terms(
            Regime(data["regime"]),
            data["starts_on"],
            data["initial_months"],
            data["ends_on"],
            data["renewal_months"],
            Notice(notice.months, notice.days),
            data["is_received"] != "0",
        )


class ContractForm(TermsForm):
    supplier = forms.CharField(label="Fournisseur", max_length=120, help_text="Choisi, ou nouveau : il sera ajouté")
    title = forms.CharField(label="Objet", max_length=160, help_text="Nettoyage des bureaux")
    reference = forms.CharField(label="Référence", max_length=60, required=False, help_text="Vide : le prochain numéro")
    category = forms.CharField(label="Catégorie", max_length=60, required=False)
    price_cents = AmountField(label="Prix", required=False, help_text="1 240,50 ; vide si on ne le sait pas")
    price_basis = forms.ChoiceField(label="Taxe", choices=BASES, initial=Basis.HT)
    price_per = forms.ChoiceField(label="Période", choices=PERIODS, initial=Per.YEAR)
    seats = forms.IntegerField(label="Postes", required=False, min_value=0, max_value=100_000)
    owner = RowField(label="Responsable", rows=_here, none="Personne")
    site = RowField(label="Site", rows=_sites, none="Toute l’entreprise")
    last_negotiated_on = DayField(label="Dernière négociation", required=False)
    is_never_negotiated = forms.BooleanField(label="N’a jamais été négocié", required=False)
    notes = forms.CharField(label="Notes", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, contract: Contract | None = None, **kwargs: Any) -> None:
        self.contract = contract
        kwargs["initial"] = {**(_typed(contract) if contract else {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name in ("owner", "site"):
            cast(RowField, self.fields[name]).open_on(getattr(contract, name, None))
        self.fields["supplier"].widget.attrs |= {"list": "suppliers", "autocomplete": "off"}
        self.fields["category"].widget.attrs |= {"list": "categories", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("is_never_negotiated") and data.get("last_negotiated_on"):
            self.add_error("is_never_negotiated", "Une date de négociation est donnée : laquelle des deux est vraie ?")
        return data

    def values_of(self, contract: Contract) -> dict[str, Any]:
        """What the form would show of the contract as it is stored now."""
        return {name: self.fields[name].prepare_value(value) for name, value in _typed(contract).items()}

    def draft(self) -> ContractDraft:
        data, before = self.cleaned_data, self.contract
        notice: Duration = data["notice"] or Duration()
        received = {"": None, "1": True, "0": False}[data["is_received"]]
        same = ("starts_on", "initial_months", "ends_on", "renewal_months", "price_cents", "seats")
        return ContractDraft(
            supplier=data["supplier"],
            regime=Regime(data["regime"]),
            notice_months=notice.months,
            notice_days=notice.days,
            is_received=received,
            is_start_known=before is None or before.is_start_known or before.starts_on != data["starts_on"],
            price_basis=Basis(data["price_basis"]),
            price_per=Per(data["price_per"]),
            site=data["site"],
            owner=data["owner"],
            last_negotiated_on=data["last_negotiated_on"],
            is_never_negotiated=data["is_never_negotiated"],
            terminated_on=before.terminated_on if before else None,
            **{name: data[name] for name in (*same, *TEXTS)},
        )


FORESEEN = (
    *("title", "regime", "starts_on", "initial_months", "ends_on", "renewal_months", "notice"),
    *("price_cents", "price_basis", "price_per", "owner"),
)


def foreseen(asked: Mapping[str, str]) -> dict[str, str]:
    """What an address says of a contract that is not written yet: only shown, to be corrected and saved."""
    said = {name: asked[name] for name in FORESEEN if name in asked}
    return said | ({"supplier": asked["supplier_name"]} if "supplier_name" in asked else {})


OF_FIXED = {Choice.RENEW: "Renouveler", Choice.TERMINATE: "Laisser finir"}


class DecisionForm(forms.Form):
    """`is_fixed`: the contract ends by itself, so that nothing is terminated nor renewed without a word."""

    occurrence = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    is_review = forms.BooleanField(required=False, widget=forms.HiddenInput)
    choice = forms.ChoiceField(label="Décision", choices=CHOICES[:3], widget=forms.RadioSelect)
    reason = forms.CharField(label="Pourquoi", required=False, max_length=300)

    def __init__(self, *args: Any, is_fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_fixed:
            field = cast(forms.ChoiceField, self.fields["choice"])
            field.choices = [(choice, OF_FIXED.get(choice, label)) for choice, label in CHOICES[:3]]

    def clean_choice(self) -> Choice:
        return Choice(self.cleaned_data["choice"])


class AdviceForm(forms.Form):
    """No advice is chosen beforehand: it is signed by whoever asks."""

    advice = forms.ChoiceField(label="Votre avis", choices=CHOICES[:3], widget=forms.RadioSelect)
    recommendation = forms.CharField(
        label="Pourquoi", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    decide_by = DayField(
        label="Réponse utile avant le", help_text="Votre dernière présence utile : la lettre part encore."
    )


class NoticeForm(forms.Form):
    sent_on = DayField(label="Envoyée le")
    channel = forms.ChoiceField(label="Par", choices=Channel, initial=Channel.REGISTERED)
    tracking_number = forms.CharField(label="Numéro de suivi", required=False, max_length=60)
    proof = forms.FileField(label="Preuve de l’envoi", required=False, help_text="La preuve de dépôt, la copie signée")

    def clean_channel(self) -> Channel:
        return Channel(self.cleaned_data["channel"])


class NegotiationForm(forms.Form):
    on = DayField(label="Négocié le")
    price_cents = AmountField(label="Nouveau prix", required=False, help_text="Vide si le prix n’a pas changé")


class EndForm(forms.Form):
    on = DayField(label="Dernier jour")


class OwnerForm(forms.Form):
    owner = RowField(label="Responsable", rows=_here, none="Personne")

    def __init__(self, *args: Any, stored: Member | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"owner": stored.ref if stored else ""}
        cast(RowField, self.fields["owner"]).open_on(stored)


def _typed(contract: Contract) -> dict[str, Any]:
    """What is stored, as the form shows it."""
    names = (*TEXTS, "regime", "starts_on", "initial_months", "ends_on", "renewal_months", "price_cents")
    more = ("price_basis", "price_per", "seats", "last_negotiated_on", "is_never_negotiated")
    return {
        **{name: getattr(contract, name) for name in (*names, *more)},
        "supplier": contract.supplier.name,
        "notice": Duration(contract.notice_months, contract.notice_days),
        "is_received": {None: "", True: "1", False: "0"}[contract.is_received],
        "owner": contract.owner.ref if contract.owner else "",
        "site": contract.site.ref if contract.site else "",
    }
