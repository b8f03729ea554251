"""What is typed to work on an item: one small form for each verb."""

from datetime import date
from typing import Any

from django import forms

from pupitre.desk.forms.dates import FrenchDate


class ItemForm(forms.Form):
    """The shape of one verb; `today` reads the days, `choices` are the people or the presences offered."""

    def __init__(self, *args: Any, today: date, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, FrenchDate):
                field.today = today
            elif isinstance(field, forms.ChoiceField):
                field.choices = choices


class LaterForm(ItemForm):
    until = FrenchDate(label="Revoir cette ligne", today=date.min)


class HandForm(ItemForm):
    to = forms.ChoiceField(label="Confier à")


class WaitForm(ItemForm):
    whom = forms.CharField(label="De qui", max_length=200)
    chase_on = FrenchDate(label="Relancer", today=date.min)


class BlockForm(ItemForm):
    by = forms.CharField(label="Quelle décision", max_length=200)


class PinForm(ItemForm):
    place = forms.ChoiceField(label="Présence")

    def clean_place(self) -> tuple[date, str]:
        day, part = self.cleaned_data["place"].split()
        return date.fromisoformat(day), part


class DropForm(ItemForm):
    why = forms.CharField(label="Pourquoi", max_length=250)


class EstimateForm(ItemForm):
    minutes = forms.IntegerField(label="Durée, en minutes", min_value=1, max_value=2100)


class NoteForm(ItemForm):
    text = forms.CharField(label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
