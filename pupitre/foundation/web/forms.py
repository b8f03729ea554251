"""The shape of what is typed to sign in and to change one's password."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation

from pupitre.foundation.accounts.models import User


class SignInForm(forms.Form):
    email = forms.EmailField(label="Adresse e-mail", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="Mot de passe", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    user: Any = None

    def clean(self) -> dict[str, Any]:
        given = {"username": self.cleaned_data.get("email"), "password": self.cleaned_data.get("password")}
        self.user = authenticate(None, **given) if all(given.values()) else None
        if self.user is None:
            raise forms.ValidationError("L’adresse et le mot de passe ne vont pas ensemble.")
        return self.cleaned_data


class PasswordForm(forms.Form):
    """A new password; the present one is asked when there is one."""

    current = forms.CharField(
        label="Mot de passe actuel",
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="Nouveau mot de passe",
        help_text="Au moins 12 caractères ; une phrase se retient mieux.",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():
            del self.fields["current"]

    def clean_current(self) -> str:
        if not self.user.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError("Ce n’est pas le mot de passe actuel.")
        return str(self.cleaned_data["current"])

    def clean_new(self) -> str:
        password_validation.validate_password(self.cleaned_data["new"], self.user)
        return str(self.cleaned_data["new"])
