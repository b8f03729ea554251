"""What is asked to start an import: which sheet, and the file."""

from typing import Any

from django import forms

from pupitre.foundation.imports.sheets import Sheet


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Fichier",
        allow_empty_file=True,  # an empty file gets our sentence, like any other that cannot be read
        help_text="CSV, XLSX, XLS ou ODS. Rien n’est écrit à cette étape.",
    )

    def __init__(self, *args: Any, sheets: list[Sheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"] = forms.ChoiceField(
            label="Ce que contient le fichier", choices=[(sheet.name, sheet.label) for sheet in sheets]
        )
        self.order_fields(["sheet", "file"])
