"""What a piece of a line may be worth, and what a doubt hesitates between."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from pupitre.kernel.money import Basis
from pupitre.kernel.notice import Notice, Regime


class Span(NamedTuple):
    """Characters of the line as it was typed."""

    start: int
    end: int


class Role(StrEnum):
    ON = "on"
    BEFORE = "before"  # that day excluded
    BY = "by"  # that day included
    FROM = "from"
    END = "end"


class Why(StrEnum):
    WHICH_WEEK = "which_week"
    WRONG_WEEKDAY = "wrong_weekday"
    NO_SUCH_DAY = "no_such_day"
    DAY_OR_NUMBER = "day_or_number"
    ONE_DAY_OR_EACH = "one_day_or_each"
    FROM_OR_ON = "from_or_on"
    END_OR_ON = "end_or_on"
    TERM_OR_NOTICE = "term_or_notice"
    PER_WHAT = "per_what"
    THOUSANDS = "thousands"
    HOUR_OR_DURATION = "hour_or_duration"
    FOR_WHOM = "for_whom"
    WHO = "who"
    SAME_NAME = "same_name"  # no line can tell them apart
    NOBODY = "nobody"


@dataclass(frozen=True)
class Day:
    on: date
    role: Role = Role.ON

    @property
    def last(self) -> date:
        """The last one that is in time: « avant vendredi » is over on Thursday evening."""
        return self.on - timedelta(days=1) if self.role is Role.BEFORE else self.on


@dataclass(frozen=True)
class Lasting:
    minutes: int


@dataclass(frozen=True)
class Price:
    """`per` and `basis` are None when they are not said."""

    cents: int
    per: str | None = None  # month, quarter, half_year, year, once
    basis: Basis | None = None


@dataclass(frozen=True)
class Term:
    months: int


@dataclass(frozen=True)
class Renewing:
    """How long each renewal lasts."""

    months: int


@dataclass(frozen=True)
class Priority:
    level: int  # 4 or 5, of five


@dataclass(frozen=True)
class Person:
    ref: str
    name: str


Value = Day | Lasting | Price | Term | Renewing | Notice | Regime | Priority | Person


@dataclass(frozen=True)
class Piece:
    span: Span
    value: Value


@dataclass(frozen=True)
class Doubt:
    """Nothing is chosen: `readings` are all that it may be, none when it can be nothing."""

    span: Span
    why: Why
    readings: tuple[Value, ...]


@dataclass(frozen=True)
class Unsure:
    """A doubt before its place is known."""

    why: Why
    readings: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Text:
    """Words that look like something and are not: « tous les lundis », « 24h/24 », what is between quotes."""


@dataclass(frozen=True)
class Around:
    """What a line is read with: the day, who is there (ref, name), and the plain letters that stand before."""

    today: date
    people: tuple[tuple[str, str], ...] = ()
    before: str = ""


Meaning = Value | Unsure | Text | None
Reader = Callable[["dict[str, str]", Around], Meaning]


@dataclass(frozen=True)
class Rule:
    """`pattern` speaks of plain text; `read` gets what its named groups caught, "" for the others."""

    pattern: str
    read: Reader
