"""What somebody says of their own time, whatever the company."""

from django import forms


class HalfDaysForm(forms.Form):
    half_days = forms.IntegerField(
        label="Demi-journées disponibles par semaine",
        min_value=0,
        max_value=14,
        help_text="Toutes entreprises ensemble ; connu de vous seul.",
    )
