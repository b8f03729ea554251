"""Finds the header of a page among its first lines, and which column is which field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from pupitre.foundation.imports.reading.records import HEADER_WITHIN, Record
from pupitre.foundation.imports.sheets import Column
from pupitre.kernel.reading.text import fold

BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
LONGEST_HEADER = 120
FEWEST_NAMES = 2  # a line of one word is a title, or no table


@dataclass(frozen=True)
class Header:
    """`fields` is {position: column}; `ends_at` the index of the first record of data; `ignored` what nobody knows."""

    texts: list[str]
    fields: dict[int, Column]
    ends_at: int
    ignored: list[str] = field(default_factory=list)


class Names:
    """Every usual name of the columns of a sheet, folded once; `remembered` is what the company chose before.

    It is {folded header: field}, the field being empty for a column that is left out.
    """

    def __init__(self, columns: Sequence[Column], remembered: Mapping[str, str] | None = None) -> None:
        self.columns = columns
        self.remembered = remembered or {}
        self.by_field = {column.field: column for column in columns}
        self.known = {fold(name): column for column in columns for name in (column.label, column.field, *column.names)}

    def column(self, text: str) -> Column | None:
        if self.is_remembered(text):
            return self.by_field.get(self.remembered[key_of(text)])
        return self.usual(text)

    def is_remembered(self, text: str) -> bool:
        return key_of(text) in self.remembered

    def usual(self, text: str) -> Column | None:
        """« Montant (€ HT) » is « Montant HT » if that is known, else « Montant »."""
        return self.known.get(fold(text)) or self.known.get(fold(BRACKETS.sub(" ", text)))

    def merit(self, records: Sequence[Record]) -> int:
        return max((len(header.fields) for header in self.candidates(records)), default=0)

    def header(self, records: Sequence[Record]) -> Header | None:
        """The line that knows most names, the first of equals; two lines together, when they know more."""
        best = max(self.candidates(records), key=lambda header: len(header.fields), default=None)
        return best if best and best.fields else None

    def supposed(self, records: Sequence[Record]) -> Header | None:
        """When no name is known: the first of the lines that have most texts, if it looks like a header at all."""
        lines = [(_texts(record), n + 1) for n, record in enumerate(records[:HEADER_WITHIN])]
        texts, ends_at = max(lines, key=lambda line: sum(map(bool, line[0])), default=([], 0))
        return Header(texts, {}, ends_at) if sum(map(bool, texts)) >= FEWEST_NAMES else None

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
        """What the company chose before comes first; a field is taken once."""
        fields: dict[int, Column] = {}
        named = [(position, text) for position, text in enumerate(texts) if text]
        for position, text in sorted(named, key=lambda one: not self.is_remembered(one[1])):
            column = self.column(text)
            if column and column not in fields.values():
                fields[position] = column
        ignored = [text for position, text in named if position not in fields]
        return Header(texts, dict(sorted(fields.items())), ends_at, ignored)


def key_of(text: str) -> str:
    """A header as it is remembered."""
    return fold(text)[:LONGEST_HEADER]


def _texts(record: Record) -> list[str]:
    return [" ".join(cell.split())[:LONGEST_HEADER] if isinstance(cell, str) else "" for cell in record.cells]
