"""The field written by Python and the component « field » lay out the same."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler


class Every(forms.Form):
    title = forms.CharField(label="Objet <b>", help_text="Nettoyage & co")
    starts_on = forms.DateField(label="Début", widget=forms.DateInput(attrs={"type": "date"}))
    is_known = forms.BooleanField(label="Connu", required=False)
    part = forms.ChoiceField(label="Moment", choices=[("am", "Matin"), ("pm", "Après-midi")], widget=forms.RadioSelect)
    supplier = forms.ChoiceField(label="Fournisseur", choices=[("a", "A"), ("b", "B")], help_text="l’un des deux")


FORMS = {
    "empty": Every(auto_id="un_%s"),
    "filled": Every(initial={"title": "L'objet", "part": "pm", "is_known": True, "supplier": "b"}),
    "refused": Every({"title": "", "starts_on": "hier", "part": "soir"}),
}
ASKED = ["", 'label="D’autres mots"', 'help="une phrase"', 'unit="€" shape="money"', 'shape="short"']


def bare(html):
    return re.sub(r'\s+(?=["><])', "", re.sub(r"\s+", " ", html.strip()))


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("name", list(Every.base_fields))
@pytest.mark.parametrize("form", FORMS)
def test_both_say_the_same(form, name, asked):
    context = Context({"form": FORMS[form]})
    for more, most in (("", ""), (' optional="on"', " optional=True")):
        theirs = Template(CottonCompiler().process(f'<c-field :field="form.{name}" {asked}{more} />')).render(context)
        ours = Template(f"{{% load ui %}}{{% field form.{name} {asked}{most} %}}").render(context)
        assert bare(ours) == bare(theirs)
