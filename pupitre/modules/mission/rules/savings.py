"""Savings: three natures that never add up, and the states that one goes through before it is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from pupitre.kernel.calendar import add_months
from pupitre.kernel.money import Basis, Money, round_half_up

YEAR = 12  # months
HOUR = 60  # minutes


class Nature(StrEnum):
    """Money that is not spent any more, a rise or a purchase that did not happen, hours."""

    HARD = "hard"
    AVOIDED = "avoided"
    HOURS = "hours"


class State(StrEnum):
    PROPOSED = "proposed"  # read in the contracts; nobody has looked at it
    IDENTIFIED = "identified"
    CONTRACTED = "contracted"
    REALISED = "realised"
    VALIDATED = "validated"
    ABANDONED = "abandoned"


SAVED = (State.REALISED, State.VALIDATED)
COUNTED = (State.IDENTIFIED, State.CONTRACTED, *SAVED)
NEXT: Mapping[State, State] = {
    State.PROPOSED: State.CONTRACTED,
    State.IDENTIFIED: State.CONTRACTED,
    State.CONTRACTED: State.REALISED,
    State.REALISED: State.VALIDATED,
}


@dataclass(frozen=True)
class SavingDraft:
    """Amounts in cents: a year before and after; of hours, minutes a month at an agreed rate, capped a year."""

    title: str
    nature: Nature = Nature.HARD
    contract: str = ""
    basis: str = Basis.HT
    before_cents: int | None = None
    after_cents: int | None = None
    minutes_a_month: int | None = None
    rate_cents: int | None = None
    cap_cents: int | None = None
    effective_on: date | None = None
    proof: str = ""
    owner: Any = None


def annual_of(draft: SavingDraft) -> int | None:
    """Cents a year; None when something is missing or when nothing is saved."""
    if draft.nature is Nature.HOURS:
        if not draft.minutes_a_month or not draft.rate_cents or not draft.cap_cents:
            return None
        worth = round_half_up(Fraction(draft.minutes_a_month * YEAR * draft.rate_cents, HOUR))
        return min(worth, draft.cap_cents)
    if draft.before_cents is None or draft.after_cents is None or draft.after_cents >= draft.before_cents:
        return None
    return draft.before_cents - draft.after_cents


def share_of(annual: int, effective_on: date, month: date) -> int:
    """What a month has of a year's saving: twelve months from the one it takes effect in, to the cent; then nothing."""
    n = (month.year - effective_on.year) * YEAR + month.month - effective_on.month
    return Money(annual).share([1] * YEAR)[n].cents if 0 <= n < YEAR else 0


def expires_on(effective_on: date) -> date:
    """The first day when it is no saving any more: the new price is the usual one."""
    return add_months(effective_on.replace(day=1), YEAR)


@dataclass(frozen=True)
class Counted:
    """A saving as it stood: what is added up of it."""

    ref: str
    title: str
    nature: Nature
    state: State
    basis: str
    annual_cents: int
    effective_on: date | None = None


def has_lapsed(one: Counted, on: date) -> bool:
    """What was won counts twelve months; what is not won yet waits as long as it takes."""
    return one.state in SAVED and one.effective_on is not None and expires_on(one.effective_on) <= on


@dataclass(frozen=True)
class Totals:
    """Cents a year by nature, state and basis; nothing is ever added across natures or bases."""

    cents: Mapping[tuple[Nature, State, str], int] = field(default_factory=dict)
    rows: Mapping[tuple[Nature, State], int] = field(default_factory=dict)

    def of(self, nature: Nature, *states: State) -> dict[str, int]:
        """By basis, those that have something."""
        found: dict[str, int] = {}
        for (whose, state, basis), cents in self.cents.items():
            if whose is nature and state in states:
                found[basis] = found.get(basis, 0) + cents
        return found

    def count(self, nature: Nature, *states: State) -> int:
        return sum(n for (whose, state), n in self.rows.items() if whose is nature and state in states)


def totals_of(savings: Iterable[Counted]) -> Totals:
    cents: dict[tuple[Nature, State, str], int] = {}
    rows: dict[tuple[Nature, State], int] = {}
    for one in savings:
        key = (one.nature, one.state, one.basis)
        cents[key] = cents.get(key, 0) + one.annual_cents
        rows[key[:2]] = rows.get(key[:2], 0) + 1
    return Totals(cents, rows)
