"""A calendar month: its days, and the instants that bound it where the company is."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pupitre.kernel.calendar import add_months, last_day
from pupitre.kernel.periods import Period

WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


class NotAMonth(ValueError):
    """An address that names no month."""


@dataclass(frozen=True, order=True)
class Month:
    first: date

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def last(self) -> date:
        return last_day(self.first.year, self.first.month)

    @property
    def days(self) -> Period:
        return Period(self.first, self.last)

    @property
    def before(self) -> "Month":
        return Month(add_months(self.first, -1))

    @property
    def after(self) -> "Month":
        return Month(add_months(self.first, 1))

    def starts_at(self, time_zone: str) -> datetime:
        """The first instant of it there, in UTC."""
        return datetime.combine(self.first, time.min, ZoneInfo(time_zone)).astimezone(UTC)

    def ends_at(self, time_zone: str) -> datetime:
        """The first instant that is not of it any more."""
        return self.after.starts_at(time_zone)


def month_of(day: date) -> Month:
    return Month(day.replace(day=1))


def read_month(text: str) -> Month:
    if not (found := WRITTEN.fullmatch(text)):
        raise NotAMonth(text)
    return Month(date(int(found[1]), int(found[2]), 1))
