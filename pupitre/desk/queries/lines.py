"""A line of the desk: everything it shows, as text, so that the template only lays it out."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date

from pupitre.engines.attention.public import Dimension, Item, Line, Placed, Plan, Verb
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.formatting import NEAR, day_near, duration, ended, euros_short, weekday
from pupitre.kernel.presence import Part
from pupitre.ui.addresses import url_of

PRIORITY = {1: "détail", 2: "courant", 3: "utile", 4: "important", 5: "vital"}
ICONS = {
    Dimension.PEOPLE: "user-round",
    Dimension.PROCESS: "list-checks",
    Dimension.FINANCE: "file-text",
    Dimension.PLACES: "building-2",
    Dimension.COMMUNICATION: "megaphone",
}
PARTS = {Part.MORNING: "matin", Part.AFTERNOON: "après-midi"}


@dataclass(frozen=True)
class Row:
    """`em` is said in brass; `page` holds every verb and is empty for who only reads."""

    title: str
    why: str
    stake: str
    stake_from: str
    effort: str
    url: str = ""
    em: str = ""
    page: str = ""
    verb: Verb | None = None
    is_ticked: bool = False
    marks: tuple[str, ...] = ()
    tone: str = ""
    icon: str = ""


def address_of(key: str) -> str:
    """A key as a piece of an address."""
    return urlsafe_b64encode(key.encode()).decode().rstrip("=")


def key_at(address: str) -> str:
    """Empty when the address is nobody's."""
    try:
        return urlsafe_b64decode(address + "=" * (-len(address) % 4)).decode()
    except ValueError:
        return ""


def page_of(item: Item, company: Company) -> str:
    return url_of("desk:item", company.slug, address_of(item.key))


def stake_of(item: Item) -> str:
    """Money when there is some, else words; never a dash."""
    return euros_short(item.at_stake) if item.at_stake else item.stake_words or PRIORITY[item.criticality]


def stake_from(item: Item) -> str:
    return item.at_stake_from if item.at_stake else "Priorité donnée par le type de ligne"


def verb_of(item: Item) -> Verb | None:
    """The one verb of the line: its module's first, else its page."""
    if item.verbs:
        return item.verbs[0]
    return Verb("Ouvrir", item.url) if item.url else None


def now_or_never(item: Item, today: date, day: date | None = None) -> str:
    """Why it cannot wait for the presence after `day` (today), in the item's own words when it has some."""
    if item.urgent_why:
        return item.urgent_why
    if item.act_by is None:
        return ""
    if item.act_by < today:
        return ended(f"En retard depuis {since_day(item.act_by, today)}")
    if item.act_by == (day or today):
        return f"À faire {said_day(item.act_by, today)} au plus tard."
    return ended(f"Dernière présence avant {said_day(item.act_by, today)}")


def can_wait(placed: Placed, plan: Plan) -> str:
    """Until which presence it may wait; the whole chain counts, not its last day alone."""
    if placed.slot_due is None:
        return ""
    ends = (step.on for step in placed.item.chain if " avant" in step.label and step.on >= plan.on)
    soonest = min(ends, default=date.max)
    days = [slot.day for slot in plan.slots[: placed.slot_due + 1] if plan.on < slot.day <= soonest]
    return ended(f"Peut attendre {said_day(days[-1], plan.on)}") if days else ""


def marks_of(line: Line, today: date) -> tuple[str, ...]:
    """What was done to it by hand, in a few words each."""
    state = line.state
    if state is None:
        return ()
    marks = []
    if state.pinned_on:
        part = f" {PARTS[Part(state.pinned_part)]}" if state.pinned_part else ""
        marks.append(f"Épinglé {day_near(state.pinned_on, today)}{part}")
    if state.waiting_for:
        marks.append(f"Relancer {state.waiting_for}")
    if state.snoozes > 1:
        marks.append(f"Reporté {state.snoozes} fois")
    return (*marks, state.note) if state.note else tuple(marks)


def row_of(line: Line, today: date, page: str = "", *, em: str = "", after: str = "", tone: str = "") -> Row:
    item = line.item
    return Row(
        title=item.title,
        why=f"{item.why} {after}".strip(),
        stake=stake_of(item),
        stake_from=stake_from(item),
        effort=duration(line.minutes),
        url=item.url,
        em=em,
        page=page,
        verb=verb_of(item),
        is_ticked=item.is_ticked,
        marks=marks_of(line, today),
        tone=tone,
        icon=ICONS[item.dimension],
    )


def before(day: date | None, today: date) -> str:
    return f"avant {said_day(day, today)}" if day else "sans date"


def said_day(day: date, today: date) -> str:
    """After « avant », « jusqu’à »: jeudi 26, le 3 déc."""
    near = day_near(day, today)
    return f"le {near}" if near[0].isdigit() else near


def since_day(day: date, today: date) -> str:
    """After « depuis »: a day of the past week is named, jeudi 19."""
    if 1 < (today - day).days <= NEAR:
        return f"{weekday(day)} {'1er' if day.day == 1 else day.day}"
    return said_day(day, today)
