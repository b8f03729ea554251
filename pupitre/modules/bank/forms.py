"""What is asked to receive statements, and to send the page."""

from typing import Any

from django import forms

from pupitre.foundation.tenancy.models import Member
from pupitre.modules.bank.actions.statements import LARGEST
from pupitre.modules.bank.models import BankAccount

MOST_FILES = 12
RECOGNISED, NEW = "", "new"


class StatementForm(forms.Form):
    def __init__(self, *args: Any, accounts: list[BankAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {account.ref: account for account in accounts}
        self.fields["account"] = forms.ChoiceField(
            label="Compte",
            required=False,
            help_text="Utile seulement quand le fichier ne dit pas son compte.",
            choices=[(RECOGNISED, "Reconnaître le compte"), (NEW, "Un nouveau compte")]
            + [(account.ref, account.label) for account in accounts],
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        sent = self.files.getlist("files") if self.files else []
        if not sent:
            raise forms.ValidationError("Choisissez au moins un relevé.")
        if len(sent) > MOST_FILES:
            raise forms.ValidationError(f"Au plus {MOST_FILES} fichiers à la fois.")
        for file in sent:
            if (file.size or 0) > LARGEST:
                raise forms.ValidationError(f"« {file.name} » dépasse {LARGEST >> 20} Mo.")
        return {**data, "files": sent}

    def chosen(self) -> BankAccount | None:
        return self.known.get(self.cleaned_data["account"])

    def is_of_new_account(self) -> bool:
        return bool(self.cleaned_data["account"] == NEW)


class SendingForm(forms.Form):
    def __init__(self, *args: Any, direction: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.direction = {member.ref: member for member in direction}
        self.fields["recipient"] = forms.ChoiceField(
            label="À qui", choices=[(member.ref, member.name) for member in direction]
        )

    def recipient(self) -> Member:
        return self.direction[self.cleaned_data["recipient"]]
