"""One line of French, read into typed pieces: what is sure, what is in doubt, and the words left over."""

from pupitre.kernel.capture.line import Line, read_line
from pupitre.kernel.capture.values import (
    Day,
    Doubt,
    Lasting,
    Person,
    Piece,
    Price,
    Priority,
    Renewing,
    Role,
    Span,
    Term,
    Value,
    Why,
)
from pupitre.kernel.capture.writing import written

__all__ = [
    "Day",
    "Doubt",
    "Lasting",
    "Line",
    "Person",
    "Piece",
    "Price",
    "Priority",
    "Renewing",
    "Role",
    "Span",
    "Term",
    "Value",
    "Why",
    "read_line",
    "written",
]
