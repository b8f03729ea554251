"""The presence of somebody as its page shows it: what is dated, the holidays, the six weeks to come."""

from dataclasses import dataclass
from datetime import date, timedelta

from pupitre.desk.pictures import short_day
from pupitre.desk.queries.day import holiday
from pupitre.engines.attention.public import (
    Agenda,
    Appointment,
    PresenceChange,
    Relay,
    Tuning,
    agenda_of,
    weekly_pattern,
)
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member, Site
from pupitre.kernel.formatting import clock_time, day_long, day_short, duration
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Mode, Part, Pattern

PARTS = {Part.MORNING: "le matin", Part.AFTERNOON: "l’après-midi"}
WEEKS = 6
REMOTE = " (à distance)"


@dataclass(frozen=True)
class Dated:
    """A dated change or an appointment, with the ref by which it is removed."""

    ref: str
    title: str
    detail: str


@dataclass(frozen=True)
class Week:
    """« mar. 24 4 h 13 · jeu. 26 4 h 54 », and the legal holidays that fall in it."""

    label: str
    days: str
    closed: str
    total: str


@dataclass(frozen=True)
class Presence:
    member: Member
    pattern: Pattern
    sites: tuple[Site, ...]
    changes: tuple[Dated, ...]
    appointments: tuple[Dated, ...]
    weeks: tuple[Week, ...]
    relay: Member | None
    tuning: Tuning
    others: tuple[Member, ...]


def presence_page_of(member: Member) -> Presence:
    on = clock.today(member.company)
    agenda, _ = agenda_of(member, on, WEEKS)
    named = Relay.objects.select_related("relay").filter(member=member).first()
    everybody = Member.objects.exclude(pk=member.pk).order_by("name")
    return Presence(
        member=member,
        pattern=weekly_pattern(member),
        sites=tuple(Site.objects.order_by("name")),
        changes=tuple(_change(one, on) for one in agenda.changes if one.ends_on >= on),
        appointments=tuple(_appointment(one) for one in agenda.appointments),
        weeks=_weeks(agenda, member, on),
        relay=named.relay if named else None,
        tuning=Tuning.objects.first() or Tuning(company=member.company),
        others=tuple(other for other in everybody if other.is_here(on)),
    )


def change_of(member: Member, ref: str) -> PresenceChange | None:
    return PresenceChange.objects.select_related("member").filter(member=member, removed_at=None, ref=ref).first()


def appointment_of(member: Member, ref: str) -> Appointment | None:
    return Appointment.objects.select_related("member").filter(member=member, removed_at=None, ref=ref).first()


def _change(change: PresenceChange, on: date) -> Dated:
    part = f", {PARTS[Part(change.part)]}" if change.part else ""
    title = f"{'Présence en plus' if change.is_present else 'Absence'} {_dates(change.starts_on, change.ends_on)}{part}"
    hours = f"{clock_time(change.starts)} à {clock_time(change.ends)}" if change.starts and change.ends else ""
    site = change.site.name if change.site else ""
    mode = {Mode.ON_SITE: "sur place", Mode.REMOTE: "à distance"}[Mode(change.mode)] if change.is_present else ""
    return Dated(change.ref, title, ", ".join(filter(None, (hours, mode, site))))


def _dates(starts_on: date, ends_on: date) -> str:
    if starts_on == ends_on:
        return f"le {day_short(starts_on)}"
    return f"du {day_short(starts_on)} au {day_short(ends_on)}"


def _appointment(one: Appointment) -> Dated:
    return Dated(one.ref, one.title, f"{day_long(one.day)}, {clock_time(one.starts)} à {clock_time(one.ends)}")


def _weeks(agenda: Agenda, member: Member, on: date) -> tuple[Week, ...]:
    monday = on - timedelta(days=on.weekday())
    return tuple(_week(agenda, member, monday + timedelta(weeks=n), on) for n in range(WEEKS))


def _week(agenda: Agenda, member: Member, monday: date, on: date) -> Week:
    span = Period(monday, monday + timedelta(days=6))
    slots = [slot for slot in agenda.slots(span) if slot.day >= on]
    minutes = {day: sum(slot.minutes for slot in slots if slot.day == day) for day in {slot.day: 0 for slot in slots}}
    remote = {slot.day for slot in slots if slot.mode == Mode.REMOTE}
    days = (f"{short_day(day)} : {duration(left)}{REMOTE if day in remote else ''}" for day, left in minutes.items())
    closed = (f"{short_day(day)} férié, {name}" for day in span if day >= on and (name := holiday(member, day)))
    total = duration(sum(minutes.values())) if minutes else "0 h"
    return Week(f"Semaine du {day_short(monday)}", " · ".join(days), " · ".join(closed), total)
