"""Days and hours as they are said in French."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pupitre.kernel.formatting import clock_time
from pupitre.kernel.reading import Unreadable, read_date

HOUR = re.compile(r"(?P<hours>[01]?[0-9]|2[0-3])\s*(?:h|:|\.|heures?)?\s*(?P<minutes>[0-5][0-9])?", re.IGNORECASE)

UNREADABLE = {
    "empty": "Indiquez un jour.",
    "not_a_date": "Ce jour ne se lit pas. Écrivez par exemple 12/3, 12 mars ou demain.",
    "no_such_date": "Ce jour n’existe pas.",
    "wrong_weekday": "Le jour de la semaine et la date ne vont pas ensemble.",
}


class FrenchDate(forms.CharField):
    """A day as it is said: 12/3, 12 mars, demain."""

    def __init__(self, *, today: date, **kwargs: Any) -> None:
        super().__init__(**{"help_text": "Par exemple 12/3, 12 mars, demain.", **kwargs})
        self.today = today

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read_date(typed, self.today)
        except Unreadable as problem:
            raise ValidationError(UNREADABLE[problem.code]) from problem


class FrenchHour(forms.CharField):
    """An hour as it is said: 9 h, 9h30, 13:30."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "size": 6})
        super().__init__(**{"widget": widget, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return clock_time(value) if isinstance(value, time) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        if not (read := HOUR.fullmatch(typed)):
            raise ValidationError("Cette heure ne se lit pas. Écrivez par exemple 9 h ou 13 h 30.")
        return time(int(read["hours"]), int(read["minutes"] or 0))
