"""When somebody is there: the pattern, what is dated, the holidays of the place, the appointments."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from django.db.models import Q

from pupitre.engines.attention.models import Appointment, Presence, PresenceChange, Tuning
from pupitre.foundation.tenancy.models import Member, Site
from pupitre.kernel.calendar import Zone, holidays_in
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import HalfDay, Mode, Part, Pattern, Shift, Slot, slots

WHOLE_DAY = {Part.MORNING: (time(9), time(12, 30)), Part.AFTERNOON: (time(13, 30), time(17))}
BEHIND = timedelta(days=35)  # how far the last visit is looked for


@dataclass(frozen=True)
class Agenda:
    """Everything dated about one member's presence, read once."""

    member: Member
    pattern: Pattern
    changes: tuple[PresenceChange, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    reserve_percent: int = 30
    weeks: int = 6
    sites: dict[str, str] = field(default_factory=dict)

    def slots(self, horizon: Period) -> list[Slot]:
        place = self.member.site or self.member.company
        years = range(horizon.starts_on.year, horizon.ends_on.year + 1)
        return slots(
            self.pattern,
            horizon,
            ZoneInfo(place.time_zone),
            exceptions=self._exceptions(),
            away=self._away(horizon),
            holidays=frozenset(chain.from_iterable(holidays_in(Zone(place.zone), year) for year in years)),
            appointments=self._appointments(),
            reserve_percent=self.reserve_percent,
        )

    def last_visit(self, on: date) -> datetime | None:
        """When the last presence before that day ended."""
        behind = self.slots(Period(on - BEHIND, on - timedelta(days=1)))
        return behind[-1].ends_at if behind else None

    def _exceptions(self) -> dict[HalfDay, Shift | None]:
        return {
            half_day: _shift(change, half_day.part)
            for change in self.changes
            if change.is_present
            for half_day in _of(change)
        }

    def _away(self, horizon: Period) -> frozenset[HalfDay]:
        gone = (half_day for change in self.changes if not change.is_present for half_day in _of(change))
        return frozenset(half_day for half_day in gone if half_day.day in horizon)

    def _appointments(self) -> dict[HalfDay, int]:
        taken: dict[HalfDay, int] = {}
        for one in self.appointments:
            for half_day, minutes in self._minutes_of(one):
                taken[half_day] = taken.get(half_day, 0) + minutes
        return taken

    def _minutes_of(self, one: Appointment) -> Iterable[tuple[HalfDay, int]]:
        """What an appointment takes from each half-day it touches."""
        for part in Part:
            shift = self.pattern.get((one.day.weekday(), part)) or Shift(*WHOLE_DAY[part])
            minutes = _between(max(one.starts, shift.starts), min(one.ends, shift.ends))
            if minutes > 0:
                yield HalfDay(one.day, part), minutes


def presence_of(member: Member, on: date, until: date) -> Agenda:
    """Four queries, whatever the horizon."""
    from_day = on - BEHIND
    changes = PresenceChange.objects.select_related("site").filter(member=member, removed_at=None)
    appointments = Appointment.objects.filter(member=member, removed_at=None, day__range=(on, until))
    tuning = Tuning.objects.first() or Tuning(company=member.company)
    rows = list(Presence.objects.select_related("site").filter(member=member))
    return Agenda(
        member,
        pattern=pattern_from(rows),
        changes=tuple(changes.filter(starts_on__lte=until, ends_on__gte=from_day).order_by("pk")),
        appointments=tuple(appointments.order_by("day", "starts")),
        reserve_percent=tuning.reserve_percent,
        weeks=tuning.weeks,
        sites={row.site.ref: row.site.name for row in rows if row.site},
    )


def weekly_pattern(member: Member) -> Pattern:
    return pattern_from(Presence.objects.select_related("site").filter(member=member))


def pattern_from(rows: Iterable[Presence]) -> Pattern:
    return {
        (row.weekday, Part(row.part)): Shift(row.starts, row.ends, Mode(row.mode), row.site.ref if row.site else "")
        for row in rows
    }


@dataclass(frozen=True)
class There:
    """Somebody of the company on a day: where, or away."""

    member: Member
    mode: str
    site: Site | None


def who_is_there(on: date) -> list[There]:
    """Who is expected that day, by the patterns and what is dated; two queries."""
    changes = PresenceChange.objects.filter(removed_at=None, starts_on__lte=on, ends_on__gte=on)
    away = set(changes.filter(is_present=False, part="").values_list("member_id", flat=True))
    rows = Presence.objects.select_related("member", "site").filter(weekday=on.weekday())
    seen: dict[int, There] = {}
    for row in rows.filter(Q(member__left_on=None) | Q(member__left_on__gte=on)).order_by("member__name", "part"):
        if row.member_id not in away:
            seen.setdefault(row.member_id, There(row.member, row.mode, row.site))
    return list(seen.values())


def _of(change: PresenceChange) -> Iterable[HalfDay]:
    parts = [Part(change.part)] if change.part else list(Part)
    return (HalfDay(day, part) for day in Period(change.starts_on, change.ends_on) for part in parts)


def _shift(change: PresenceChange, part: Part) -> Shift:
    starts, ends = WHOLE_DAY[part]
    site = change.site.ref if change.site else ""
    return Shift(change.starts or starts, change.ends or ends, Mode(change.mode), site)


def _between(starts: time, ends: time) -> int:
    return (ends.hour * 60 + ends.minute) - (starts.hour * 60 + starts.minute)
