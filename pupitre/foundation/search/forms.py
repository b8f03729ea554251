"""What is typed to teach the search a word."""

from django import forms

from pupitre.foundation.search.models import LONGEST_MEANING
from pupitre.kernel.search.analysis import LONGEST


class SynonymForm(forms.Form):
    said = forms.CharField(
        label="Quand on cherche",
        max_length=LONGEST,
        help_text="Un seul mot, comme on le dit ici.",
        widget=forms.TextInput(attrs={"placeholder": "cantine"}),
    )
    means = forms.CharField(
        label="Trouver aussi",
        max_length=LONGEST_MEANING,
        help_text="Les mots tels qu’ils sont dans Pupitre.",
        widget=forms.TextInput(attrs={"placeholder": "restauration titres-restaurant"}),
    )
