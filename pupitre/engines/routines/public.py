"""What the house may use of routines: adding one, and when it comes next."""

from datetime import date

from pupitre.engines.routines.actions import CannotDo, CannotKeep, ProofMissing, add_routine, do_occurrence
from pupitre.engines.routines.models import Routine
from pupitre.engines.routines.queries import Done as OccurrenceDone
from pupitre.engines.routines.queries import Standing, all_routines, occurrences_done, silent_routines, standings
from pupitre.engines.routines.rules import (
    Done,
    Kind,
    Nature,
    Proof,
    Rhythm,
    RoutineDraft,
    rhythm_of,
    shipped_routines,
)
from pupitre.foundation import clock
from pupitre.foundation.tenancy.scope import current_company

__all__ = [
    "CannotDo",
    "CannotKeep",
    "Done",
    "Kind",
    "Nature",
    "OccurrenceDone",
    "Proof",
    "ProofMissing",
    "Rhythm",
    "Routine",
    "RoutineDraft",
    "Standing",
    "add_routine",
    "do_occurrence",
    "next_of",
    "occurrences_done",
    "rhythm_of",
    "routine_named",
    "shipped_routines",
    "silent_routines",
]


def next_of(routine: Routine, on: date | None = None) -> tuple[int, date] | None:
    """The number that waits and its day; None in pause, and once it is over. Presence: the next day that may be one."""
    company = current_company()
    due = standings([routine], company, on or clock.today(company))[0].due
    return (due.number, due.planned_on) if due else None


def routine_named(ref: str) -> Routine | None:
    return all_routines().filter(ref=ref).first()
