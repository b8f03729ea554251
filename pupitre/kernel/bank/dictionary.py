"""The shipped list of well-known payees: the longest name found on word boundaries wins."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pupitre.kernel.reading.text import fold

LIST = Path(__file__).with_name("dictionary.csv")
NOT_SUPPLIERS = {
    *("tax", "social_charges", "payroll", "expense_refund", "own_transfer", "cash", "cheque", "loan"),
}
SHOPPING = {"shopping", "fuel", "toll", "parking", "travel", "restaurant", "post", "advertising"}
YEARLY_KINDS = {"insurance"}  # one payment a year is usual


@dataclass(frozen=True)
class Known:
    """`supplier` is empty when the words say what it is and not who; `kind` is that of the probable contract."""

    pattern: str
    supplier: str
    category: str
    kind: str

    @property
    def is_supplier(self) -> bool:
        return self.category not in NOT_SUPPLIERS

    @property
    def is_shopping(self) -> bool:
        return self.category in SHOPPING

    @property
    def is_yearly(self) -> bool:
        return self.kind in YEARLY_KINDS


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Known]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {row["pattern"]: Known(row["pattern"], row["supplier"], row["category"], row["kind"]) for row in rows}


def known_in(folded: str) -> Known | None:
    """`folded` is words between single spaces, as `fold` makes them."""
    patterns, most = shipped(), _most_words()
    words = folded.split()
    found: Known | None = None
    for start in range(len(words)):
        for end in range(start + 1, min(start + most, len(words)) + 1):
            known = patterns.get(" ".join(words[start:end]))
            if known and (found is None or len(known.pattern) > len(found.pattern)):
                found = known
    return found


def known_payee(label: str) -> Known | None:
    return known_in(fold(label))


@lru_cache(maxsize=1)
def _most_words() -> int:
    return max(len(pattern.split()) for pattern in shipped())
