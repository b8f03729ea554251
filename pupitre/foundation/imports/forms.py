"""What is asked to start an import, which sheet and the file; and which column of it is which field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms import BoundField

from pupitre.foundation.imports.reading import Layout, Wanted, missing
from pupitre.foundation.imports.reading.layouts import BY_HAND, BY_MEMORY, BY_NAME
from pupitre.foundation.imports.sheets import Sheet

IGNORED = "Ne pas importer"
WHY = {BY_NAME: "reconnu par son nom", BY_MEMORY: "comme la dernière fois", BY_HAND: "choisi à la main"}


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


@dataclass(frozen=True)
class ColumnRow:
    """A column of the file on the page: its header, its first values, its choice, and why it was proposed."""

    position: int
    header: str
    samples: list[str]
    field: BoundField
    why: str
    is_remembered: bool


class ColumnsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, sheet: Sheet, layout: Layout, version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.sheet, self.before = sheet, layout
        choices = [("", IGNORED), *((column.field, column.label) for column in sheet.columns)]
        for position in self.positions():
            choice = forms.ChoiceField(label=self.header(position), choices=choices, required=False)
            choice.initial = layout.fields.get(position, "")
            self.fields[_name(position)] = choice

    def positions(self) -> list[int]:
        """The columns that hold something, or that were taken for something."""
        return [n for n, values in enumerate(self.before.samples) if values or n in self.before.fields] or [
            n for n, text in enumerate(self.before.texts) if text
        ]

    def header(self, position: int) -> str:
        return self.before.texts[position] or f"Colonne {position + 1}, sans titre"

    def clean(self) -> dict[str, Any]:
        """A field chosen twice is said where it was chosen the second time."""
        taken: dict[str, int] = {}
        labels = {column.field: column.label for column in self.sheet.columns}
        for position in self.positions():
            field = self.cleaned_data.get(_name(position), "")
            if field and field in taken:
                said = f"« {labels[field]} » est déjà choisi pour la colonne « {self.header(taken[field])} »."
                self.add_error(_name(position), said)
            elif field:
                taken[field] = position
        if reason := self._missing(taken):
            self.add_error(None, reason)
        return self.cleaned_data

    def missing(self) -> str:
        return self._missing(self.before.fields.values())

    def layout(self) -> Layout:
        """As corrected; what was left as proposed keeps its reason, what was left out was left out by somebody."""
        chosen = {n: self.cleaned_data[_name(n)] for n in self.positions()}
        fields = {n: field for n, field in chosen.items() if field}
        why = {
            n: self.before.why[n] if n in self.before.why and field == self.before.fields.get(n, "") else BY_HAND
            for n, field in chosen.items()
        }
        return replace(self.before, fields=fields, why=why, is_chosen=True)

    def groups(self) -> tuple[list[ColumnRow], list[ColumnRow], list[str]]:
        """Those that are known or were chosen, those that are not, and the headers of those that hold nothing."""
        known: list[ColumnRow] = []
        unknown: list[ColumnRow] = []
        for position in self.positions():
            is_known = position in self.before.fields or position in self.before.why
            (known if is_known else unknown).append(self._row(position))
        shown = set(self.positions())
        empty = [text for n, text in enumerate(self.before.texts) if text and n not in shown]
        return known, unknown, empty

    def _row(self, position: int) -> ColumnRow:
        why = self.before.why.get(position, "")
        samples = self.before.samples[position] if position < len(self.before.samples) else []
        bound = self[_name(position)]
        return ColumnRow(position, self.header(position), samples, bound, WHY.get(why, ""), why == BY_MEMORY)

    def _missing(self, fields: Any) -> str:
        there = set(fields)
        if not there:
            return "Choisissez au moins une colonne à importer."
        return missing(there, Wanted(self.sheet.columns, self.sheet.one_of))


def _name(position: int) -> str:
    return f"column_{position}"
