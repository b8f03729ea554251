"""Controls written by Python are those of Django, letter for letter."""

from datetime import date, time

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from pupitre.ui.widgets import WRITTEN, PythonWidgets

CHOICES = [("", "Personne"), ("a", "Aïe & <co>"), ("Groupe « 1 »", [("b", "B"), ('c"', "C")])]
WIDGETS = [
    forms.TextInput(attrs={"placeholder": 'Un "mot" <b>', "autofocus": True, "hidden": False, "maxlength": 12}),
    forms.HiddenInput(),
    forms.EmailInput(),
    forms.NumberInput(),
    forms.PasswordInput(render_value=True),
    forms.URLInput(),
    forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    forms.TimeInput(),
    forms.DateTimeInput(),
    forms.CheckboxInput(),
    forms.Textarea(attrs={"rows": 3}),
    forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
    forms.RadioSelect(choices=CHOICES),
]
VALUES = [None, "", "a", 'c"', "<é & ’>", 12, 0, True, date(2026, 11, 24), time(9, 30)]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_control_is_the_same_whoever_writes_it(widget, value):
    attributes = {"id": "le_champ", "aria-describedby": "a b"}
    ours, theirs = (
        widget.render("nom", value, attributes, renderer) for renderer in (PythonWidgets(), DjangoTemplates())
    )
    assert ours == theirs


def test_every_input_written_here_is_a_template_that_django_has():
    for name in WRITTEN:
        assert DjangoTemplates().get_template(name)
