"""The shipped routines: usual ones, each to add in one click; what the law says keeps its source and how sure it is."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from pupitre.engines.routines.rules.course import Nature, Proof
from pupitre.engines.routines.rules.drafts import RoutineDraft
from pupitre.engines.routines.rules.rhythm import Kind, Rhythm, rhythm_of
from pupitre.kernel.recurrence import Shift, Unit

LIST = Path(__file__).parents[1] / "data" / "catalogue.csv"
NUMBERS = ("every", "day", "rank", "weekday", "month")


@dataclass(frozen=True)
class Shipped:
    """`confidence`: « seen » in the text itself, else « seen-2 » or « memory »; empty when the law says nothing."""

    name: str
    title: str
    note: str
    rhythm: Rhythm
    nature: Nature
    grace_days: int
    lead_days: int
    minutes: int
    criticality: int
    dimension: str
    proof: Proof
    unit_label: str
    source: str = ""
    as_of: str = ""
    confidence: str = ""

    @property
    def is_legal(self) -> bool:
        return bool(self.source)

    @property
    def is_to_be_checked(self) -> bool:
        return self.is_legal and self.confidence != "seen"

    def draft(self, owner: Any, on: date) -> RoutineDraft:
        """From that day on; what counts from the last time leaves the time to prepare the first."""
        is_after = self.rhythm.kind is Kind.AFTER_DONE
        starts_on = on + timedelta(days=self.lead_days) if is_after else on
        return RoutineDraft(
            title=self.title,
            owner=owner,
            starts_on=starts_on,
            rhythm=self.rhythm,
            note=self.note,
            nature=self.nature,
            grace_days=self.grace_days,
            lead_days=self.lead_days,
            minutes=self.minutes,
            criticality=self.criticality,
            dimension=self.dimension,
            proof=self.proof,
            unit_label=self.unit_label,
            catalogue=self.name,
        )


@lru_cache(maxsize=1)
def shipped_routines() -> dict[str, Shipped]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["name"]: _shipped(row) for row in csv.DictReader(file)}


def _shipped(row: dict[str, str]) -> Shipped:
    numbers = {name: int(row[name]) for name in NUMBERS if row[name]}
    unit = Unit(row["unit"]) if row["unit"] else None
    return Shipped(
        name=row["name"],
        title=row["title"],
        note=row["note"],
        rhythm=rhythm_of(row["kind"], **numbers, unit=unit, shift=Shift(row["shift"])),
        nature=Nature(row["nature"]),
        grace_days=int(row["grace_days"]),
        lead_days=int(row["lead_days"]),
        minutes=int(row["minutes"]),
        criticality=int(row["criticality"]),
        dimension=row["dimension"],
        proof=Proof(row["proof"]),
        unit_label=row["unit_label"],
        source=row["source"],
        as_of=row["as_of"],
        confidence=row["confidence"],
    )
