"""Where a routine stands on a day: its next occurrence before it exists, and how many were let go by."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, islice, takewhile

from pupitre.engines.routines.rules.rhythm import Kind, Rhythm
from pupitre.kernel.calendar import ONE_DAY, Zone
from pupitre.kernel.recurrence import after_done, number_on_or_after, occurrence, shifted

COUNTED = 12  # occurrences that the on-time rate looks at


class Nature(StrEnum):
    TO_DO = "to_do"
    EXPECTED = "expected"


class Proof(StrEnum):
    NONE = "none"
    TEXT = "text"
    FIGURE = "figure"
    FILE = "file"


@dataclass(frozen=True)
class Due:
    """The occurrence that waits: the latest when several do; `skipped_over` are before it, the first on `since`."""

    number: int
    planned_on: date
    skipped_over: int
    since: date

    def missed(self, on: date) -> int:
        """How many days planned before this one have passed in vain."""
        return self.skipped_over + (self.planned_on < on)


@dataclass(frozen=True)
class Course:
    """Numbers up to `settled` are over. `offset` is what the rhythm counts beyond our numbers: paused, or changed.

    `last_on` is the day it was last done or skipped; `moved` the occurrence that waits elsewhere than planned.
    """

    rhythm: Rhythm
    starts_on: date
    ends_on: date | None = None
    zone: Zone = Zone.METROPOLE
    offset: int = 0
    settled: int = 0
    last_on: date | None = None
    moved: tuple[int, date] | None = None

    def planned(self, number: int) -> date | None:
        """None after the end, for what is settled, and for days of presence beyond the next."""
        if number <= self.settled:
            return None
        if self.moved is not None and self.moved[0] == number:
            return self.moved[1]
        day = self._reckoned(number)
        return None if self.ends_on is not None and day > self.ends_on else day

    def due(self, on: date) -> Due | None:
        """The next one, or the latest of those that were let go by; None once it is over."""
        first = self.settled + 1
        if self.rhythm.kind is Kind.PRESENCE:
            first = max(first, self.number_of(max(on, self.starts_on)))
        since = self.planned(first)
        if since is None:
            return None
        latest = max(first, self._latest(on)) if since < on else first
        planned = self.planned(latest) or since
        return Due(latest, planned, latest - first, since)

    def number_of(self, day: date) -> int:
        """Of the first occurrence on or after that day."""
        series = self.rhythm.series
        if series is not None:
            return number_on_or_after(series, self.starts_on, day, self.rhythm.shift, self.zone) - self.offset
        if self.rhythm.kind is Kind.PRESENCE:
            return (day - self.starts_on).days + 1 - self.offset
        return self.settled + 1

    def coming(self, on: date, n: int) -> list[date]:
        """The next days from the one that waits; those of « after done » as if each were done in time."""
        due = self.due(on)
        if due is None or self.rhythm.kind is Kind.PRESENCE:
            return []
        return list(islice(self._days_from(due.number), n))

    def starting_from(self, on: date) -> "Course":
        """The same numbers going on, with the first day of this rhythm on or after `on`."""
        first = replace(self, offset=0).number_of(max(on, self.starts_on))
        return replace(self, offset=first - self.settled - 1)

    def _days_from(self, number: int) -> Iterator[date]:
        days = (self.planned(n) for n in count(number))
        return (day for day in takewhile(lambda day: day is not None, days) if day is not None)

    def _latest(self, on: date) -> int:
        """The number of the last one planned on or before that day."""
        if self.rhythm.series is None:
            return self.settled + 1
        return self.number_of(min(on, self.ends_on or on) + ONE_DAY) - 1

    def _reckoned(self, number: int) -> date:
        series = self.rhythm.series
        if series is not None:
            return occurrence(series, self.starts_on, number + self.offset, self.rhythm.shift, self.zone)
        if self.rhythm.kind is Kind.PRESENCE:
            return self.starts_on + timedelta(days=number + self.offset - 1)
        return self._after(number - self.settled - 1)

    def _after(self, further: int) -> date:
        """« After done » has no day of its own beyond the next: the others are counted as if each were done in time."""
        rhythm, day = self.rhythm, self.starts_on
        if self.last_on is None:
            day = shifted(day, rhythm.shift, self.zone)
        else:
            day = max(day, after_done(self.last_on, rhythm.every, rhythm.unit, rhythm.shift, self.zone))
        for _ in range(further):
            day = after_done(day, rhythm.every, rhythm.unit, rhythm.shift, self.zone)
        return day


@dataclass(frozen=True)
class Kept:
    """An occurrence that is over: in time or not, None when it was skipped; and how many were let go by before it."""

    is_on_time: bool | None
    missed: int = 0


def on_time(kept: list[Kept], missed_now: int = 0) -> tuple[int, int]:
    """How many of the last twelve were done in time, of how many; the latest first. What was skipped does not count."""
    seen = [False] * missed_now
    for one in kept:
        seen += [] if one.is_on_time is None else [one.is_on_time]
        seen += [False] * one.missed
    seen = seen[:COUNTED]
    return sum(seen), len(seen)
