"""When somebody is there: the pattern, what is dated, the holidays of the place, the appointments."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from pupitre.engines.attention.models import Appointment, Presence, PresenceChange, Tuning
from pupitre.engines.attention.rules import PRIORITY
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import Here
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
    priorities: Mapping[int, int] = field(default_factory=lambda: PRIORITY)
    sites: dict[str, str] = field(default_factory=dict)
    has_titles_elsewhere: bool = False

    def slots(self, horizon: Period) -> list[Slot]:
        """Nobody is present after they leave."""
        if self.member.left_on is not None and self.member.left_on < horizon.ends_on:
            if self.member.left_on < horizon.starts_on:
                return []
            horizon = Period(horizon.starts_on, self.member.left_on)
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

    def hours(self, half_day: HalfDay) -> tuple[datetime, datetime]:
        """From when to when that half-day is, there or not: as in a usual week, else as in an office."""
        usual = self.pattern.get((half_day.day.weekday(), half_day.part)) or Shift(*WHOLE_DAY[half_day.part])
        zone = ZoneInfo((self.member.site or self.member.company).time_zone)
        starts, ends = (datetime.combine(half_day.day, at, zone) for at in (usual.starts, usual.ends))
        return starts, ends

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


_tuning = Prepared(lambda: Tuning.objects.all()[:1])
_weekly = Prepared(lambda member: Presence.objects.select_related("site").filter(member=member))
_appointments = Prepared(
    lambda member, on, until: Appointment.objects.filter(
        member=member, removed_at=None, day__range=(on, until)
    ).order_by("day", "starts")
)
_changes = Prepared(
    lambda member, behind, until: (
        PresenceChange.objects.select_related("site")
        .filter(member=member, removed_at=None, starts_on__lte=until, ends_on__gte=behind)
        .order_by("pk")
    )
)


def presence_of(member: Member, on: date, until: date) -> Agenda:
    """Four queries, whatever the horizon."""
    tuning, rows = _tuning.first() or Tuning(company=member.company), _weekly(member.pk)
    return Agenda(
        member,
        pattern=pattern_from(rows),
        changes=tuple(_changes(member.pk, on - BEHIND, until)),
        appointments=tuple(_appointments(member.pk, on, until)),
        reserve_percent=tuning.reserve_percent,
        weeks=tuning.weeks,
        priorities=dict(enumerate(tuning.priorities, start=1)),
        sites={row.site.ref: row.site.name for row in rows if row.site},
        has_titles_elsewhere=tuning.has_titles_elsewhere,
    )


def agendas_of(members: Sequence[Member], on: date, until: date) -> dict[int, Agenda]:
    """When several are there, by key, without their appointments; two queries, whatever their number."""
    weekly: dict[int, list[Presence]] = defaultdict(list)
    dated: dict[int, list[PresenceChange]] = defaultdict(list)
    for row in Presence.objects.select_related("site").filter(member__in=members):
        weekly[row.member_id].append(row)
    changes = PresenceChange.objects.select_related("site").filter(member__in=members, removed_at=None)
    for change in changes.filter(starts_on__lte=until, ends_on__gte=on).order_by("pk"):
        dated[change.member_id].append(change)
    return {one.pk: Agenda(one, pattern_from(weekly[one.pk]), tuple(dated[one.pk])) for one in members}


def weekly_pattern(member: Member) -> Pattern:
    return pattern_from(_weekly(member.pk))


def pattern_from(rows: Iterable[Presence]) -> Pattern:
    return {
        (row.weekday, Part(row.part)): Shift(row.starts, row.ends, Mode(row.mode), row.site.ref if row.site else "")
        for row in rows
    }


@dataclass(frozen=True)
class There:
    """Somebody of the company who is expected on a day, and where."""

    ref: str
    name: str
    mode: str
    site: str


def who_is_there(here: Here) -> list[There]:
    """Who is expected that day, by the patterns and what is dated; two queries."""
    away = here.once(away_all_day)
    seen: dict[int, There] = {}
    for member, ref, name, mode, site in here.once(_usually):
        if member not in away:
            seen.setdefault(member, There(ref, name, mode, site or ""))
    return list(seen.values())


def away_all_day(on: date) -> frozenset[int]:
    """Keys of the members who are noted away that whole day."""
    return frozenset(member for (member,) in _away(on))


def changes_away_all_day(on: date) -> "QuerySet[PresenceChange]":
    changes = PresenceChange.objects.filter(removed_at=None, starts_on__lte=on, ends_on__gte=on)
    return changes.filter(is_present=False, part="")


def _usually(on: date) -> list[tuple[int, str, str, str, str | None]]:
    return _expected(on, on.weekday())


def _usually_there(on: date, weekday: int) -> "QuerySet[Presence, tuple[int, str, str, str, str | None]]":
    rows = Presence.objects.filter(Q(member__left_on=None) | Q(member__left_on__gte=on), weekday=weekday)
    there = rows.filter(member__joined_on__lte=on).order_by("member__name", "part")
    return there.values_list("member_id", "member__ref", "member__name", "mode", "site__name")


_away = Prepared(lambda on: changes_away_all_day(on).values_list("member_id"))
_expected = Prepared(_usually_there)


def _of(change: PresenceChange) -> Iterable[HalfDay]:
    parts = [Part(change.part)] if change.part else list(Part)
    return (HalfDay(day, part) for day in Period(change.starts_on, change.ends_on) for part in parts)


def _shift(change: PresenceChange, part: Part) -> Shift:
    starts, ends = WHOLE_DAY[part]
    site = change.site.ref if change.site else ""
    return Shift(change.starts or starts, change.ends or ends, Mode(change.mode), site)


def _between(starts: time, ends: time) -> int:
    return (ends.hour * 60 + ends.minute) - (starts.hour * 60 + starts.minute)
