"""What a bank's export says: its lines, and what could not be read of it."""

from dataclasses import dataclass
from datetime import date


class NotAStatement(ValueError):
    """No list of movements is in there. Codes: empty, not_text, too_long, no_header, unclosed_quote."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Line:
    """A movement; what was spent is negative. `row` is where it begins in the file, the first row being 1."""

    on: date
    label: str
    cents: int
    account: str = ""
    row: int = 0
    reference: str = ""


@dataclass(frozen=True)
class Fault:
    """A field that could not be read, whose line was left out; `column` is the header as typed."""

    row: int
    column: str
    value: str
    reason_code: str


@dataclass(frozen=True)
class Statement:
    """`bank` is a code of `layouts`, "other" when only the columns were recognised; `ignored` counts refused ones."""

    bank: str
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    ignored: int = 0
