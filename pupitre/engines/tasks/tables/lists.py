"""The list of tasks: what its address may ask, and a line of it as strings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy

from pupitre.engines.tasks.models import OPEN, PRIORITIES, Task
from pupitre.engines.tasks.queries import STATES
from pupitre.engines.tasks.rules import State
from pupitre.engines.tasks.tables import due_said, from_whom, state_said
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import duration
from pupitre.kernel.reading import fold

OPENED = "open"
VIEWS: Mapping[str, tuple[str, Q]] = {
    OPENED: ("Ouvertes", OPEN),
    "under_way": ("En cours", STATES[State.UNDER_WAY]),
    "todo": ("À commencer", STATES[State.TODO]),
    "done": ("Faites", STATES[State.DONE]),
    "dropped": ("Sans objet", STATES[State.DROPPED]),
    "parked": ("Garées", STATES[State.PARKED]),
}
ALL, GIVEN = "all", "given"
DUE: Mapping[str, tuple[str, Callable[[date], Q]]] = {
    "late": ("En retard", lambda on: Q(due_on__lt=on)),
    "week": ("Sous 7 jours", lambda on: Q(due_on__gte=on, due_on__lte=on + timedelta(days=7))),
    "month": ("Sous 30 jours", lambda on: Q(due_on__gte=on, due_on__lte=on + timedelta(days=30))),
    "none": ("Sans date", lambda on: Q(due_on=None)),
}
SORTS = {
    "title": ("folded_title", "Tâche"),
    "due": ("due_on", "Échéance"),
    "priority": ("criticality", "Priorité"),
    "owner": ("owner__name", "Responsable"),
    "touched": ("touched_at", "Dernière activité"),
}
ROWS = ("25", "50", "100", "200")
USUAL_ROWS, LONGEST_SEARCH = "50", 100


@dataclass(frozen=True)
class Asked:
    """What the address of the list asks for; anything it does not know is refused (400)."""

    state: str = OPENED
    owner: str = ""
    due: str = ""
    priority: str = ""
    q: str = ""
    sort: str = ""
    rows: str = USUAL_ROWS

    @classmethod
    def read(cls, given: Any) -> "Asked":
        known = set(cls.__dataclass_fields__)
        if set(given) - known - {"page"}:
            raise BadRequest
        asked = cls(**{name: given[name].strip() for name in known & set(given) if given[name].strip()})
        is_known = (
            asked.state in VIEWS
            and asked.due in ("", *DUE)
            and asked.priority in ("", *map(str, PRIORITIES))
            and asked.sort.removeprefix("-") in ("", *SORTS)
            and asked.rows in ROWS
        )
        if not is_known or len(asked.q) > LONGEST_SEARCH:
            raise BadRequest
        return asked

    def whose(self, actor: Member) -> Q:
        """Mine, unless somebody else's are asked for."""
        if self.owner == ALL:
            return Q()
        if self.owner == GIVEN:
            return Q(created_by=actor) & ~Q(owner=actor)
        return Q(owner__ref=self.owner) if self.owner else Q(owner=actor)

    def condition(self, on: date) -> Q:
        kept = VIEWS[self.state][1]
        for word in fold(self.q).split():
            kept &= Q(folded_title__contains=word)
        if self.due:
            kept &= DUE[self.due][1](on)
        return kept & Q(criticality=int(self.priority)) if self.priority else kept

    @property
    def sorted_by(self) -> str:
        """What is over comes back the latest first."""
        return self.sort or ("due" if self.state in (OPENED, "todo", "under_way") else "-touched")

    @property
    def order(self) -> list[OrderBy | str]:
        """What has no day comes last either way; then the most important."""
        name = F(SORTS[self.sorted_by.removeprefix("-")][0])
        is_down = self.sorted_by.startswith("-")
        return [name.desc(nulls_last=True) if is_down else name.asc(nulls_last=True), "-criticality", "pk"]

    def url(self, **changed: str) -> str:
        """The same list with something else asked; what is usual is not written."""
        usual = {"state": OPENED, "rows": USUAL_ROWS}
        asked = {name: changed.get(name, getattr(self, name)) for name in self.__dataclass_fields__}
        return urlencode({name: value for name, value in asked.items() if value and value != usual.get(name, "")})


def counts(seen: "QuerySet[Task]", asked: Asked, on: date) -> dict[str, int]:
    """How many of each view for these people, and how many are kept; one query."""
    chips = {name: Count("pk", filter=condition) for name, (_, condition) in VIEWS.items()}
    return seen.order_by().aggregate(kept=Count("pk", filter=asked.condition(on)), **chips)


@dataclass(frozen=True)
class Head:
    key: str
    label: str
    url: str
    order: str


def heads(asked: Asked) -> dict[str, Head]:
    return {
        key: Head(key, label, f"?{asked.url(sort=_turned(asked, key))}", _order(asked, key))
        for key, (_, label) in SORTS.items()
    }


@dataclass(frozen=True)
class Line:
    ref: str
    url: str
    title: str
    under: str
    tone: str
    state: str
    due: str
    priority: str
    effort: str
    owner: str
    can_pick: bool


def line(task: Task, base_url: str, on: date, *, can_pick: bool) -> Line:
    state = state_said(task, on)
    marks = (from_whom(task), "sur place" if task.is_on_site else "", "privée" if task.is_private else "")
    return Line(
        ref=task.ref,
        url=f"{base_url}{task.ref}/",
        title=task.title,
        under=" · ".join(filter(None, marks)),
        tone=state.tone,
        state=state.text,
        due=due_said(task, on),
        priority=PRIORITIES[task.criticality],
        effort=duration(task.effort),
        owner=task.owner.name,
        can_pick=can_pick,
    )


def _turned(asked: Asked, key: str) -> str:
    return f"-{key}" if asked.sorted_by == key else key


def _order(asked: Asked, key: str) -> str:
    if asked.sorted_by.removeprefix("-") != key:
        return ""
    return "descending" if asked.sorted_by.startswith("-") else "ascending"
