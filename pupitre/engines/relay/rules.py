"""What is passed on while somebody is away, and how each line of it ends: plain values."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

HELD, TROUBLE = "relay.held", "relay.trouble"  # kinds of items
MOST_LINES, LONGEST_LINE = 40, 250
UNKNOWN_RETURN = timedelta(days=14)  # what is listed, and how long a link lives, when nobody knows the day of return


class Sort(StrEnum):
    EXPECTED = "expected"
    TO_DO = "to_do"


class Outcome(StrEnum):
    OPEN = ""
    DONE = "done"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Passed:
    """A line as it is passed on, in words the relay may read; `key`: of the item it comes from."""

    text: str
    sort: Sort = Sort.EXPECTED
    key: str = ""


@dataclass(frozen=True)
class Draft:
    """`until` is the day of return, None when nobody knows; `instructions` and `urgent` stay for the next time."""

    until: date | None = None
    lines: tuple[Passed, ...] = ()
    instructions: str = ""
    urgent: str = ""
    site: Any = None


def lines_of(text: str) -> tuple[Passed, ...]:
    """One line typed, one line passed on."""
    return tuple(Passed(line) for typed in text.splitlines() if (line := " ".join(typed.split())))
