"""How often something comes back: weeks, months, quarters, half-years, years, give or take a few days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pupitre.kernel.calendar import add_months


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


@dataclass(frozen=True)
class Beat:
    """In days; `tolerance` is for weekends and last working days, `patience` how long before it is said to be over."""

    rhythm: Rhythm
    days: int
    tolerance: int
    most_missed: int
    least: int  # payments, to believe it
    per_year: int
    patience: int

    @property
    def longest(self) -> int:
        return self.days * (self.most_missed + 1) + self.tolerance

    def steps(self, gap: int) -> int:
        """How many times the beat is in that gap, one and more; none when it is off the beat."""
        steps = (gap + self.days // 2) // self.days
        is_on_beat = 1 <= steps <= self.most_missed + 1 and abs(gap - steps * self.days) <= self.tolerance
        return steps if is_on_beat else 0

    def next_after(self, last: date, on: date) -> date:
        """The first payment expected on or after `on`."""
        n = 1
        while (expected := self._later(last, n)) < on:
            n += 1
        return expected

    def _later(self, last: date, n: int) -> date:
        if self.rhythm is Rhythm.WEEKLY:
            return last + timedelta(days=self.days * n)
        return add_months(last, 12 // self.per_year * n)


BEATS = (
    Beat(Rhythm.WEEKLY, days=7, tolerance=2, most_missed=2, least=6, per_year=52, patience=28),
    Beat(Rhythm.MONTHLY, days=30, tolerance=6, most_missed=2, least=3, per_year=12, patience=68),
    Beat(Rhythm.QUARTERLY, days=91, tolerance=9, most_missed=1, least=3, per_year=4, patience=137),
    Beat(Rhythm.HALF_YEARLY, days=182, tolerance=14, most_missed=0, least=2, per_year=2, patience=250),
    Beat(Rhythm.YEARLY, days=365, tolerance=25, most_missed=0, least=2, per_year=1, patience=410),
)
YEARLY = BEATS[-1]
