"""What a room says of a sheet that can be imported, and what is found while reading one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from pupitre.foundation.imports.taking_back import WayBack, Written

EXCEL_EPOCH = date(1899, 12, 30)
MACINTOSH_EPOCH = date(1904, 1, 1)
MOST_NEW, MOST_CHANGED = 50, 200  # lines shown in words
NOTHING = "rien"
Cell = str | int | float | bool | date | datetime | time | timedelta | None


class NotComputed(str):
    """The text of a formula whose result no spreadsheet ever wrote."""


class UnreadableSheet(Exception):
    """The structure cannot be understood, nothing was written; the sentence says why, in French."""


class BadCell(Exception):
    """A value that cannot be taken as it stands; raised by the `read` of a column with its reason, in French."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class ReadContext:
    """What a cell is read with: the day it is, the header of its column as typed, who imports, and day 0 of numbers."""

    today: date
    header: str
    actor: Any
    epoch: date = EXCEL_EPOCH


@dataclass(frozen=True)
class Column:
    """`names` are the usual headers, compared folded; `read` gets a cell that is not empty."""

    field: str
    label: str
    names: tuple[str, ...]
    read: Callable[[Cell, ReadContext], Any]
    is_required: bool = False


@dataclass(frozen=True)
class LineError:
    """`line` as in the file, the first being 1; `column` is the header as typed, empty for the whole line."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Row:
    """A line of which every cell was read; a field whose cell is empty or absent is not in `values`."""

    line: int
    values: dict[str, Any]
    raw: dict[str, str]
    headers: dict[str, str]

    def get(self, field: str, default: Any = None) -> Any:
        return self.values.get(field, default)

    def column_of(self, field: str) -> str:
        """The header under which the field stands in this file; empty when the file has no such column."""
        return self.headers.get(field, "")

    def error(self, field: str, reason: str) -> LineError:
        return LineError(self.line, self.column_of(field), self.raw.get(field, ""), reason)


@dataclass(frozen=True)
class Said:
    """A value in words; `was`: what is stored and would go."""

    label: str
    value: str
    was: str = ""


@dataclass(frozen=True)
class Understood:
    """A line as it would be written: what it is called, and what it says."""

    line: int
    name: str
    is_new: bool
    said: tuple[Said, ...]


class Preview(list[Understood]):
    """The first lines of each sort, in words: what changes is always worth more room than what is added."""

    def __init__(self, lines: Iterable[Understood] = ()) -> None:
        super().__init__(lines)
        self.left = {True: MOST_NEW, False: MOST_CHANGED}  # by `is_new`

    def note(self, line: int, name: str, said: Iterable[Said], *, is_new: bool) -> None:
        self.append(Understood(line, name, is_new, tuple(said)))
        self.left[is_new] -= 1

    def has_room(self, *, is_new: bool) -> bool:
        return self.left[is_new] > 0


def moved(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> list[Said]:
    """What differs between two lists of labels and words."""
    was, now = dict(before), dict(after)
    labels = [*now, *(label for label in was if label not in now)]
    return [
        Said(label, now.get(label, "") or NOTHING, was.get(label, "") or NOTHING)
        for label in labels
        if was.get(label, "") != now.get(label, "")
    ]


@dataclass
class Prepared:
    """What an import would do. `write` makes one call of one action and returns what it wrote; a dry run never does."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    also_created: int = 0
    errors: list[LineError] = field(default_factory=list)
    write: Callable[[], Sequence[Written]] | None = None
    understood: Preview = field(default_factory=Preview)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """`prepare(rows, actor)` compares with what is stored; `example` is a small CSV text people can start from.

    `opens` names the address of the list that shows what was imported; `one_of` fields of which one must be there;
    `back` takes an import back.
    """

    name: str
    label: str
    columns: tuple[Column, ...]
    permission: str
    prepare: Callable[[Sequence[Row], Any], Prepared]
    example: str
    opens: str = ""
    one_of: tuple[str, ...] = ()
    back: WayBack | None = None


@dataclass
class Report:
    """Counts are of rows of the sheet; `mapping` is {header as typed: field}, `ignored` the headers nobody knows."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    also_created: int = 0
    errors: list[LineError] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    run: str = ""
    is_dry_run: bool = True
