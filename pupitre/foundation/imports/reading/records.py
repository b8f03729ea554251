"""Lines of cells, whatever file they came from."""

from dataclasses import dataclass, field
from datetime import date

from pupitre.foundation.imports.sheets import EXCEL_EPOCH, Cell, UnreadableSheet

MOST_ROWS = 20_000
MOST_COLUMNS = 200
HEADER_WITHIN = 30  # title lines may stand above the header

TOO_LONG = f"Le tableau a plus de {MOST_ROWS} lignes : coupez-le en plusieurs fichiers."
TOO_WIDE = f"Le tableau a plus de {MOST_COLUMNS} colonnes."


@dataclass(frozen=True)
class Record:
    """`line` as in the file, the first being 1."""

    line: int
    cells: list[Cell]


@dataclass
class Page:
    """One sheet of a file, without its blank lines; `warnings` is what the person should know, in French."""

    name: str
    records: list[Record]
    warnings: list[str] = field(default_factory=list)
    epoch: date = EXCEL_EPOCH
    separator: str = ""


def checked(records: list[Record]) -> list[Record]:
    """Raises UnreadableSheet when there is more than anybody types."""
    if len(records) > MOST_ROWS + HEADER_WITHIN:
        raise UnreadableSheet(TOO_LONG)
    if any(len(record.cells) > MOST_COLUMNS for record in records):
        raise UnreadableSheet(TOO_WIDE)
    return records


def trimmed(cells: list[Cell]) -> list[Cell]:
    """Without the empty cells at the end of the line; a blank line is an empty list."""
    last = next((n for n in range(len(cells), 0, -1) if not is_blank(cells[n - 1])), 0)
    return cells[:last]


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
