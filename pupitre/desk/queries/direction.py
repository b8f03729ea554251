"""The director's first screen: what is theirs to do, what the office manager will do today, what is to arbitrate."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pupitre.desk.queries.arbitrate import Arbitration, arbitration_of
from pupitre.desk.queries.day import coming_back, heading, indexes_on, whereabouts
from pupitre.desk.queries.lines import said_day
from pupitre.desk.queries.mine import Mine, mine_of
from pupitre.desk.queries.news import Building, News, building_on, news_since
from pupitre.desk.queries.people import first_name, people_around
from pupitre.desk.queries.score import Reading, Score, score_of
from pupitre.desk.queries.today import Read, read_for
from pupitre.engines.attention.public import Line, Placed, Plan, items_of
from pupitre.foundation import clock
from pupitre.foundation.registry import rooms
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import day_near


@dataclass(frozen=True)
class Colleague:
    """An office manager's day, as the direction reads it: no verb."""

    name: str
    title: str
    where: str
    score: Score
    arbitration: Arbitration


@dataclass(frozen=True)
class Direction:
    title: str
    subtitle: str
    mine: Mine
    colleagues: tuple[Colleague, ...]
    news: News
    building: Building
    panels: tuple[Any, ...]


def direction_of(actor: Member, seen: datetime | None = None) -> Direction:
    on = clock.today(actor.company)
    people = people_around(actor, on)
    building = building_on(people.here)
    items = items_of(actor.company, on, people.here)
    others = [member for member in people.office_managers if member.pk != actor.pk]
    reads = [read_for(member, on, people=people, of_the_day=items) for member in others]
    return Direction(
        title=heading(on),
        subtitle=" · ".join(filter(None, (*map(_is_there, reads), building.count))) or actor.company.name,
        mine=mine_of(actor, on, items),
        colleagues=tuple(_colleague(read, actor) for read in reads),
        news=news_since(actor, None, seen, on, people.names),
        building=building,
        panels=tuple(panels_of(actor, "desk.director")),
    )


def panels_of(actor: Member, place: str) -> Iterable[Any]:
    """What the rooms show there, in the order of the house."""
    off = actor.company.modules_off
    fillers: list[Callable[[Member], Any]] = [
        room.panels[place] for room in rooms.values() if place in room.panels and room.name not in off
    ]
    return (shown for fill in fillers if (shown := fill(actor)) is not None)


def _colleague(read: Read, actor: Member) -> Colleague:
    plan = only_seen_by(actor, read.plan)
    lines = [line for line in read.found.candidates if actor.ref in line.item.seen_by]
    day = read.on if read.is_there else next((slot.day for slot in plan.slots), None)
    name = first_name(read.member)
    when = "aujourd’hui" if read.is_there else day_near(day, read.on) if day else ""
    return Colleague(
        name=name,
        title=f"{name}, {when}" if when else f"{name}, sans présence prévue",
        where=_where(read),
        score=score_of(Reading(plan, _bare(lines), None), indexes_on(plan, day) if day else []),
        arbitration=arbitration_of(plan, None, read.member),
    )


def _is_there(read: Read) -> str:
    """« Claire est là aujourd’hui », or when she is back."""
    name = first_name(read.member)
    if read.is_there:
        return f"{name} est là aujourd’hui"
    return f"{name} revient {said_day(read.next_day, read.on)}" if read.next_day else ""


def _where(read: Read) -> str:
    today = [slot for slot in read.slots if slot.day == read.on]
    here = f"{whereabouts(today, read.agenda)} · " if today else ""
    return here + coming_back(read.next_day, read.on, None).removesuffix(", sans relais")


def _bare(lines: Iterable[Line]) -> list[Line]:
    """Notes and marks are one's own: a reader sees the item, with the effort it was given."""
    return [Line(line.item, None) for line in lines]


def only_seen_by(actor: Member, plan: Plan) -> Plan:
    """The same plan without what the reader may not see; places and room stay as they are."""
    groups = ("items", "incompressible", "free", "pinned", "unplanned")
    kept: dict[str, tuple[Placed, ...]] = {
        name: tuple(one for one in getattr(plan, name) if actor.ref in one.item.seen_by) for name in groups
    }
    return Plan(plan.on, plan.slots, plan.net, alarms=plan.alarms, **kept)
