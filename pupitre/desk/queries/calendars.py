"""What a calendar followed from outside holds: worked out with the rights of the moment, and nothing of it kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from pupitre.desk.queries.lines import page_of
from pupitre.desk.queries.waiting import is_lost
from pupitre.engines.attention.public import Agenda, Line, Plan, agenda_of, plan_from, sort_items
from pupitre.foundation import clock
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.access.second_factor import lacks_second_factor
from pupitre.foundation.access.table import may_somewhere
from pupitre.foundation.accounts.models import User, epoch
from pupitre.foundation.registry import offered
from pupitre.foundation.registry.calendars import Source
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.formatting import day_near, initials
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import HalfDay, Part, Slot

DATES, RENEWALS, MY_DAY = "dates", "renewals", "my_day"
NAMES = {DATES: "Mes échéances", RENEWALS: "Renouvellements", MY_DAY: "Ma journée"}
WEEKS = 8
ABSENT = "Absent"  # never why


@dataclass(frozen=True)
class Entry:
    """Whole days from `starts` to `ends`, both included; or an hour to another, as instants."""

    uid: str
    starts: date | datetime
    ends: date | datetime
    title: str
    detail: str = ""
    url: str = ""
    place: str = ""


@dataclass(frozen=True)
class Feed:
    name: str
    made_at: datetime  # of the day, so that nothing changes when nothing has
    entries: list[Entry] = field(default_factory=list)


def feed_of(link: Link) -> Feed | None:
    """None for whoever is nobody there today, exactly as if the address had never been."""
    if link.member is None:
        return _my_day(link.user) if link.user and link.subject == MY_DAY else None
    member = link.member
    if not member.is_here(clock.today(member.company)) or lacks_second_factor(member):
        return None
    with working_for(member.company):
        return _of_member(member, link.subject)


def _of_member(member: Member, calendar: str) -> Feed | None:
    on = clock.today(member.company)
    makers = {DATES: _dates, RENEWALS: _renewals}
    if calendar not in makers:
        return None
    name = f"{NAMES[calendar]}, {member.company.name}"
    return Feed(name, _midnight(on, member), list(makers[calendar](member, on)))


def _midnight(on: date, member: Member) -> datetime:
    return datetime.combine(on, time(), ZoneInfo(member.company.time_zone)).astimezone(UTC)


def _dates(member: Member, on: date) -> Iterator[Entry]:
    """One's own lines with a date, one's absences without their reason, and the plan of one's presences."""
    found = sort_items(member, on)
    lines = [line for line in found.candidates if not is_lost(line, on)]
    put_away = [*found.waiting, *found.blocked, *found.snoozed]
    yield from (_deadline(line, member, on) for line in [*lines, *put_away] if line.item.act_by)
    agenda, horizon = agenda_of(member, on, WEEKS)
    yield from _absences(agenda, horizon)
    slots = agenda.slots(horizon)
    plan = plan_from(lines, slots, on, horizon.ends_on, agenda.priorities)
    yield from (_slot(slot, agenda, "Présence", planned) for slot, planned in _planned(plan, slots))


def _deadline(line: Line, member: Member, on: date) -> Entry:
    item, day = line.item, line.item.act_by or on
    step = item.next_step(on)
    detail = f"{step.label} {day_near(step.on, on)}" if step else ""
    return Entry(uid_of(member, item.key), day, day, item.title, detail, _absolute(page_of(item, member.company)))


def _absences(agenda: Agenda, horizon: Period) -> Iterator[Entry]:
    """Whole days, or the hours of each half-day: half a day away is no day away."""
    for change in agenda.changes:
        if change.is_present or change.ends_on < horizon.starts_on:
            continue
        key = f"absence:{change.ref}"
        if not change.part:
            yield Entry(uid_of(agenda.member, key), change.starts_on, change.ends_on, ABSENT)
            continue
        for day in horizon:
            if change.starts_on <= day <= change.ends_on:
                starts, ends = agenda.hours(HalfDay(day, Part(change.part)))
                yield Entry(uid_of(agenda.member, f"{key}:{day}"), starts.astimezone(UTC), ends.astimezone(UTC), ABSENT)


def _planned(plan: Plan, slots: list[Slot]) -> Iterator[tuple[Slot, list[str]]]:
    for n, slot in enumerate(slots):
        yield slot, [placed.item.title for placed in plan.in_slots([n])]


def _slot(slot: Slot, agenda: Agenda, title: str, planned: list[str]) -> Entry:
    """A half-day is always itself: its day is its name, and nobody corrects it."""
    key = f"presence:{agenda.member.ref}:{slot.day}:{slot.half_day.part}"
    starts, ends = slot.starts_at.astimezone(UTC), slot.ends_at.astimezone(UTC)
    place = agenda.sites.get(slot.site, "") if planned else ""
    return Entry(uid_of(agenda.member, key), starts, ends, title, "\n".join(planned), place=place)


def _renewals(member: Member, on: date) -> Iterator[Entry]:
    for source in sources_of(member):
        for day in source.read(member, on):
            uid = uid_of(member, day.key)
            yield Entry(uid, day.on, day.on, day.title, day.detail, _absolute(day.page) if day.page else "")


def sources_of(member: Member) -> list[Source]:
    off = frozenset(member.company.modules_off)
    return [source for source in offered("calendars", off) if may_somewhere(member, source.permission)]


def _my_day(user: User) -> Feed | None:
    members = memberships_of(user)
    if not members:
        return None
    on = clock.today(members[0].company)
    entries = [entry for member in members if not lacks_second_factor(member) for entry in _half_days(member)]
    return Feed(NAMES[MY_DAY], _midnight(on, members[0]), entries)


def _half_days(member: Member) -> list[Entry]:
    """Initials and hours; names and titles only where the direction allows them to leave."""
    on, company = clock.today(member.company), member.company
    with working_for(company):
        agenda, horizon = agenda_of(member, on, WEEKS)
        slots = agenda.slots(Period(on, horizon.ends_on))
        if not (agenda.has_titles_elsewhere and member.has(Role.OFFICE_MANAGER)):
            return [_slot(slot, agenda, initials(company.name), []) for slot in slots]
        lines = [line for line in sort_items(member, on).candidates if not is_lost(line, on)]
        plan = plan_from(lines, slots, on, horizon.ends_on, agenda.priorities)
        return [_slot(slot, agenda, company.name, planned) for slot, planned in _planned(plan, slots)]


def uid_of(member: Member, key: str) -> str:
    return f"{member.company.uid}.{key}"


def _absolute(page: str) -> str:
    return page if page.startswith("http") else f"{settings.URL}{page}"


@dataclass(frozen=True)
class Followed:
    """One calendar on its page: since when its address opens, or since when it no longer does."""

    name: str
    code: str
    says: str
    ends_at: datetime | None = None
    closed_at: datetime | None = None


SAYS = {
    DATES: "Vos sujets datés, vos absences (sans leur motif) et le plan de vos présences, titres compris.",
    RENEWALS: "Les derniers jours d’envoi, préavis et échéances des contrats que vous pouvez voir, sans aucun prix.",
    MY_DAY: "Vos demi-journées dans toutes vos entreprises : les initiales seulement, sauf permission de la direction.",
}


def calendars_of(member: Member) -> list[Followed]:
    codes = [DATES, *([RENEWALS] if sources_of(member) else [])]
    links = list(_links().filter(member=member))
    return [_followed(code, links) for code in codes]


def my_day_of(user: User) -> Followed:
    return _followed(MY_DAY, list(_links().filter(user=user, member=None)))


def _links() -> "QuerySet[Link]":
    return Link.objects.filter(purpose=Purpose.CALENDAR).order_by("-pk")


def _followed(code: str, links: list[Link]) -> Followed:
    mine = [link for link in links if link.subject == code]
    now = clock.now()
    live = next((link for link in mine if _is_live(link, now)), None)
    closed = max((link.used_at for link in mine if link.used_at), default=None)
    return Followed(NAMES[code], code, SAYS[code], live.expires_at if live else None, closed)


def _is_live(link: Link, now: datetime) -> bool:
    return link.used_at is None and link.expires_at > now and link.epoch == epoch()
