"""The two pictures of the desk: the minutes of the day, and the days to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from pupitre.engines.attention.public import Plan
from pupitre.kernel.formatting import NO_BREAK, duration
from pupitre.ui.pictures import Bar, day_bars, load_bar

KINDS = {
    "last": "dernier jour utile",
    "next": "ensuite",
    "meeting": "de rendez-vous",
    "reserve": "de réserve",
    "free": "libres",
}
DAYS = 6
SHORT_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


@dataclass(frozen=True)
class Load:
    """The bar, and its key in words: (kind, « 1 h 55 », « dernier jour utile »)."""

    picture: SafeString
    words: tuple[tuple[str, str, str], ...]


def load_of(plan: Plan, indexes: Sequence[int], last: int, after: int) -> Load:
    """`last` and `after`: planned minutes of today, those of the last useful day and the others."""
    slots = [plan.slots[n] for n in indexes]
    meetings, reserve = sum(slot.appointments for slot in slots), sum(slot.reserve for slot in slots)
    free = max(0, sum(slot.minutes for slot in slots) - last - after)
    minutes = {"last": last, "next": after, "meeting": meetings, "reserve": reserve, "free": free}
    words = tuple((kind, duration(minutes[kind]), said) for kind, said in KINDS.items() if minutes[kind])
    title = "Charge du jour : " + ", ".join(f"{long} {said}" for _, long, said in words)
    return Load(load_bar([(minutes[kind], kind) for kind, _, _ in words], title), words)


def days_of(plan: Plan, today: date) -> SafeString | None:
    """Planned minutes against what each day holds, today included."""
    days = list(dict.fromkeys(slot.day for slot in plan.slots))[:DAYS]
    if not days:
        return None
    bars = [_bar(plan, day, today) for day in days]
    said = " ; ".join(f"{bar.label}, {duration(bar.minutes)} sur {duration(bar.capacity)}" for bar in bars)
    return day_bars(bars, f"Charge prévue par jour : {said}.")


def _bar(plan: Plan, day: date, today: date) -> Bar:
    indexes = [n for n, slot in enumerate(plan.slots) if slot.day == day]
    taken = sum(placed.minutes for placed in plan.in_slots(indexes))
    room = sum(plan.slots[n].minutes for n in indexes)
    return Bar(short_day(day), taken, room, day == today)


def short_day(day: date) -> str:
    number = "1er" if day.day == 1 else str(day.day)
    return f"{SHORT_DAYS[day.weekday()]}{NO_BREAK}{number}"
