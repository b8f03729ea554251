"""A file becomes the rows of a sheet, with an error for every cell that could not be taken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.conf import settings

from pupitre.foundation.imports.cells import cell_in
from pupitre.foundation.imports.readers import reason_of, text_of
from pupitre.foundation.imports.reading.headers import Header, Names
from pupitre.foundation.imports.reading.records import Page, Record, checked, is_blank
from pupitre.foundation.imports.reading.text_files import read_text_file
from pupitre.foundation.imports.reading.workbooks import OLE, read_workbook
from pupitre.foundation.imports.sheets import (
    BadCell,
    Cell,
    Column,
    LineError,
    NotComputed,
    ReadContext,
    Row,
    UnreadableSheet,
)
from pupitre.kernel.reading.amounts import read_amount
from pupitre.kernel.reading.text import Unreadable, fold

LONGEST_VALUE = 120  # characters of a wrong value that the report repeats
SPREADSHEET_ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#GETTING_DATA", "#SPILL!")
TOTAL = re.compile(r"(?:sous |grand )?tota(?:l|ux)(?: general| generaux| ht| ttc| annuel| mensuel| \d{4})*")
NOT_TABLES = {
    b"%PDF-": "C’est un PDF",
    b"\x89PNG": "C’est une image",
    b"\xff\xd8\xff": "C’est une image",
    b"GIF8": "C’est une image",
    b"{\\rtf": "C’est un texte mis en forme",
    b"MZ": "C’est un programme",
    b"\x1f\x8b": "C’est une archive",
}
PAGES_OF_THE_WEB = ("<!doctype", "<html", "<table", "<?xml")


@dataclass
class Table:
    rows: list[Row]
    errors: list[LineError] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_table(content: bytes, columns: Sequence[Column], today: date, actor: Any = None) -> Table:
    """Raises UnreadableSheet, with what to do about it."""
    names = Names(columns)
    page, header = _page_with_a_header(_pages(content, names), names)
    checked(page.records)
    _refuse_missing(header, columns)
    mapping = {header.texts[position]: column.field for position, column in header.fields.items()}
    table = Table([], mapping=mapping, ignored=header.ignored, warnings=page.warnings)
    reader = _Reader(header, ReadContext(today, "", actor, page.epoch))
    for record in page.records[header.ends_at :]:
        reader.read(record, table)
    return table


def _pages(content: bytes, names: Names) -> list[Page]:
    if len(content) > settings.LARGEST_FILE:
        raise UnreadableSheet(f"Le fichier dépasse {settings.LARGEST_FILE // 1024 // 1024} Mo.")
    if not content.strip(b"\0\r\n\t "):
        raise UnreadableSheet("Le fichier est vide.")
    for magic, sentence in NOT_TABLES.items():
        if content.startswith(magic):
            raise UnreadableSheet(f"{sentence}, pas un tableau : choisissez un fichier CSV, XLSX, XLS ou ODS.")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE)):
        return read_workbook(content)
    if content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").decode("latin-1").lower().startswith(PAGES_OF_THE_WEB):
        raise UnreadableSheet("C’est une page web ou du XML : ouvrez-le dans votre tableur et enregistrez-le en XLSX.")
    return [read_text_file(content, names.merit)]


def _page_with_a_header(pages: list[Page], names: Names) -> tuple[Page, Header]:
    if not any(page.records for page in pages):
        raise UnreadableSheet("Le fichier ne contient aucune cellule remplie.")
    for page in pages:
        if header := names.header(page.records):
            return page, header
    expected = ", ".join(f"« {column.label} »" for column in names.columns[:4])
    raise UnreadableSheet(f"Aucune colonne n’est reconnue. La première ligne doit nommer les colonnes : {expected}…")


def _refuse_missing(header: Header, columns: Sequence[Column]) -> None:
    there = {column.field for column in header.fields.values()}
    missing = [f"« {column.label} »" for column in columns if column.is_required and column.field not in there]
    if missing:
        raise UnreadableSheet(f"Il manque une colonne obligatoire : {', '.join(missing)}.")


class _Reader:
    def __init__(self, header: Header, context: ReadContext) -> None:
        self.header = header
        self.headers = {column.field: header.texts[position] for position, column in header.fields.items()}
        self.places = [
            (position, column, replace(context, header=header.texts[position]))
            for position, column in header.fields.items()
        ]
        self.width = len(header.texts)

    def read(self, record: Record, table: Table) -> None:
        """Adds the row, or its errors: a line is taken whole or not at all."""
        cells = record.cells
        if _is_total(cells):
            table.warnings.append(f"La ligne {record.line} est un total : elle n’est pas importée.")
        elif len(cells) > self.width:
            reason = "Cette ligne a plus de cellules que l’en-tête : un séparateur est sans doute de trop."
            table.errors.append(LineError(record.line, "", _shown(cells[self.width]), reason))
        else:
            self._read_cells(record, table)

    def _read_cells(self, record: Record, table: Table) -> None:
        values: dict[str, Any] = {}
        raw: dict[str, str] = {}
        errors = []
        for position, column, context in self.places:
            cell = record.cells[position] if position < len(record.cells) else None
            if is_blank(cell):
                if column.is_required:
                    errors.append(LineError(record.line, context.header, "", "Cette cellule doit être remplie."))
                continue
            raw[column.field] = _shown(cell)
            try:
                values[column.field] = _taken(cell, column, context)
            except (BadCell, Unreadable) as error:
                reason = error.reason if isinstance(error, BadCell) else reason_of(error)
                errors.append(LineError(record.line, context.header, raw[column.field], reason))
        if not raw:
            return
        if errors:
            table.errors.extend(errors)
        else:
            table.rows.append(Row(record.line, values, raw, self.headers))


def _is_total(cells: Sequence[Cell]) -> bool:
    """Nothing but the word and amounts: a supplier may be called Total."""
    said = [cell for cell in cells if not is_blank(cell)]
    words = [cell for cell in said if isinstance(cell, str) and TOTAL.fullmatch(fold(cell))]
    return bool(words) and all(_is_amount(cell) for cell in said if cell not in words)


def _is_amount(cell: Cell) -> bool:
    if not isinstance(cell, str) or isinstance(cell, NotComputed):
        return isinstance(cell, int | float | NotComputed)
    try:
        read_amount(cell)
    except Unreadable as error:
        return error.code != "not_an_amount"
    return True


def _taken(cell: Cell, column: Column, context: ReadContext) -> Any:
    if isinstance(cell, NotComputed):
        raise BadCell("Cette formule n’a jamais été calculée : ouvrez le fichier dans votre tableur, enregistrez-le.")
    if isinstance(cell, str) and cell.strip().upper() in SPREADSHEET_ERRORS:
        raise BadCell("Le tableur indique une erreur dans cette cellule.")
    return column.read(unquoted(cell), context)


def unquoted(cell: Cell) -> Cell:
    """Without the apostrophe that our own exports put before a text that looks like a formula."""
    return cell_in(cell) if isinstance(cell, str) else cell


def _shown(cell: Cell) -> str:
    return "".join(c if c.isprintable() else " " for c in text_of(cell))[:LONGEST_VALUE]
