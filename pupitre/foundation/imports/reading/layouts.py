"""How a file is cut into columns, as found or as corrected by hand: kept with the run, never guessed twice."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from pupitre.foundation.imports.readers import text_of
from pupitre.foundation.imports.reading.headers import Header, Names
from pupitre.foundation.imports.reading.records import Page, Record, is_blank
from pupitre.foundation.imports.sheets import UnreadableSheet

SAMPLES = 3
LONGEST_SAMPLE = 40  # characters
BY_NAME, BY_MEMORY, BY_HAND = "name", "memory", "hand"


@dataclass(frozen=True)
class Layout:
    """`fields` is {position: field}; `why` {position: how it was known}; `samples` the first values of each position.

    `ends_at` is the index of the first record of data, `page` the number of the sheet in its workbook.
    """

    texts: list[str] = field(default_factory=list)
    fields: dict[int, str] = field(default_factory=dict)
    ends_at: int = 0
    page: int = 0
    separator: str = ""
    why: dict[int, str] = field(default_factory=dict)
    samples: list[list[str]] = field(default_factory=list)
    is_chosen: bool = False

    def kept(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """JSON makes texts of the positions."""
        numbered = {name: {int(n): value for n, value in kept[name].items()} for name in ("fields", "why")}
        return cls(**{**kept, **numbered})

    def unknown(self) -> list[int]:
        """The columns that hold something, have no field, and that nobody has said to leave out."""
        return [
            position
            for position, values in enumerate(self.samples)
            if position not in self.fields and position not in self.why and values
        ]


class UnmappedSheet(UnreadableSheet):
    """The file is a table, but columns are missing: they can be chosen by hand."""

    def __init__(self, sentence: str, layout: Layout) -> None:
        super().__init__(sentence)
        self.layout = layout


def layout_of(number: int, page: Page, header: Header, names: Names) -> Layout:
    data = page.records[header.ends_at :]
    width = max([len(header.texts), *(len(record.cells) for record in data)])
    texts = header.texts + [""] * (width - len(header.texts))
    why = dict.fromkeys(header.fields, BY_NAME)
    why |= {position: BY_MEMORY for position, text in enumerate(texts) if text and names.is_remembered(text)}
    fields = {position: column.field for position, column in header.fields.items()}
    return Layout(texts, fields, header.ends_at, number, page.separator, why, _samples(data, width))


def header_of(layout: Layout, names: Names) -> Header:
    """A field that the sheet has lost since is left out."""
    fields = {n: names.by_field[name] for n, name in sorted(layout.fields.items()) if name in names.by_field}
    texts = [text for n, text in enumerate(layout.texts) if text and n not in fields]
    width = max([n + 1 for n, text in enumerate(layout.texts) if text or n in fields], default=0)
    return Header(layout.texts[:width], fields, layout.ends_at, texts)


def _samples(records: list[Record], width: int) -> list[list[str]]:
    """Columns that have their three are not looked at again."""
    found: list[list[str]] = [[] for _ in range(width)]
    waiting = set(range(width))
    for record in records:
        for position in [n for n in waiting if n < len(record.cells) and not is_blank(record.cells[n])]:
            found[position].append(text_of(record.cells[position])[:LONGEST_SAMPLE])
            if len(found[position]) == SAMPLES:
                waiting.discard(position)
        if not waiting:
            break
    return found
