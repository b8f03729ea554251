"""The day itself: where one is and until when, the minutes of the day, the days to come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from pupitre.engines.attention.public import Agenda, Plan
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.calendar import Zone, holidays_in
from pupitre.kernel.formatting import clock_time, day_long, day_near, duration
from pupitre.kernel.presence import Mode, Slot

LAST_HOUR = timedelta(hours=1)
MODES = {Mode.ON_SITE: "Sur place", Mode.REMOTE: "À distance"}


@dataclass(frozen=True)
class Meeting:
    at: str
    title: str
    lasts: str


def heading(on: date) -> str:
    return day_long(on).capitalize()


def whereabouts(slots: Sequence[Slot], agenda: Agenda) -> str:
    """« Sur place de 9 h à 12 h 30, à distance de 13 h 30 à 17 h, Pantin »."""
    spans: list[list[Slot]] = []
    for slot in slots:
        if spans and spans[-1][-1].mode == slot.mode:
            spans[-1].append(slot)
        else:
            spans.append([slot])
    said = ", ".join(_span(span) for span in spans)
    place = next((agenda.sites.get(slot.site) for slot in slots if slot.site in agenda.sites), None)
    return said[:1].upper() + said[1:] + (f", {place}" if place else "")


def _span(span: Sequence[Slot]) -> str:
    starts, ends = clock_time(span[0].starts_at.time()), clock_time(span[-1].ends_at.time())
    return f"{MODES[span[0].mode].lower()} de {starts} à {ends}"


def next_day_after(slots: Sequence[Slot], on: date) -> date | None:
    return next((slot.day for slot in slots if slot.day > on), None)


def coming_back(next_day: date | None, on: date, relay: Member | None) -> str:
    """The next day there, and who answers meanwhile."""
    if next_day is None:
        return "aucune présence prévue ensuite"
    said = f"prochain jour {day_near(next_day, on)}"
    if next_day == on + timedelta(days=1):
        return said
    return f"{said}, relais : {relay.name.split()[0]}" if relay else f"{said}, sans relais"


def holiday(member: Member, on: date) -> str:
    """The name of the legal holiday where the member works, if it is one."""
    place = member.site or member.company
    return holidays_in(Zone(place.zone), on.year).get(on, "")


def meetings_of(agenda: Agenda, on: date) -> list[Meeting]:
    today = [one for one in agenda.appointments if one.day == on]
    return [Meeting(clock_time(one.starts), one.title, duration(_minutes(one.starts, one.ends))) for one in today]


def rest_of(slots: Sequence[Slot], agenda: Agenda, now: datetime) -> list[Slot]:
    """What is left of the day: past half-days gone, the one under way cut at this minute."""
    return [_cut(slot, agenda, now) if slot.starts_at < now else slot for slot in slots if slot.ends_at > now]


def _cut(slot: Slot, agenda: Agenda, now: datetime) -> Slot:
    here = now.astimezone(slot.starts_at.tzinfo)
    gross = int((slot.ends_at.astimezone(UTC) - now) / timedelta(minutes=1))
    ends = slot.ends_at.time()
    ahead = [one for one in agenda.appointments if one.day == slot.day and one.ends > here.time() and one.starts < ends]
    taken = sum(_minutes(max(one.starts, here.time()), min(one.ends, ends)) for one in ahead)
    reserve = max(0, gross - taken) * agenda.reserve_percent // 100
    return replace(slot, starts_at=here, gross=gross, appointments=min(gross, taken), reserve=reserve)


def left_to_replan(slots: Sequence[Slot], member: Member, on: date) -> str:
    """How much is left of a day that has begun; empty before it begins and once it is over."""
    today = [slot for slot in slots if slot.day == on]
    now = clock.now()
    if not today or now <= today[0].starts_at or now >= today[-1].ends_at:
        return ""
    left = sum(
        int((slot.ends_at - max(now, slot.starts_at)) / timedelta(minutes=1)) for slot in today if slot.ends_at > now
    )
    return duration(left) if left else ""


def is_ending(slots: Sequence[Slot], on: date) -> bool:
    """Time to pass the relay: the last hour of the day there, and after it."""
    today = [slot for slot in slots if slot.day == on]
    return bool(today) and clock.now() >= today[-1].ends_at - LAST_HOUR


def indexes_on(plan: Plan, day: date) -> list[int]:
    return [n for n, slot in enumerate(plan.slots) if slot.day == day]


def _minutes(starts: time, ends: time) -> int:
    return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
