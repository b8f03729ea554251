"""The open tasks of several people in a few figures each, counted as the list counts them, each leading to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from pupitre.engines.tasks import policies, queries
from pupitre.engines.tasks.tables.lists import DUE, OPENED, VIEWS, Asked
from pupitre.foundation.tenancy.models import Member
from pupitre.ui.addresses import url_of

OPEN = VIEWS[OPENED][1]


@dataclass(frozen=True)
class Figure:
    count: int
    url: str


@dataclass(frozen=True)
class Load:
    """`limit`: how many one person may have under way."""

    open: Figure
    late: Figure
    soon: Figure
    under_way: Figure
    parked: Figure
    limit: int

    @property
    def is_empty(self) -> bool:
        return not (self.open.count or self.parked.count)


def loads_of(owners: Iterable[Member], on: date, *, actor: Member) -> dict[int, Load]:
    """By key of owner, of what the actor may see; nothing for who sees only their own. Two queries."""
    if not policies.can_see_others(actor):
        return {}
    owners = list(owners)
    counted = queries.tasks_visible_to(actor).filter(owner__in=owners).order_by().values("owner")
    rows = counted.annotate(
        open=Count("pk", filter=OPEN),
        late=Count("pk", filter=OPEN & DUE["late"][1](on)),
        soon=Count("pk", filter=OPEN & DUE["week"][1](on)),
        under_way=Count("pk", filter=VIEWS["under_way"][1]),
        parked=Count("pk", filter=VIEWS["parked"][1]),
    )
    found, limit = {row["owner"]: row for row in rows}, queries.tuning().wip_limit
    base = url_of("tasks:list", actor.company.slug)
    return {one.pk: _load(found.get(one.pk, {}), f"{base}?", one.ref, limit) for one in owners}


def _load(row: Mapping[str, Any], base: str, ref: str, limit: int) -> Load:
    def figure(name: str, asked: Asked) -> Figure:
        return Figure(row.get(name, 0), base + asked.url())

    return Load(
        open=figure("open", Asked(owner=ref)),
        late=figure("late", Asked(owner=ref, due="late")),
        soon=figure("soon", Asked(owner=ref, due="week")),
        under_way=figure("under_way", Asked(owner=ref, state="under_way")),
        parked=figure("parked", Asked(owner=ref, state="parked")),
        limit=limit,
    )
