"""The forms by which the end of a contract is followed."""

from collections.abc import Iterable
from typing import Any

from django import forms

from pupitre.engines.decisions.public import Signatory
from pupitre.foundation.web.fields import DayField, PickField
from pupitre.modules.suppliers.actions.followed import StepDraft, Upload
from pupitre.modules.suppliers.actions.signing import LetterDraft
from pupitre.modules.suppliers.models import Channel
from pupitre.modules.suppliers.models.endings import STEPS, THINGS
from pupitre.modules.suppliers.rules.endings import Delays, Step, Thing

LONGEST_DELAY = 365
TO_COMPLETE = "à compléter"  # what a proposed letter does not know
ON = {
    Step.LETTER: "Signée le",
    Step.ACKNOWLEDGED: "Accusée le",
    Step.CONFIRMED: "Confirmée le",
    Step.RETURNED: "Tout est rendu le",
    Step.LAST_INVOICE: "Dernière facture reçue le",
    Step.CREDIT_NOTE: "Avoir reçu le",
}


class StepForm(forms.Form):
    step = forms.ChoiceField(choices=STEPS, widget=forms.HiddenInput)
    happened_on = DayField(label="Le")
    ends_on = DayField(label="Dernier jour confirmé", required=False)
    note = forms.CharField(label="Précision", required=False, max_length=300)
    proof = forms.FileField(label="Preuve", required=False)
    is_needless = forms.BooleanField(label="Sans objet (dites pourquoi)", required=False)

    def __init__(self, *args: Any, step: Step | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step is not None:
            self.fields["happened_on"].label = ON[step]
        if step is not Step.CONFIRMED:
            del self.fields["ends_on"]

    def clean_step(self) -> Step:
        return Step(self.cleaned_data["step"])

    def draft(self) -> StepDraft:
        said = self.cleaned_data
        names = ("step", "happened_on", "note", "is_needless")
        return StepDraft(
            **{name: said[name] for name in names}, ends_on=said.get("ends_on"), proof=upload_of(said["proof"])
        )


class LetterForm(forms.Form):
    """The signatories are those who have the power to, on the day of the letter as it was asked."""

    signatory = forms.ChoiceField(label="Signataire")
    sender = forms.CharField(
        label="Expéditeur, avec son adresse", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    place = forms.CharField(label="Fait à", max_length=120)
    dated_on = DayField(label="Le")
    recipient = forms.CharField(
        label="Destinataire, avec son adresse",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="L’adresse du contrat pour les notifications, s’il en donne une.",
    )
    channel = forms.ChoiceField(label="Envoyée par", choices=Channel.choices)
    subject = forms.CharField(label="Objet", max_length=200)
    body = forms.CharField(label="Texte", max_length=8000, widget=forms.Textarea(attrs={"rows": 16}))

    def __init__(self, *args: Any, able: Iterable[Signatory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signatory"] = PickField([one.member for one in able], label="Signataire")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in (name for name in ("sender", "recipient", "body") if TO_COMPLETE in data.get(name, "")):
            self.add_error(name, f"Il reste à écrire ce qui est «\u00a0{TO_COMPLETE}\u00a0».")
        return data

    def clean_channel(self) -> Channel:
        return Channel(self.cleaned_data["channel"])

    def draft(self) -> LetterDraft:
        return LetterDraft(**{name: self.cleaned_data[name] for name in LetterDraft.__dataclass_fields__})


class ThingForm(forms.Form):
    label = forms.CharField(label="À rendre aussi", max_length=120)
    kind = forms.ChoiceField(label="C’est", choices=THINGS)

    def clean_kind(self) -> Thing:
        return Thing(self.cleaned_data["kind"])


class ResumptionForm(forms.Form):
    on = DayField(label="Accord du")
    note = forms.CharField(label="Ce qui est convenu", max_length=300)
    proof = forms.FileField(label="L’accord écrit du fournisseur")


class DelaysForm(forms.Form):
    acknowledged = forms.IntegerField(label="Accusé de réception attendu", min_value=1, max_value=LONGEST_DELAY)
    confirmed = forms.IntegerField(label="Confirmation écrite attendue", min_value=1, max_value=LONGEST_DELAY)
    again = forms.IntegerField(label="Entre deux relances", min_value=1, max_value=LONGEST_DELAY)
    returned = forms.IntegerField(label="Préparer ce qui est à rendre", min_value=1, max_value=LONGEST_DELAY)

    def delays(self) -> Delays:
        return Delays(**self.cleaned_data)


def upload_of(sent: Any) -> Upload | None:
    return Upload(sent.name, sent.chunks()) if sent else None
