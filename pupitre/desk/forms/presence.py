"""What is typed about presence: the usual week, what is dated, the relay, the figures of the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms

from pupitre.desk.forms.dates import FrenchDate, FrenchHour
from pupitre.desk.queries.lines import PRIORITY
from pupitre.foundation.tenancy.models import Member, Site
from pupitre.kernel.formatting import WEEKDAYS
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Mode, Part, Pattern, Shift

USUAL = {Part.MORNING: (time(9), time(12, 30)), Part.AFTERNOON: (time(13, 30), time(17))}
PARTS = {Part.MORNING: "Matin", Part.AFTERNOON: "Après-midi"}
MODES = [(Mode.ON_SITE.value, "Sur place"), (Mode.REMOTE.value, "À distance")]
WHOLE_DAY = [("", "Toute la journée"), *((part.value, name) for part, name in PARTS.items())]
ORDER = "La fin vient après le début."


@dataclass(frozen=True)
class Half:
    """A half-day of the week on the screen: its five fields."""

    label: str
    is_there: forms.BoundField
    starts: forms.BoundField
    ends: forms.BoundField
    mode: forms.BoundField
    site: forms.BoundField | None

    @property
    def fields(self) -> list[forms.BoundField]:
        return [field for field in (self.is_there, self.starts, self.ends, self.mode, self.site) if field is not None]


class WeekForm(forms.Form):
    """Fourteen half-days; only those that are ticked are worked."""

    def __init__(self, *args: Any, pattern: Pattern, sites: Sequence[Site], member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites = sites
        for weekday in range(7):
            for part in Part:
                self._add(weekday, part, pattern.get((weekday, part)), member)

    def _add(self, weekday: int, part: Part, shift: Shift | None, member: Member) -> None:
        name, (starts, ends) = f"{weekday}{part}", USUAL[part]
        said = f"{WEEKDAYS[weekday].capitalize()} {PARTS[part].lower()}"
        self.fields[name] = forms.BooleanField(label=said, required=False, initial=shift is not None)
        hours = {"starts": shift.starts, "ends": shift.ends} if shift else {"starts": starts, "ends": ends}
        for which, word in (("starts", "de"), ("ends", "à")):
            field = FrenchHour(label=f"{said}, {word}", required=False, initial=hours[which])
            self.fields[f"{name}_{which}"] = field
        mode = shift.mode.value if shift else MODES[0][0]
        self.fields[f"{name}_mode"] = forms.ChoiceField(
            label=f"{said}, où", choices=MODES, required=False, initial=mode
        )
        if len(self.sites) > 1:
            usual = member.site.ref if member.site else ""
            self.fields[f"{name}_site"] = forms.ChoiceField(
                label=f"{said}, site",
                choices=[(site.ref, site.name) for site in self.sites],
                required=False,
                initial=(shift.site if shift else "") or usual,
            )

    def has_weekend(self) -> bool:
        """Is Saturday or Sunday worked, or typed wrongly?"""
        return any(half.is_there.value() or half.ends.errors for weekday in (5, 6) for half in self._halves(weekday))

    def days(self) -> Iterator[tuple[str, bool, list[Half]]]:
        """Each weekday with its halves; Saturday and Sunday are folded by the page."""
        for weekday, name in enumerate(WEEKDAYS):
            yield name.capitalize(), weekday > 4, self._halves(weekday)

    def _halves(self, weekday: int) -> list[Half]:
        return [self._half(weekday, part) for part in Part]

    def _half(self, weekday: int, part: Part) -> Half:
        name = f"{weekday}{part}"
        site = self[f"{name}_site"] if f"{name}_site" in self.fields else None
        starts, ends, mode = (self[f"{name}_{which}"] for which in ("starts", "ends", "mode"))
        return Half(PARTS[part], self[name], starts, ends, mode, site)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["pattern"] = {key: shift for key in self._keys() if (shift := self._shift(*key))}
        return self.cleaned_data

    def _keys(self) -> Iterator[tuple[int, Part]]:
        return ((weekday, part) for weekday in range(7) for part in Part if self.cleaned_data.get(f"{weekday}{part}"))

    def _shift(self, weekday: int, part: Part) -> Shift | None:
        name, (usual_start, usual_end) = f"{weekday}{part}", USUAL[part]
        starts = self.cleaned_data.get(f"{name}_starts") or usual_start
        ends = self.cleaned_data.get(f"{name}_ends") or usual_end
        if ends <= starts:
            self.add_error(f"{name}_ends", ORDER)
            return None
        mode = Mode(self.cleaned_data.get(f"{name}_mode") or Mode.ON_SITE)
        only = self.sites[0].ref if len(self.sites) == 1 else ""
        site = "" if mode == Mode.REMOTE else self.cleaned_data.get(f"{name}_site") or only
        return Shift(starts, ends, mode, site)


class AwayForm(forms.Form):
    starts_on = FrenchDate(label="Du", today=date.min)
    ends_on = FrenchDate(label="Au", today=date.min, required=False, help_text="Vide : un seul jour.")
    part = forms.ChoiceField(label="Quand", choices=WHOLE_DAY, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, FrenchDate):
                field.today = today

    def clean(self) -> dict[str, Any]:
        starts_on = self.cleaned_data.get("starts_on")
        ends_on = self.cleaned_data.get("ends_on") or starts_on
        if starts_on and ends_on:
            if ends_on < starts_on:
                raise forms.ValidationError("Le dernier jour vient après le premier.")
            self.cleaned_data["period"] = Period(starts_on, ends_on)
        return self.cleaned_data


class ThereForm(AwayForm):
    """There although the week does not say so."""

    starts = FrenchHour(label="De", initial=USUAL[Part.MORNING][0])
    ends = FrenchHour(label="À", initial=USUAL[Part.MORNING][1])
    mode = forms.ChoiceField(label="Où", choices=MODES)

    field_order = ("starts_on", "ends_on", "part", "starts", "ends", "mode")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = WHOLE_DAY[1:]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["part"].required = True

    def clean(self) -> dict[str, Any]:
        super().clean()
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends <= starts:
            raise forms.ValidationError(ORDER)
        if starts and ends:
            self.cleaned_data["shift"] = Shift(starts, ends, Mode(self.cleaned_data.get("mode") or Mode.ON_SITE))
        return self.cleaned_data


class AppointmentForm(forms.Form):
    title = forms.CharField(label="Objet", max_length=160)
    day = FrenchDate(label="Jour", today=date.min)
    starts = FrenchHour(label="De")
    ends = FrenchHour(label="À")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].today = today  # type: ignore[attr-defined]  # a FrenchDate


class RelayForm(forms.Form):
    relay = forms.ChoiceField(label="Qui répond pendant les absences")

    def __init__(self, *args: Any, others: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relay"].choices = [(one.ref, one.name) for one in others]  # type: ignore[attr-defined]


class TuningForm(forms.Form):
    reserve_percent = forms.IntegerField(
        label="Réserve d’imprévus, en %",
        min_value=0,
        max_value=80,
        help_text="La part de chaque journée que le plan laisse libre.",
    )
    is_reserve_learned = forms.BooleanField(
        label="Apprise des jours passés",
        required=False,
        help_text="Chaque soir, d’après ce qui était prévu et ce qui a été fait, dès six jours bien remplis.",
    )
    weeks = forms.IntegerField(label="Horizon du plan, en semaines", min_value=1, max_value=26)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level, word in PRIORITY.items():
            self.fields[f"priority_{level}"] = forms.IntegerField(
                label=word.capitalize(), min_value=0, max_value=100_000
            )

    @property
    def priorities(self) -> list[forms.BoundField]:
        return [self[f"priority_{level}"] for level in PRIORITY]

    def clean(self) -> dict[str, Any]:
        """Euros as typed, cents as kept."""
        typed = {name: value for name, value in self.cleaned_data.items() if not name.startswith("priority_")}
        weighed = [self.cleaned_data.get(f"priority_{level}") for level in PRIORITY]
        return typed | {"priorities": [value * 100 for value in weighed if value is not None]}
