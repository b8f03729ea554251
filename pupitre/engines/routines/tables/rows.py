"""The list of routines: its views and filters, its lines, and the columns of its export."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import Q

from pupitre.engines.routines import policies
from pupitre.engines.routines.models import DIMENSIONS, Occurrence
from pupitre.engines.routines.queries import Standing
from pupitre.engines.routines.rules import Kind
from pupitre.engines.routines.tables.words import missed_words, rate_words, rhythm_words
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.calendar import ONE_DAY
from pupitre.kernel.formatting import day_named, day_near, day_short, duration
from pupitre.kernel.reading import fold
from pupitre.ui.addresses import url_of


def is_held(one: Standing) -> bool:
    """By somebody who is here and may."""
    return one.routine.owner.is_here(one.on) and policies.can_own(one.routine.owner)


LONGEST_SEARCH = 100
SUNDAY = 6
VIEWS: Mapping[str, tuple[str, Callable[[Standing], bool]]] = {
    "running": ("En cours", lambda one: not one.routine.is_paused),
    "week": ("Cette semaine", lambda one: one.next_on is not None and one.next_on <= end_of_week(one.on)),
    "late": ("En retard", lambda one: one.is_late),
    "expected": ("Attendues", lambda one: one.routine.is_expected and not one.routine.is_paused),
    "unowned": ("Sans responsable", lambda one: not is_held(one)),
    "paused": ("En pause", lambda one: one.routine.is_paused),
}
ALWAYS = ("running", "week")
DEFAULT_VIEW = "running"


@dataclass(frozen=True)
class Asked:
    """What the address asks for; anything it does not know is refused (400)."""

    view: str = DEFAULT_VIEW
    q: str = ""
    owner: str = ""
    dimension: str = ""

    @classmethod
    def read(cls, given: Any) -> "Asked":
        known = set(cls.__dataclass_fields__)
        if set(given) - known:
            raise BadRequest
        asked = cls(**{name: given[name].strip() for name in known & set(given) if given[name].strip()})
        is_known = asked.view in VIEWS and (not asked.dimension or asked.dimension in dict(DIMENSIONS))
        if not is_known or len(asked.q) > LONGEST_SEARCH:
            raise BadRequest
        return asked

    @property
    def condition(self) -> Q:
        kept = Q()
        for word in fold(self.q).split():
            kept &= Q(folded_title__contains=word)
        if self.owner:
            kept &= Q(owner__ref=self.owner)
        return kept & Q(dimension=self.dimension) if self.dimension else kept

    @property
    def is_narrowed(self) -> bool:
        return bool(self.q or self.owner or self.dimension)

    def url(self, **changed: str) -> str:
        asked = {name: changed.get(name, getattr(self, name)) for name in self.__dataclass_fields__}
        return urlencode(
            {name: value for name, value in asked.items() if value and (name, value) != ("view", DEFAULT_VIEW)}
        )


def end_of_week(on: date) -> date:
    return on + timedelta(days=SUNDAY - on.weekday())


def of_view(found: Iterable[Standing], view: str) -> list[Standing]:
    """Those that wait first, by day; what is over or in pause at the end."""
    kept = [one for one in found if VIEWS[view][1](one)]
    return sorted(kept, key=lambda one: (one.next_on or date.max, one.routine.folded_title, one.routine.pk))


def chips(found: list[Standing], asked: Asked) -> list[dict[str, Any]]:
    counts = {key: sum(map(keeps, found)) for key, (_, keeps) in VIEWS.items()}
    return [
        {"label": label, "url": f"?{asked.url(view=key)}", "count": counts[key], "is_current": key == asked.view}
        for key, (label, _) in VIEWS.items()
        if counts[key] or key in ALWAYS or key == asked.view
    ]


@dataclass(frozen=True)
class Line:
    url: str
    title: str
    rhythm: str
    tone: str
    state: str
    last: str
    last_by: str
    rate: str
    owner: str


def line(one: Standing, company: Company) -> Line:
    routine, last = one.routine, one.last
    tone, state = state_of(one)
    return Line(
        url=url_of("routines:routine", company.slug, routine.ref),
        title=routine.title,
        rhythm=rhythm_words(one.course.rhythm),
        tone=tone,
        state=state,
        last=day_near(last.done_on, one.on) if last and last.done_on else "",
        last_by=last.closed_by.name if last and last.closed_by else "",
        rate="" if routine.kind == Kind.PRESENCE else rate_words(*one.rate),
        owner=routine.owner.name,
    )


def state_of(one: Standing) -> tuple[str, str]:
    """Where it stands, in a tone and a few words."""
    routine, due = one.routine, one.due
    if routine.is_paused:
        return "plain", "En pause"
    if due is None:
        return "plain", "Terminée"
    if routine.kind == Kind.PRESENCE:
        return "plain", "À chaque présence"
    if one.missed > 1:
        return "late", f"{missed_words(one.missed, one.course.rhythm)} sans"
    if one.missed:
        return "late", f"{'Rien reçu, attendu' if routine.is_expected else 'En retard, prévu'} {_on(due.since, one.on)}"
    if routine.is_expected:
        return "plain", f"Attendu {_on(due.since, one.on)}"
    is_open = due.since - timedelta(days=routine.lead_days) <= one.on
    return ("act" if is_open else "plain"), day_named(due.since, one.on)


def missed_days(one: Occurrence) -> str:
    return day_short(one.missed_since) if one.missed_since else ""


COLUMNS: dict[str, Callable[[Standing], Any]] = {
    "Routine": lambda one: one.routine.title,
    "Rythme": lambda one: rhythm_words(one.course.rhythm),
    "Nature": lambda one: "attendue" if one.routine.is_expected else "à faire",
    "Domaine": lambda one: dict(DIMENSIONS)[one.routine.dimension],
    "Responsable": lambda one: one.routine.owner.name,
    "Prochaine date": lambda one: None if one.routine.kind == Kind.PRESENCE else one.next_on,
    "État": lambda one: state_of(one)[1],
    "En retard de": lambda one: one.missed,
    "Dernière fois": lambda one: one.last.done_on if one.last else None,
    "Par": lambda one: one.last.closed_by.name if one.last and one.last.closed_by else "",
    "À temps": lambda one: one.rate[0],
    "Sur": lambda one: one.rate[1],
    "Durée": lambda one: duration(one.routine.minutes),
    "Preuve": lambda one: one.routine.get_proof_display(),
    "Note": lambda one: one.routine.note,
}


def cells(one: Standing) -> list[Any]:
    return [read(one) for read in COLUMNS.values()]


def days_said(days: Iterable[date], on: date) -> list[str]:
    """« demain », « lundi 30 nov. »: with its weekday unless it is near."""
    return [day_near(day, on) if on <= day <= on + ONE_DAY else day_named(day, on) for day in days]


def _on(day: date, on: date) -> str:
    near = day_near(day, on)
    return f"le {near}" if near[0].isdigit() else near
