"""What is typed of a routine and of an occurrence, as plain values."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from pupitre.engines.routines.rules.course import Nature, Proof
from pupitre.engines.routines.rules.rhythm import USUAL, Rhythm


@dataclass(frozen=True)
class RoutineDraft:
    """`owner` is a member; `catalogue` the name of the shipped routine it comes from."""

    title: str
    owner: Any
    starts_on: date
    rhythm: Rhythm = USUAL
    ends_on: date | None = None
    note: str = ""
    nature: Nature = Nature.TO_DO
    grace_days: int = 0
    lead_days: int = 0
    minutes: int = 15
    criticality: int = 2
    dimension: str = "process"
    proof: Proof = Proof.NONE
    unit_label: str = ""
    catalogue: str = ""

    def values(self) -> dict[str, Any]:
        """By column."""
        said = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "rhythm"}
        return {**said, **{one.name: getattr(self.rhythm, one.name) for one in fields(self.rhythm)}}


@dataclass(frozen=True)
class Done:
    """What is said of an occurrence that is done: `figure` in hundredths, `file` a name and its pieces."""

    number: int
    on: date | None = None
    said: str = ""
    figure: int | None = None
    file: tuple[str, Any] | None = None
