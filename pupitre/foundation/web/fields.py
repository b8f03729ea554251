"""Fields that read days, amounts and durations as people write them in French."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms

from pupitre.foundation import clock
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import NO_BREAK, THIN
from pupitre.kernel.reading import Duration, Unreadable, read_amount, read_date, read_duration

REASONS = {
    "not_a_date": "Écrivez une date, par exemple 31/12/2026.",
    "no_such_date": "Ce jour n’existe pas.",
    "wrong_weekday": "Ce jour de la semaine ne va pas avec cette date.",
    "not_an_amount": "Écrivez un montant, par exemple 1 240,50.",
    "ambiguous": "Milliers ou centimes ? Écrivez 1 234 ou 1,23.",
    "too_many_decimals": "Un montant a deux décimales au plus.",
    "too_large": "Ce montant est trop grand.",
    "with_tax": "Choisissez TTC à côté, et laissez ici le nombre seul.",
    "not_a_duration": "Écrivez une durée, par exemple 12 mois ou 30 jours.",
}
YEARS = range(1950, 2151)
LONGEST = 1200  # months


class RowField(forms.ChoiceField):
    """A row chosen by its ref, or none; the one stored may stay, even when it is offered no more.

    The list is read to be shown, and to find another row than the one stored.
    """

    def __init__(self, *, rows: Callable[[], Iterable[Any]], none: str, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.rows, self.none = rows, none
        self.stored: Any = None

    def open_on(self, stored: Any = None) -> None:
        self.stored = stored
        self.choices = self._offered

    def to_python(self, value: Any) -> Any:
        if not (ref := super().to_python(value)):
            return None
        if self.stored is not None and self.stored.ref == ref:
            return self.stored
        if (found := next((row for row in self.rows() if row.ref == ref), None)) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": value})
        return found

    def validate(self, value: Any) -> None:
        """What `to_python` gives was found."""

    def _offered(self) -> list[tuple[str, str]]:
        rows = list(self.rows())
        gone = [] if self.stored is None or self.stored in rows else [self.stored]
        return [("", self.none), *((row.ref, row.name) for row in [*rows, *gone])]


class PickField(forms.ChoiceField):
    """One of the rows given, by ref; None when left empty."""

    def __init__(self, rows: Iterable[Any], *, empty: str = "—", **kwargs: Any) -> None:
        self.rows = {row.ref: row for row in rows}
        super().__init__(choices=[("", empty), *((ref, str(row)) for ref, row in self.rows.items())], **kwargs)

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class DayField(forms.CharField):
    """`12/3` is the next 12 March."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        day = _understood(read_date, typed, clock.today(current_company()))
        if day.year not in YEARS:
            raise forms.ValidationError("L’année n’est pas vraisemblable.")
        return day

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class AmountField(forms.CharField):
    """Cents."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        cents = _understood(read_amount, typed)
        if cents < 0:
            raise forms.ValidationError("Un prix n’est pas négatif.")
        return cents

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, 100)
        return f"{whole:,}".replace(",", THIN) + (f",{rest:02}" if rest else "")


class DurationField(forms.CharField):
    """A kernel Duration: a bare number counts months."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        said = _understood(read_duration, typed)
        if said.months > LONGEST or said.days > LONGEST * 30:
            raise forms.ValidationError("Cette durée n’est pas vraisemblable.")
        return said

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Duration):
            return value
        months = [f"{value.months}{NO_BREAK}mois"] if value.months else []
        days = [f"{value.days}{NO_BREAK}jours"] if value.days else []
        return " et ".join(months + days)


class MonthsField(DurationField):
    """A duration that contracts count in months only."""

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value)
        if said is None:
            return None
        if said.days or not said.months:
            raise forms.ValidationError("Comptez en mois ou en années.")
        return said.months

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(Duration(value) if isinstance(value, int) else value)


def _understood(read: Any, *given: Any) -> Any:
    try:
        return read(*given)
    except Unreadable as error:
        raise forms.ValidationError(REASONS.get(error.code, "Cette valeur n’est pas comprise.")) from error
