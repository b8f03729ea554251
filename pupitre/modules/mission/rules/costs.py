"""What a month of the mission costs: days of presence at their rate, or the sum of the month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pupitre.kernel.periods import Period

HALVES = 2  # in a day


class Per(StrEnum):
    DAY = "day"
    HALF_DAY = "half_day"
    MONTH = "month"


@dataclass(frozen=True)
class Terms:
    """How one office manager is paid, without tax, and from when to when."""

    per: Per
    rate_cents: int
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class MonthCost:
    """`cents` is None when no agreement covers what was worked: unknown is never nothing."""

    halves: int
    cents: int | None
    rate_cents: int | None = None
    per: Per | None = None


def cost_of_month(terms: list[Terms], there: Mapping[date, int], month: Period) -> MonthCost:
    """`there`: half-days of each day of presence. A monthly sum is shared by the days of the month that it covers."""
    halves = sum(there.values())
    within = [one for one in terms if one.starts_on <= month.ends_on and (one.ends_on or date.max) >= month.starts_on]
    uncovered = [day for day in there if not any(one.holds_on(day) for one in within)]
    if not within or uncovered:
        return MonthCost(halves, None)
    cents = sum(_cost(one, there, month) for one in within)
    alone = within[0] if len(within) == 1 else None
    return MonthCost(halves, cents, alone.rate_cents if alone else None, alone.per if alone else None)


def _cost(terms: Terms, there: Mapping[date, int], month: Period) -> int:
    if terms.per is Per.MONTH:
        covered = sum(terms.holds_on(day) for day in month)
        return terms.rate_cents * covered // len(month) if covered < len(month) else terms.rate_cents
    halves = sum(n for day, n in there.items() if terms.holds_on(day))
    if terms.per is Per.HALF_DAY:
        return halves * terms.rate_cents
    whole, rest = divmod(halves * terms.rate_cents, HALVES)
    return whole + rest
