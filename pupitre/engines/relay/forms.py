"""What is typed to pass the relay, and to say what came of a line."""

from datetime import date
from typing import Any

from django import forms

from pupitre.engines.relay.queries import Kit
from pupitre.engines.relay.rules import MOST_LINES, Draft, Outcome, Passed, Sort, lines_of
from pupitre.foundation.web.fields import DayField, PickField

LONGEST = 4000


class PassForm(forms.Form):
    """Everything is proposed; three minutes are enough to read it."""

    falling = forms.MultipleChoiceField(
        label="Ce qui tombe avant le retour",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Une ligne cochée n’est plus à faire, ou ce relais ne la voit plus."},
    )
    expected = forms.CharField(
        label="Qui et quoi est attendu, quoi faire",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une ligne par chose : « mercredi 10 h, livraison de papier, en salle 2 ».",
    )
    until = DayField(label="Retour le", required=False)
    urgent = forms.CharField(
        label="Si cela ne peut pas attendre", required=False, max_length=120, help_text="Un nom et un numéro."
    )
    instructions = forms.CharField(
        label="Consignes qui restent",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Horaires, où sont les clés, que faire si… Jamais un code. Gardées pour la prochaine fois.",
    )

    listed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, kit: Kit, **kwargs: Any) -> None:
        """Another relay, or another return, than the lines were listed for: they are listed again, and read again."""
        ticked = [item.key for item in kit.falling]
        self.is_relisted = bool(data) and data.get("listed") != kit.listed and data.getlist("falling") != ticked
        if self.is_relisted:
            data = data.copy()
            data["listed"] = kit.listed
            data.setlist("falling", ticked)
        super().__init__(data, **kwargs)
        self.kit = kit
        self.fields["relay"] = PickField(list(kit.others), label="Relais", empty="Choisir quelqu’un")
        self.fields["site"] = PickField(list(kit.sites), label="Pour le site", empty="Tous les sites", required=False)
        self.fields["falling"].choices = [(item.key, item.title) for item in kit.falling]  # type: ignore[attr-defined]  # a choice
        if len(kit.sites) < 2:
            del self.fields["site"]

    def clean(self) -> dict[str, Any] | None:
        if self.is_relisted and self.kit.relay:
            raise forms.ValidationError(
                f"« Ce qui tombe avant le retour » a été refait pour {self.kit.relay.name} et pour ce retour : "
                "relisez ce qui est coché, puis passez le relais."
            )
        return self.cleaned_data

    def clean_expected(self) -> tuple[Passed, ...]:
        lines = lines_of(self.cleaned_data["expected"])
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"Quarante lignes au plus : il y en a {len(lines)}.")
        return lines

    def draft(self) -> Draft:
        given = self.cleaned_data
        titles = {item.key: item.title for item in self.kit.falling}
        to_do = tuple(Passed(titles[key], Sort.TO_DO, key) for key in given["falling"])
        return Draft(
            given["until"], (*given["expected"], *to_do), given["instructions"], given["urgent"], given.get("site")
        )


def back_on(data: Any) -> date | None:
    """The day of return as typed, when it is one."""
    try:
        return PassForm.base_fields["until"].clean(data.get("until", ""))  # type: ignore[no-any-return]  # a DayField
    except forms.ValidationError:
        return None


class ReportForm(forms.Form):
    line = forms.CharField(max_length=12)
    outcome = forms.ChoiceField(choices=[(one, one) for one in Outcome], required=False)
    said = forms.CharField(max_length=500, required=False)

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])
