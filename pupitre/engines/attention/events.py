"""What happened to items, to presences and to the day's record."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ItemDone:
    key: str


@dataclass(frozen=True)
class ItemSnoozed:
    key: str
    until: str


@dataclass(frozen=True)
class ItemHanded:
    key: str
    to: str


@dataclass(frozen=True)
class ItemWaiting:
    key: str
    chase_on: str


@dataclass(frozen=True)
class ItemBlocked:
    key: str


@dataclass(frozen=True)
class ItemDropped:
    key: str


@dataclass(frozen=True)
class ItemPlanned:
    """Pinned, set aside, put back or re-estimated: the hand corrected the plan."""

    key: str
    how: str


@dataclass(frozen=True)
class ItemRestored:
    key: str


@dataclass(frozen=True)
class PatternChanged:
    member: str
    half_days: int


@dataclass(frozen=True)
class PresenceChanged:
    member: str
    starts_on: str
    ends_on: str
    is_present: bool


@dataclass(frozen=True)
class PresenceChangeRemoved:
    member: str
    starts_on: str


@dataclass(frozen=True)
class AppointmentMade:
    member: str
    day: str


@dataclass(frozen=True)
class AppointmentRemoved:
    member: str
    day: str


@dataclass(frozen=True)
class RelayNamed:
    member: str
    relay: str


@dataclass(frozen=True)
class PlanTuned:
    reserve_percent: int
    weeks: int
    priorities: tuple[int, ...] = ()  # in cents, from 1 to 5


@dataclass(frozen=True)
class DayPlanned:
    member: str
    day: str
    lines: int


@dataclass(frozen=True)
class DayClosed:
    member: str
    day: str
    done: int
    missed: int


@dataclass(frozen=True)
class CalendarOpened:
    """A secret address for one of their calendars: the one before it is closed."""

    member: str
    calendar: str


@dataclass(frozen=True)
class CalendarClosed:
    member: str
    calendar: str


@dataclass(frozen=True)
class TitlesAllowed:
    """On the office manager's own page and calendar across her companies."""

    is_allowed: bool
