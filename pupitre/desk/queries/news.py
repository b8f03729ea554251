"""What happened since the last visit, and who is in the building today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pupitre.desk.queries.lines import since_day
from pupitre.engines.attention.public import Dimension, There, Told, news_for, who_is_there
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.formatting import clock_time, counted, initials
from pupitre.kernel.presence import Mode

SHOWN = 4
FACES = 14
HUES = 6
FURTHEST = timedelta(days=7)  # for who has no last visit
DIMENSIONS = {
    Dimension.PEOPLE: "Équipe",
    Dimension.PROCESS: "Organisation",
    Dimension.FINANCE: "Finances et achats",
    Dimension.PLACES: "Locaux",
    Dimension.COMMUNICATION: "Communication",
}


@dataclass(frozen=True)
class Heard:
    sentence: str
    detail: str
    url: str
    is_failure: bool


@dataclass(frozen=True)
class News:
    """The first ones in sight, the others folded by domain."""

    title: str
    count: str
    first: tuple[Heard, ...]
    folded: tuple[tuple[str, tuple[Heard, ...]], ...]
    folded_count: str
    until: str  # what « Vu » covers


@dataclass(frozen=True)
class Face:
    name: str
    initials: str
    hue: int


@dataclass(frozen=True)
class Place:
    """Those who are on one site that day, or at a distance."""

    label: str
    faces: tuple[Face, ...]

    @property
    def first(self) -> tuple[Face, ...]:
        return self.faces[:FACES]

    @property
    def more(self) -> int:
        return max(0, len(self.faces) - FACES)


@dataclass(frozen=True)
class Building:
    count: str
    places: tuple[Place, ...]


def news_since(actor: Member, since: datetime | None, seen: datetime | None, on: date, names: dict[str, str]) -> News:
    start = max(filter(None, (since or clock.now() - FURTHEST, seen)))
    told = news_for(actor, start, names)
    heard = [_heard(one, actor, on) for one in told]
    folded = _by_domain(told[SHOWN:], actor, on)
    start_day = clock.local(start, actor.company).date()
    return News(
        title=f"Depuis {since_day(start_day, on)}" if start_day > actor.joined_on else "Depuis votre arrivée",
        count=counted(len(heard), "nouveauté") if heard else "",
        first=tuple(heard[:SHOWN]),
        folded=folded,
        folded_count=counted(len(heard) - SHOWN, "autre nouveauté", "autres nouveautés"),
        until=max(one.at for one in told).isoformat() if told else "",
    )


def _by_domain(told: Iterable[Told], actor: Member, on: date) -> tuple[tuple[str, tuple[Heard, ...]], ...]:
    by_domain: dict[str, list[Heard]] = {}
    for one in told:
        by_domain.setdefault(DIMENSIONS[one.news.dimension], []).append(_heard(one, actor, on))
    return tuple((domain, tuple(heard)) for domain, heard in by_domain.items())


def _heard(told: Told, actor: Member, on: date) -> Heard:
    at = clock.local(told.at, actor.company)
    said = [f"{since_day(at.date(), on)}, {clock_time(at.time())}", told.news.detail or told.by]
    return Heard(told.news.sentence, " · ".join(filter(None, said)), told.news.url, told.news.is_failure)


def building_on(here: Here) -> Building:
    there = who_is_there(here)
    by_place: dict[str, list[There]] = {}
    for one in sorted(there, key=lambda one: one.mode != Mode.ON_SITE):
        by_place.setdefault(_where(one), []).append(one)
    on_site = sum(one.mode == Mode.ON_SITE for one in there)
    count = f"{on_site} sur place" + (f", {len(there) - on_site} à distance" if len(there) > on_site else "")
    places = (Place(label, tuple(map(_face, faces))) for label, faces in by_place.items())
    return Building(count if there else "", tuple(places))


def _where(there: There) -> str:
    if there.mode != Mode.ON_SITE:
        return "À distance"
    return there.site or "Sur place"


def _face(there: There) -> Face:
    return Face(there.name, initials(there.name), sum(map(ord, there.ref)) % HUES)
