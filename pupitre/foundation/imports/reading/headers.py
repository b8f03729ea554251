"""Finds the header of a page among its first lines, and which column is which field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from pupitre.foundation.imports.reading.records import HEADER_WITHIN, Record
from pupitre.foundation.imports.sheets import Column
from pupitre.kernel.reading.text import fold

BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
LONGEST_HEADER = 120


@dataclass(frozen=True)
class Header:
    """`fields` is {position: column}; `ends_at` the index of the first record of data; `ignored` what nobody knows."""

    texts: list[str]
    fields: dict[int, Column]
    ends_at: int
    ignored: list[str] = field(default_factory=list)


class Names:
    """Every usual name of the columns of a sheet, folded once."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.known = {fold(name): column for column in columns for name in (column.label, column.field, *column.names)}

    def column(self, text: str) -> Column | None:
        """« Montant (€ HT) » is « Montant HT » if that is known, else « Montant »."""
        return self.known.get(fold(text)) or self.known.get(fold(BRACKETS.sub(" ", text)))

    def merit(self, records: Sequence[Record]) -> int:
        return max((len(header.fields) for header in self.candidates(records)), default=0)

    def header(self, records: Sequence[Record]) -> Header | None:
        """The line that knows most names, the first of equals; two lines together, when they know more."""
        best = max(self.candidates(records), key=lambda header: len(header.fields), default=None)
        return best if best and best.fields else None

    def candidates(self, records: Sequence[Record]) -> list[Header]:
        head = records[:HEADER_WITHIN]
        alone = [self._header(_texts(record), n + 1) for n, record in enumerate(head)]
        pairs = pairwise(head)
        joined = [self._header(self._joined(upper, lower), n + 2) for n, (upper, lower) in enumerate(pairs)]
        return alone + joined

    def _joined(self, upper: Record, lower: Record) -> list[str]:
        """A merged cell above several columns leaves its text in the first: it stands for those that follow."""
        last, texts = "", []
        for over, under in zip_longest(_texts(upper), _texts(lower), fillvalue=""):
            last = over or last
            choices = [text for text in (f"{last} {under}".strip(), under, over) if text] if under else [over]
            texts.append(next((text for text in choices if self.column(text)), choices[0]))
        return texts

    def _header(self, texts: list[str], ends_at: int) -> Header:
        fields: dict[int, Column] = {}
        ignored = []
        for position, text in enumerate(texts):
            column = self.column(text) if text else None
            if column and column not in fields.values():
                fields[position] = column
            elif text:
                ignored.append(text)
        return Header(texts, fields, ends_at, ignored)


def _texts(record: Record) -> list[str]:
    return [" ".join(cell.split())[:LONGEST_HEADER] if isinstance(cell, str) else "" for cell in record.cells]
