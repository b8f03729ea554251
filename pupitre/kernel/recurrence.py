"""What comes back: the days of business rhythms, each counted from the anchor and never from the one before."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count

from pupitre.kernel.calendar import (
    ONE_DAY,
    Zone,
    add_months,
    last_day,
    last_working_day,
    working_day_on_or_after,
    working_day_on_or_before,
)

WEEK = 7
LAST = -1  # the rank of the last working day
MOST_RANK = 15  # every month has that many working days, wherever its holidays fall
MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Shift(StrEnum):
    """What becomes of a day that is not worked."""

    NONE = "none"
    EARLIER = "earlier"
    LATER = "later"


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class BadRhythm(ValueError):
    """`code` is every, day, rank, weekday or month: what is out of its bounds."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Monthly:
    """Every so many months on a day, or on the month's last day when it has no such number."""

    every: int
    day: int

    def __post_init__(self) -> None:
        _within(self.every, 120, "every")
        _within(self.day, 31, "day")


@dataclass(frozen=True)
class MonthlyWorking:
    """Every so many months on the working day of that rank, or on the last one."""

    every: int
    rank: int

    def __post_init__(self) -> None:
        _within(self.every, 120, "every")
        if self.rank != LAST:
            _within(self.rank, MOST_RANK, "rank")


@dataclass(frozen=True)
class Weekly:
    """Every so many weeks on a weekday; Monday is 0."""

    every: int
    weekday: int

    def __post_init__(self) -> None:
        _within(self.every, 520, "every")
        _within(self.weekday + 1, WEEK, "weekday")


@dataclass(frozen=True)
class Yearly:
    """Every year on a day of a month; 29 February is the 28th when there is none."""

    month: int
    day: int

    def __post_init__(self) -> None:
        _within(self.month, 12, "month")
        _within(self.day, MOST_DAYS[self.month - 1], "day")

    @property
    def every(self) -> int:
        return 1


Series = Monthly | MonthlyWorking | Weekly | Yearly


def occurrence(
    series: Series, anchor: date, number: int, shift: Shift = Shift.NONE, zone: Zone = Zone.METROPOLE
) -> date:
    """The day of that number: the first is 1, on or after the anchor."""
    return _shown(series, anchor, _first_step(series, anchor, shift, zone) + (number - 1) * series.every, shift, zone)


def number_on_or_after(
    series: Series, anchor: date, day: date, shift: Shift = Shift.NONE, zone: Zone = Zone.METROPOLE
) -> int:
    """The number of the first occurrence on or after the day, whenever that is asked."""
    first = _first_step(series, anchor, shift, zone)
    most = max(0, (day - anchor).days) // _shortest_gap(series) + 2
    steps = range(first, first + (most + 1) * series.every, series.every)
    return bisect_left(steps, day, key=lambda step: _shown(series, anchor, step, shift, zone)) + 1


def after_done(done_on: date, every: int, unit: Unit, shift: Shift = Shift.NONE, zone: Zone = Zone.METROPOLE) -> date:
    """So long after the last time; moved forward when moving back would bring it to that same time."""
    _within(every, 1200, "every")
    if unit is Unit.MONTH:
        day = add_months(done_on, every)
    else:
        day = done_on + timedelta(days=every * (WEEK if unit is Unit.WEEK else 1))
    return found if (found := shifted(day, shift, zone)) > done_on else shifted(day, Shift.LATER, zone)


def shifted(day: date, shift: Shift, zone: Zone = Zone.METROPOLE) -> date:
    match shift:
        case Shift.EARLIER:
            return working_day_on_or_before(day, zone)
        case Shift.LATER:
            return working_day_on_or_after(day, zone)
        case _:
            return day


@lru_cache(maxsize=4096)
def _first_step(series: Series, anchor: date, shift: Shift, zone: Zone) -> int:
    """How many months, weeks or years after the anchor's own the first occurrence is."""
    return next(step for step in count() if _shown(series, anchor, step, shift, zone) >= anchor)


@lru_cache(maxsize=32768)
def _shown(series: Series, anchor: date, step: int, shift: Shift, zone: Zone) -> date:
    """The day of the series in the month, week or year that is `step` after the anchor's, as it is worked."""
    match series:
        case Monthly():
            return shifted(_in_month(add_months(anchor.replace(day=1), step), series.day), shift, zone)
        case MonthlyWorking():
            return _working_day(add_months(anchor.replace(day=1), step), series.rank, zone)
        case Weekly():
            ahead = (series.weekday - anchor.weekday()) % WEEK
            return shifted(anchor + timedelta(days=ahead + WEEK * step), shift, zone)
        case Yearly():
            return shifted(_in_month(date(anchor.year + step, series.month, 1), series.day), shift, zone)


def _in_month(first: date, day: int) -> date:
    return first.replace(day=min(day, last_day(first.year, first.month).day))


def _working_day(first: date, rank: int, zone: Zone) -> date:
    if rank == LAST:
        return last_working_day(first.year, first.month, zone)
    day = working_day_on_or_after(first, zone)
    for _ in range(rank - 1):
        day = working_day_on_or_after(day + ONE_DAY, zone)
    return day


def _shortest_gap(series: Series) -> int:
    """In days, shifts included: never more than what really separates two occurrences."""
    match series:
        case Weekly():
            return max(1, WEEK * series.every - WEEK)
        case Yearly():
            return 355
        case _:
            return 28 * series.every - 10


def _within(value: int, most: int, code: str) -> None:
    if not 1 <= value <= most:
        raise BadRhythm(code)
