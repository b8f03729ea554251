"""The shape of what is typed to sign in, to change one's password and to prove who one is."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import authenticate, password_validation

from pupitre.foundation.accounts import limits
from pupitre.foundation.accounts.models import User


class SignInForm(forms.Form):
    email = forms.EmailField(label="Adresse e-mail", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label="Mot de passe", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
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
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="Nouveau mot de passe",
        help_text="Au moins 12 caractères ; une phrase se retient mieux.",
        max_length=200,
        strip=False,
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


LONGEST_CODE = 40  # as typed, with spaces and dashes


class CodeForm(forms.Form):
    """The six figures of the application."""

    REFUSED: ClassVar[str] = "Ce code n’ouvre pas, ou plus : attendez que l’application en montre un autre."

    code = forms.CharField(
        label="Code à six chiffres",
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class RecoveryForm(forms.Form):
    REFUSED: ClassVar[str] = "Ce code de secours n’ouvre pas, ou a déjà servi."

    code = forms.CharField(
        label="Code de secours",
        help_text="Seize signes ; majuscules, tirets et espaces n’ont pas d’importance.",
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
    )


class WithPassword(forms.Form):
    """The password is asked again, of whoever has one: an open session is not enough."""

    password = forms.CharField(
        label="Mot de passe", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, user: User, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.address = user, address
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        if limits.too_many(self.user.email, self.address):
            raise forms.ValidationError("Trop de mots de passe refusés : attendez un quart d’heure.")
        if not self.user.check_password(self.cleaned_data["password"]):
            limits.note_failure(self.user.email, self.address)
            raise forms.ValidationError("Ce n’est pas le mot de passe de ce compte.")
        return str(self.cleaned_data["password"])


class ConfirmForm(WithPassword):
    """The first code of an application."""

    REFUSED: ClassVar[str] = "Ce n’est pas le code que l’application montre maintenant : son heure est-elle juste ?"

    code = forms.CharField(
        label="Code à six chiffres",
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class ProofForm(WithPassword):
    """Whoever changes the second factor has it."""

    REFUSED: ClassVar[str] = "Ce code n’ouvre pas, ou plus."

    code = forms.CharField(
        label="Code",
        help_text="Celui que l’application montre, ou un code de secours.",
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
