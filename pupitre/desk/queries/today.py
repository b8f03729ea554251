"""The office manager's first screen: the plan of the day, or ten minutes of sorting when she is elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString

from pupitre.desk.pictures import days_of
from pupitre.desk.queries.arbitrate import Arbitration, arbitration_of
from pupitre.desk.queries.day import (
    Meeting,
    coming_back,
    heading,
    holiday,
    indexes_on,
    is_ending,
    left_to_replan,
    meetings_of,
    next_day_after,
    rest_of,
    whereabouts,
)
from pupitre.desk.queries.lines import Row
from pupitre.desk.queries.news import Building, News, building_on, news_since
from pupitre.desk.queries.people import People, people_around
from pupitre.desk.queries.score import Reading, Score, counting, score_of
from pupitre.desk.queries.triage import Triage, triage_of
from pupitre.desk.queries.waiting import Away, Put, done_today, is_lost, lost_rows, put_away
from pupitre.engines.attention.public import Agenda, Item, Plan, Sorted, agenda_of, items_of, plan_from, sort_items
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import day_near
from pupitre.kernel.presence import Slot


@dataclass(frozen=True)
class Day:
    """Everything the office manager's screen is made of."""

    title: str
    subtitle: str
    score: Score
    counted: str
    meetings: list[Meeting]
    done: tuple[Put, ...]
    lost: tuple[Row, ...]
    arbitration: Arbitration
    away: Away
    news: News
    building: Building
    days: SafeString | None
    next_day: str = ""
    next_day_on: date | None = None
    triage: Triage | None = None
    left: str = ""
    is_replanned: bool = False
    has_presence: bool = True
    is_there: bool = False
    is_ending: bool = False

    @property
    def leave(self) -> str:
        return f"Laisser pour {self.next_day}" if self.next_day else ""


@dataclass(frozen=True)
class Read:
    """What was read once and serves every part of the page."""

    member: Member
    on: date
    people: People
    agenda: Agenda
    slots: list[Slot]
    found: Sorted
    plan: Plan

    @property
    def next_day(self) -> date | None:
        return next_day_after(self.slots, self.on)

    @property
    def is_there(self) -> bool:
        return any(slot.day == self.on for slot in self.slots)


def day_of(actor: Member, seen: datetime | None = None, *, is_replanned: bool = False) -> Day:
    on = clock.today(actor.company)
    read = read_for(actor, on, is_replanned=is_replanned)
    indexes = indexes_on(read.plan, on) if read.is_there else _first_day(read.plan)
    score = score_of(Reading(read.plan, read.found.candidates, actor.company), indexes)
    done = done_today(read.found, actor, on)
    return Day(
        title=heading(on),
        subtitle=_subtitle(read),
        score=score,
        counted=counting(score, len(done)),
        meetings=meetings_of(read.agenda, on),
        done=done,
        lost=lost_rows(read.found, actor, on),
        arbitration=arbitration_of(read.plan, actor.company, read.people.director_of(actor)),
        away=put_away(read.found, actor, on),
        news=news_since(actor, read.agenda.last_visit(on), seen, on, read.people.names),
        building=building_on(read.people.here),
        days=days_of(read.plan, on),
        next_day=day_near(read.next_day, on) if read.next_day else "",
        next_day_on=read.next_day,
        triage=None if read.is_there else triage_of(read.plan, read.found, actor),
        left=left_to_replan(read.slots, actor, on),
        is_replanned=is_replanned,
        has_presence=bool(read.agenda.pattern or read.slots),
        is_there=read.is_there,
        is_ending=is_ending(read.slots, on),
    )


def read_for(
    member: Member,
    on: date,
    *,
    is_replanned: bool = False,
    people: People | None = None,
    of_the_day: list[Item] | None = None,
) -> Read:
    agenda, horizon = agenda_of(member, on)
    slots = agenda.slots(horizon)
    left = rest_of(slots, agenda, clock.now()) if is_replanned else slots
    people = people or people_around(member, on)
    found = sort_items(member, on, items_of(member.company, on, people.here) if of_the_day is None else of_the_day)
    candidates = [line for line in found.candidates if not is_lost(line, on)]
    plan = plan_from(candidates, left, on, horizon.ends_on, agenda.priorities)
    return Read(member, on, people, agenda, slots, found, plan)


def _first_day(plan: Plan) -> list[int]:
    """From elsewhere, the plan shown is that of the next presence day."""
    return indexes_on(plan, plan.slots[0].day) if plan.slots else []


def _subtitle(read: Read) -> str:
    today = [slot for slot in read.slots if slot.day == read.on]
    back = coming_back(read.next_day, read.on, read.people.relay)
    closed = holiday(read.member, read.on)
    if today:
        return f"{whereabouts(today, read.agenda)} · {back}"
    return " · ".join(filter(None, (closed, "Pas de présence aujourd’hui" if not closed else "", back)))
