"""Days and hours as they are said in French."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pupitre.kernel.reading import Unreadable, read_date

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
