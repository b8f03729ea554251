"""The shipped list of categories: how long to prepare, the notice usually agreed, where that is known from."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pupitre.kernel.reading import fold

LIST = Path(__file__).parents[1] / "data" / "categories.csv"
USUAL_LEAD = 60  # days, for what is in no category of the list


@dataclass(frozen=True)
class Category:
    """`confidence` is « seen » when the source was read, « memory » when it is still to be checked."""

    name: str
    lead_days: int = USUAL_LEAD
    notice_months: int = 0
    notice_days: int = 0
    regime: str = ""
    is_exclusive: bool = False
    source: str = ""
    as_of: str = ""
    confidence: str = ""

    @property
    def is_to_be_checked(self) -> bool:
        return self.confidence == "memory"


@lru_cache(maxsize=1)
def shipped_categories() -> tuple[Category, ...]:
    return tuple(dict.fromkeys(_by_word().values()))


@lru_cache(maxsize=4096)
def category_of(text: str) -> Category:
    """The category of the list that this text names, else one of its own."""
    return _by_word().get(fold(text)) or Category(" ".join(text.split()))


@lru_cache(maxsize=1)
def _by_word() -> dict[str, Category]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {fold(word): _category(row) for row in rows for word in (row["name"], *row["aliases"].split("|"))}


def _category(row: dict[str, str]) -> Category:
    return Category(
        name=row["name"],
        lead_days=int(row["lead_days"]),
        notice_months=int(row["notice_months"]),
        notice_days=int(row["notice_days"]),
        regime=row["regime"],
        is_exclusive=row["is_exclusive"] == "yes",
        source=row["source"],
        as_of=row["as_of"],
        confidence=row["confidence"],
    )
