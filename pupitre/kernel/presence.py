"""When somebody is there: half-days of presence, and the minutes each leaves for the plan."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from pupitre.kernel.periods import Period


class Part(StrEnum):
    MORNING = "am"
    AFTERNOON = "pm"


class Mode(StrEnum):
    ON_SITE = "on_site"
    REMOTE = "remote"


@dataclass(frozen=True, order=True)
class HalfDay:
    day: date
    part: Part


@dataclass(frozen=True)
class Shift:
    starts: time
    ends: time
    mode: Mode = Mode.ON_SITE
    site: str = ""

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise ValueError("A shift ends after it starts.")


Pattern = Mapping[tuple[int, Part], Shift]
"""What is worked in a usual week, by weekday (Monday is 0) and half-day."""

NOTHING: Mapping[HalfDay, Shift | None] = MappingProxyType({})
NO_APPOINTMENT: Mapping[HalfDay, int] = MappingProxyType({})


@dataclass(frozen=True)
class Slot:
    half_day: HalfDay
    starts_at: datetime
    ends_at: datetime
    mode: Mode
    site: str
    gross: int
    appointments: int
    reserve: int

    @property
    def day(self) -> date:
        return self.half_day.day

    @property
    def minutes(self) -> int:
        return max(0, self.gross - self.appointments - self.reserve)


def slots(
    pattern: Pattern,
    horizon: Period,
    zone: ZoneInfo,
    *,
    exceptions: Mapping[HalfDay, Shift | None] = NOTHING,
    away: Collection[HalfDay] = (),
    holidays: Collection[date] = (),
    appointments: Mapping[HalfDay, int] = NO_APPOINTMENT,
    reserve_percent: int = 30,
) -> list[Slot]:
    """An exception replaces the pattern, holidays included; being away wins over everything."""
    usual = {half: pattern.get((half.day.weekday(), half.part)) for half in _half_days(horizon, holidays)}
    known = {half: shift for half, shift in exceptions.items() if half.day in horizon}
    shifts = {half: shift for half, shift in (usual | known).items() if shift and half not in away}
    return [_slot(half, shifts[half], zone, appointments.get(half, 0), reserve_percent) for half in sorted(shifts)]


def last_slot(slots: Sequence[Slot], act_by: date) -> int | None:
    """The last useful presence: the last slot that begins on or before the day."""
    return bisect_right(slots, act_by, key=lambda slot: slot.day) - 1 if slots and slots[0].day <= act_by else None


def allowed_slots(slots: Sequence[Slot], mode: Mode | None = None, site: str | None = None) -> frozenset[int]:
    """The slots where something asking for this mode and this site can be done; None asks for nothing."""
    return frozenset(n for n, slot in enumerate(slots) if mode in (None, slot.mode) and site in (None, slot.site))


def last_allowed_slot(
    slots: Sequence[Slot], act_by: date, mode: Mode | None = None, site: str | None = None
) -> int | None:
    if mode is None and site is None:
        return last_slot(slots, act_by)
    allowed = allowed_slots(slots, mode, site)
    return max((n for n in allowed if slots[n].day <= act_by), default=None)


def slack(slots: Sequence[Slot], act_by: date, now_index: int = 0) -> int:
    """How many later slots begin before the due date has passed: 0 is now or never."""
    last = last_slot(slots, act_by)
    return 0 if last is None else max(0, last - now_index)


def _half_days(horizon: Period, holidays: Collection[date]) -> Iterator[HalfDay]:
    return (HalfDay(day, part) for day in horizon if day not in holidays for part in Part)


def _slot(half: HalfDay, shift: Shift, zone: ZoneInfo, appointments: int, reserve_percent: int) -> Slot:
    starts_at = datetime.combine(half.day, shift.starts, zone)
    ends_at = datetime.combine(half.day, shift.ends, zone)
    gross = _minutes_between(starts_at, ends_at)
    reserve = max(0, gross - appointments) * reserve_percent // 100
    return Slot(half, starts_at, ends_at, shift.mode, shift.site, gross, appointments, reserve)


def _minutes_between(starts_at: datetime, ends_at: datetime) -> int:
    """Measured on instants: two wall-clock times of one zone subtract as if the clocks never changed."""
    return max(0, (ends_at.astimezone(UTC) - starts_at.astimezone(UTC)) // timedelta(minutes=1))
