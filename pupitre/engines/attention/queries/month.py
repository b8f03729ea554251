"""What the day's records and the presences say of a span of days: for whoever counts a month."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from pupitre.engines.attention.models import PlannedLine, PresenceChange, Relay
from pupitre.engines.attention.queries.presence import presence_of
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.periods import Period

SETTLED = {PlannedLine.Outcome.DONE, PlannedLine.Outcome.GONE}


@dataclass(frozen=True)
class DayKept:
    """A recorded day: lines planned, those settled, those missed, and what missing them costs, in cents.

    What was planned again the next day is told on the day that ended it, once.
    """

    day: date
    planned: int
    done: int
    missed: int
    missed_cents: int


@dataclass(frozen=True)
class Absence:
    member: str
    name: str
    starts_on: date
    ends_on: date
    relay: str


def days_kept(period: Period) -> list[DayKept]:
    """Of the closed days, in order; one question."""
    rows = PlannedLine.objects.filter(
        planned_day__day__range=(period.starts_on, period.ends_on), planned_day__closed_at__isnull=False
    )
    lines = rows.order_by("planned_day__day", "pk").values_list("planned_day__day", "key", "outcome", "at_stake")
    last = {key: (day, outcome, stake) for day, key, outcome, stake in lines}
    found: dict[date, list[tuple[str, int]]] = {day: [] for day, *_ in lines}
    for day, outcome, stake in last.values():
        found[day].append((outcome, stake))
    return [_kept(day, ended) for day, ended in found.items()]


def _kept(day: date, ended: Collection[tuple[str, int]]) -> DayKept:
    missed = [stake for outcome, stake in ended if outcome == PlannedLine.Outcome.MISSED]
    done = sum(outcome in SETTLED for outcome, _ in ended)
    return DayKept(day, len(ended), done, len(missed), sum(missed))


def days_there(member: Member, period: Period) -> dict[date, int]:
    """Half-days of presence of each day, by the pattern and what is dated."""
    agenda = presence_of(member, period.starts_on, period.ends_on)
    found: dict[date, int] = {}
    for slot in agenda.slots(period):
        found[slot.day] = found.get(slot.day, 0) + 1
    return found


def absences_of(members: Iterable[Member], period: Period) -> list[Absence]:
    """Whole days noted away, with who answers meanwhile; never why. Two questions."""
    wanted = [member.pk for member in members]
    away = PresenceChange.objects.filter(
        member__in=wanted, removed_at=None, is_present=False, part="", starts_on__lte=period.ends_on
    )
    relays = dict(Relay.objects.filter(member__in=wanted).values_list("member_id", "relay__name"))
    return [
        Absence(row.member.ref, row.member.name, row.starts_on, row.ends_on, relays.get(row.member_id, ""))
        for row in away.filter(ends_on__gte=period.starts_on).select_related("member").order_by("starts_on", "pk")
    ]


def first_day_there(member: Member, period: Period) -> date | None:
    return next(iter(sorted(days_there(member, period))), None)
