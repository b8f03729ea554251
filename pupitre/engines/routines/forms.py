"""What is typed of a routine, and of an occurrence."""

from typing import Any

from django import forms

from pupitre.engines.routines import policies
from pupitre.engines.routines.models import (
    CRITICALITIES,
    DIMENSIONS,
    KINDS,
    NATURES,
    PROOFS,
    SHIFTS,
    UNITS,
    Routine,
)
from pupitre.engines.routines.rules import (
    ALWAYS_WORKED,
    ASKED,
    Done,
    Kind,
    Nature,
    Proof,
    RoutineDraft,
    rhythm_of,
)
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.web.fields import AmountField, DayField, PickField
from pupitre.kernel.formatting import MONTHS, WEEKDAYS
from pupitre.kernel.recurrence import BadRhythm, Shift, Unit

RHYTHM = ("every", "unit", "rank", "weekday", "day", "month", "shift")
REFUSED = {
    "every": "Ce nombre n’est pas vraisemblable.",
    "day": "Ce mois n’a pas ce jour.",
    "rank": "Un mois n’a pas toujours autant de jours ouvrés : du 1er au 15e.",
}
MISSING = "Dites-le : les dates en dépendent."
EVERY = {
    Kind.WEEKDAY: "Toutes les … semaines",
    Kind.AFTER_DONE: "Combien",
}


class RhythmForm(forms.Form):
    """Only what the kind asks for is shown and read; the rest keeps its usual value."""

    kind = forms.ChoiceField(label="Cela revient", choices=KINDS, initial=Kind.MONTH_DAY)
    every = forms.IntegerField(label="Tous les … mois", min_value=1, max_value=120, initial=1, required=False)
    unit = forms.ChoiceField(label="Quoi", choices=UNITS, initial=Unit.MONTH, required=False)
    rank = forms.IntegerField(
        label="Quel jour ouvré", min_value=1, max_value=15, initial=5, required=False, help_text="5 pour le cinquième."
    )
    weekday = forms.TypedChoiceField(
        label="Le", choices=list(enumerate(WEEKDAYS)), coerce=int, initial=0, required=False, empty_value=None
    )
    day = forms.IntegerField(
        label="Le", min_value=1, max_value=31, initial=1, required=False, help_text="31 : le dernier jour du mois."
    )
    month = forms.TypedChoiceField(
        label="De quel mois",
        choices=list(enumerate(MONTHS, 1)),
        coerce=int,
        initial=1,
        required=False,
        empty_value=None,
    )
    shift = forms.ChoiceField(label="Quand ce jour n’est pas ouvré", choices=SHIFTS, initial=Shift.NONE, required=False)
    starts_on = DayField(label="À partir du", help_text="Dit aussi quels mois, quelles semaines.")
    ends_on = DayField(label="Jusqu’au", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.data.get("kind") if self.is_bound else self.get_initial_for_field(self.fields["kind"], "kind")
        self.chosen = Kind(said) if said in set(Kind) else Kind.MONTH_DAY
        self.fields["every"].label = EVERY.get(self.chosen, "Tous les … mois")

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields of the chosen kind."""
        wanted = {*ASKED[self.chosen], *(() if self.chosen in ALWAYS_WORKED else ("shift",))}
        return [self[name] for name in RHYTHM if name in wanted]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ASKED[self.chosen]:
            if name != "every" and given.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, MISSING)
        if not self.errors.keys() & set(RHYTHM):
            self._read(given)
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "La routine finirait avant de commencer.")
        return given

    def _read(self, given: dict[str, Any]) -> None:
        typed = {name: given.get(name) for name in ("every", "rank", "weekday", "day", "month")}
        shift, unit = Shift(given.get("shift") or Shift.NONE), Unit(given.get("unit") or Unit.MONTH)
        try:
            given["rhythm"] = rhythm_of(self.chosen, **typed, shift=shift, unit=unit)
        except BadRhythm as wrong:
            self.add_error(wrong.code if wrong.code in self.fields else None, REFUSED.get(wrong.code, REFUSED["every"]))


class RoutineForm(RhythmForm):
    title = forms.CharField(label="Ce qui revient", max_length=160)
    note = forms.CharField(
        label="Comment faire", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    nature = forms.ChoiceField(label="C’est", choices=NATURES, initial=Nature.TO_DO)
    grace_days = forms.IntegerField(
        label="Marge, en jours",
        min_value=0,
        max_value=180,
        initial=0,
        required=False,
        help_text="Pour ce qui est attendu : après, Pupitre dit « rien reçu ».",
    )
    lead_days = forms.IntegerField(
        label="À préparer combien de jours avant", min_value=0, max_value=365, initial=7, required=False
    )
    minutes = forms.IntegerField(label="Durée, en minutes", min_value=1, max_value=2000, initial=15)
    criticality = forms.TypedChoiceField(label="Importance", choices=CRITICALITIES, coerce=int, initial=2)
    dimension = forms.ChoiceField(label="Domaine", choices=DIMENSIONS, initial="process")
    proof = forms.ChoiceField(label="Preuve demandée", choices=PROOFS, initial=Proof.NONE)
    unit_label = forms.CharField(
        label="Unité du chiffre", max_length=30, required=False, help_text="kWh, heures, € d’écart."
    )

    def __init__(self, *args: Any, members: list[Member], routine: Routine | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {**(self.values_of(routine) if routine else {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        offered = [member for member in members if policies.can_own(member)]
        if routine is not None and routine.owner not in offered:
            offered.append(routine.owner)
        self.fields["owner"] = PickField(offered, label="Qui s’en occupe", empty="Choisir")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("proof") == Proof.FIGURE and not given.get("unit_label"):
            self.add_error("unit_label", "Dites de quoi est le chiffre.")
        return given

    def draft(self) -> RoutineDraft:
        given = self.cleaned_data
        return RoutineDraft(
            title=given["title"],
            owner=given["owner"],
            starts_on=given["starts_on"],
            rhythm=given["rhythm"],
            ends_on=given["ends_on"],
            note=given["note"],
            nature=Nature(given["nature"]),
            grace_days=given["grace_days"] or 0,
            lead_days=given["lead_days"] or 0,
            minutes=given["minutes"],
            criticality=given["criticality"],
            dimension=given["dimension"],
            proof=Proof(given["proof"]),
            unit_label=given["unit_label"],
        )

    @staticmethod
    def values_of(routine: Routine) -> dict[str, Any]:
        names = (*RHYTHM, "kind", "starts_on", "ends_on", "title", "note", "nature", "grace_days", "lead_days")
        more = ("minutes", "criticality", "dimension", "proof", "unit_label")
        return {**{name: getattr(routine, name) for name in (*names, *more)}, "owner": routine.owner.ref}


class FigureField(AmountField):
    """Hundredths, of either sign: a gap may be a loss."""

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        figure = super().to_python(typed.lstrip("-−"))
        return -figure if figure is not None and typed[:1] in ("-", "−") else figure


class DoneForm(forms.Form):
    """One proof at most is asked; a word may always be left."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    on = DayField(label="Fait le", required=False)
    figure = FigureField(label="Le chiffre", required=False)
    said = forms.CharField(label="Un mot", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, routine: Routine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if routine.proof != Proof.FIGURE:
            del self.fields["figure"]
        else:
            self.fields["figure"].label = f"Le chiffre, en {routine.unit_label}"
        if routine.proof == Proof.TEXT:
            self.fields["said"].label = "Ce qui a été fait"
        self.fields["on"].label = "Reçu le" if routine.is_expected else "Fait le"

    def given(self, file: Any = None) -> Done:
        said = self.cleaned_data
        return Done(
            said["number"], said["on"], said["said"], said.get("figure"), (file.name, file.chunks()) if file else None
        )


class SkipForm(forms.Form):
    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    why = forms.CharField(label="Pourquoi passer cette fois", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "skip_%s", **kwargs})


class MoveForm(forms.Form):
    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    on = DayField(label="Déplacer cette fois au")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "move_%s", **kwargs})


class OwnerForm(forms.Form):
    def __init__(self, *args: Any, members: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [member for member in members if policies.can_own(member)]
        self.fields["owner"] = PickField(offered, label="Confier à", empty="Choisir")
