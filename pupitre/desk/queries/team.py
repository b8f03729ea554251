"""One team on one screen: its week, what it asked, its tasks, what is at stake; nobody is measured or ranked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pupitre.desk.queries.lines import said_day, since_day, stake_from, stake_of
from pupitre.desk.queries.team_week import Week, week_of
from pupitre.desk.queries.teams import Staff, Team
from pupitre.engines.attention.public import Item, by_urgency, items_of, sort_items
from pupitre.engines.decisions.public import Waiting, waiting_of
from pupitre.engines.tasks.public import Load, loads_of
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import ended

SOON = timedelta(days=14)
SHOWN = 8
ORDINARY = 3  # the criticality of what can be caught up with


@dataclass(frozen=True)
class Asked:
    """A request of the team: « Karim Haddad, depuis vendredi 20 », and who has it."""

    title: str
    url: str
    detail: str


@dataclass(frozen=True)
class Risk:
    title: str
    url: str
    detail: str
    stake: str
    stake_from: str


@dataclass(frozen=True)
class TeamView:
    team: Team
    is_own: bool
    week: Week
    to_answer: tuple[Asked, ...]
    asked: tuple[Asked, ...]
    loads: Mapping[int, Load]
    risks: tuple[Risk, ...]

    @property
    def first_risks(self) -> tuple[Risk, ...]:
        return self.risks[:SHOWN]

    @property
    def folded_risks(self) -> tuple[Risk, ...]:
        return self.risks[SHOWN:]


def team_view(staff: Staff, team: Team) -> TeamView:
    actor, on = staff.actor, staff.on
    here = [one for one in team.people if one.is_here(on)]
    waiting = waiting_of(actor, [*here, team.lead], staff.here)
    known = {one.url for one in waiting}
    return TeamView(
        team=team,
        is_own=team.lead.pk == actor.pk,
        week=week_of(team.people, on),
        to_answer=tuple(_asked(one, actor, on) for one in waiting if one.is_yours),
        asked=tuple(_asked(one, actor, on, one.held_by) for one in waiting if not one.is_yours),
        loads=loads_of(here, on, actor=actor),
        risks=tuple(_risk(item, here, on) for item in _at_risk(staff, here) if item.url not in known),
    )


def _asked(one: Waiting, actor: Member, on: date, held_by: str = "") -> Asked:
    who = "Vous" if one.asker.pk == actor.pk else one.asker.name
    return Asked(one.title, one.url, " · ".join(filter(None, (f"{who}, depuis {since_day(one.since, on)}", held_by))))


def _at_risk(staff: Staff, people: list[Member]) -> list[Item]:
    """What the reader may see of what is theirs to do, worth money or important, and late or soon due."""
    actor, on = staff.actor, staff.on
    refs = {one.ref for one in people}
    found = sort_items(actor, on, items_of(actor.company, on, staff.here))
    shared = [*found.candidates, *found.waiting, *found.blocked, *found.snoozed, *found.handed]
    items = [*found.watched, *(line.item for line in shared)]
    return sorted((item for item in items if refs & item.acts and _is_at_risk(item, on)), key=by_urgency)


def _is_at_risk(item: Item, on: date) -> bool:
    is_lost = item.lost_after is not None and item.lost_after < on
    matters = item.at_stake > 0 or item.criticality > ORDINARY
    return matters and not is_lost and item.act_by is not None and item.act_by <= on + SOON


def _risk(item: Item, people: list[Member], on: date) -> Risk:
    names = ", ".join(one.name for one in people if one.ref in item.acts)
    return Risk(item.title, item.url, f"{names} · {_when(item, on)}", stake_of(item), stake_from(item))


def _when(item: Item, on: date) -> str:
    if item.act_by is None:
        return ""
    if item.act_by < on:
        return ended(f"En retard depuis {since_day(item.act_by, on)}")
    return ended(f"À faire {said_day(item.act_by, on)} au plus tard")
