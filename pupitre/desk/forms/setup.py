"""What is asked to found a company: as little as possible."""

from django import forms
from django.contrib.auth import password_validation

from pupitre.foundation.tenancy.models import ZONES, Role

ROLES = [
    (Role.OFFICE_MANAGER, "Je tiens le bureau (office manager)"),
    (Role.DIRECTOR, "Je dirige l’entreprise"),
]


class FoundForm(forms.Form):
    company = forms.CharField(label="Nom de l’entreprise", max_length=120)
    zone = forms.ChoiceField(
        label="Où ?", choices=ZONES, help_text="Les jours fériés changent d’un territoire à l’autre."
    )
    site = forms.CharField(label="Nom du site", max_length=120, initial="Siège")
    person = forms.CharField(label="Votre nom", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label="Votre adresse e-mail", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="Mot de passe",
        help_text="Au moins 12 caractères ; une phrase se retient mieux.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    roles = forms.MultipleChoiceField(
        label="Votre rôle", choices=ROLES, initial=[role for role, _ in ROLES], widget=forms.CheckboxSelectMultiple
    )

    def clean_password(self) -> str:
        password_validation.validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])
