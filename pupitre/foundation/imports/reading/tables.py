"""A file becomes the rows of a sheet, with an error for every cell that could not be taken."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.conf import settings

from pupitre.foundation.imports.cells import cell_in
from pupitre.foundation.imports.readers import reason_of, text_of
from pupitre.foundation.imports.reading.headers import Header, Names
from pupitre.foundation.imports.reading.layouts import Layout, UnmappedSheet, header_of, layout_of
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

MOST_READ_BEFORE = 5_000
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
    layout: Layout = field(default_factory=Layout)


@dataclass(frozen=True)
class Wanted:
    """What is looked for: the columns of a sheet, those of which one must be there, and what the company chose before.

    With a `layout`, nothing is guessed again.
    """

    columns: Sequence[Column]
    one_of: Sequence[str] = ()
    remembered: Mapping[str, str] = field(default_factory=dict)
    layout: Layout | None = None


def read_table(content: bytes, wanted: Wanted | Sequence[Column], today: date, actor: Any = None) -> Table:
    """Raises UnreadableSheet, with what to do about it; UnmappedSheet when choosing columns by hand is enough."""
    wanted = wanted if isinstance(wanted, Wanted) else Wanted(wanted)
    names = Names(wanted.columns, wanted.remembered)
    pages = _pages(content, names, wanted.layout)
    number, header = _page_with_a_header(pages, names, wanted.layout)
    page = pages[number]
    checked(page.records)
    layout = wanted.layout or layout_of(number, page, header, names)
    if reason := missing(layout.fields.values(), wanted):
        raise UnmappedSheet(reason, layout)
    mapping = {header.texts[position]: column.field for position, column in header.fields.items()}
    table = Table([], mapping=mapping, ignored=header.ignored, warnings=page.warnings, layout=layout)
    reader = _Reader(header, ReadContext(today, "", actor, page.epoch))
    for record in page.records[header.ends_at :]:
        reader.read(record, table)
    return table


def missing(fields: Iterable[str], wanted: Wanted) -> str:
    """The sentence about the columns without which nothing can be read; empty when all are there."""
    there = set(fields)
    labels = {column.field: f"« {column.label} »" for column in wanted.columns}
    absent = [labels[column.field] for column in wanted.columns if column.is_required and column.field not in there]
    if not there:
        expected = ", ".join([*labels.values()][:4])
        return f"Aucune colonne n’est reconnue. La première ligne doit nommer les colonnes : {expected}…"
    if absent:
        return f"Il manque une colonne obligatoire : {', '.join(absent)}."
    if wanted.one_of and there.isdisjoint(wanted.one_of):
        return f"Il faut une colonne {' ou '.join(labels[name] for name in wanted.one_of)} pour reconnaître les lignes."
    return ""


def _pages(content: bytes, names: Names, layout: Layout | None) -> list[Page]:
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
    return [read_text_file(content, names.merit, layout.separator if layout else "")]


def _page_with_a_header(pages: list[Page], names: Names, layout: Layout | None) -> tuple[int, Header]:
    if not any(page.records for page in pages):
        raise UnreadableSheet("Le fichier ne contient aucune cellule remplie.")
    if layout:
        return layout.page, header_of(layout, names)
    for look in (names.header, names.supposed):
        for number, page in enumerate(pages):
            if header := look(page.records):
                return number, header
    raise UnreadableSheet(missing((), Wanted(names.columns)))


class _Reader:
    def __init__(self, header: Header, context: ReadContext) -> None:
        self.header = header
        self.headers = {column.field: header.texts[position] for position, column in header.fields.items()}
        self.places = [
            (position, column, replace(context, header=header.texts[position]))
            for position, column in header.fields.items()
        ]
        self.width = len(header.texts)
        self.read_before: dict[tuple[str, str], Any] = {}

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
                values[column.field] = self._taken(cell, column, context)
            except (BadCell, Unreadable) as error:
                reason = error.reason if isinstance(error, BadCell) else reason_of(error)
                errors.append(LineError(record.line, context.header, raw[column.field], reason))
        if not raw:
            return
        if errors:
            table.errors.extend(errors)
        else:
            table.rows.append(Row(record.line, values, raw, self.headers))

    def _taken(self, cell: Cell, column: Column, context: ReadContext) -> Any:
        """Sheets repeat themselves (« 12 mois », « Nettoyage »): the same text of a column is read once."""
        if not isinstance(cell, str) or isinstance(cell, NotComputed):
            return _taken(cell, column, context)
        key = (column.field, cell)
        if key not in self.read_before:
            if len(self.read_before) > MOST_READ_BEFORE:
                self.read_before.clear()
            self.read_before[key] = _taken(cell, column, context)
        return self.read_before[key]


def _is_total(cells: Sequence[Cell]) -> bool:
    """Nothing but the word and amounts: a supplier may be called Total."""
    said = [cell for cell in cells if not is_blank(cell)]
    words = [cell for cell in said if isinstance(cell, str) and _may_be_total(cell) and TOTAL.fullmatch(fold(cell))]
    return bool(words) and all(_is_amount(cell) for cell in said if cell not in words)


def _may_be_total(text: str) -> bool:
    """Asked of every cell of every line: folding them all costs a fifth of the reading."""
    return "tota" in text.lower() or not text.isascii()


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
    text = text_of(cell)
    return (text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text))[:LONGEST_VALUE]
