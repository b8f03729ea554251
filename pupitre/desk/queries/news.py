"""What happened since the last visit, and who is in the building today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pupitre.engines.attention.public import Dimension, There, Told, news_for, who_is_there
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import clock_time, counted, day_near, initials
from pupitre.kernel.presence import Mode

SHOWN = 5
FACES = 8
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
    where: str
    hue: int


@dataclass(frozen=True)
class Building:
    title: str
    count: str
    first: tuple[Face, ...]
    others: tuple[Face, ...]


def news_since(actor: Member, since: datetime | None, seen: datetime | None, on: date, names: dict[str, str]) -> News:
    start = max(filter(None, (since or clock.now() - FURTHEST, seen)))
    told = news_for(actor, start, names)
    heard = [_heard(one, actor, on) for one in told]
    folded = _by_domain(told[SHOWN:], actor, on)
    day = day_near(clock.local(start, actor.company).date(), on)
    return News(
        title=f"Depuis {'le ' if day[0].isdigit() else ''}{day}",
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
    said = [f"{day_near(at.date(), on)}, {clock_time(at.time())}", told.news.detail or told.by]
    return Heard(told.news.sentence, " · ".join(filter(None, said)), told.news.url, told.news.is_failure)


def building_on(on: date) -> Building:
    there = who_is_there(on)
    on_site = sum(one.mode == Mode.ON_SITE for one in there)
    sites = {one.site.name for one in there if one.site}
    faces = [_face(one, with_site=len(sites) > 1) for one in sorted(there, key=lambda one: one.mode != Mode.ON_SITE)]
    away = len(there) - on_site
    count = f"{on_site} sur place" + (f", {away} à distance" if away else "")
    return Building("Aujourd’hui dans les murs", count if there else "", tuple(faces[:FACES]), tuple(faces[FACES:]))


def _face(there: There, *, with_site: bool) -> Face:
    site = there.site.name if there.site and with_site else "sur place"
    where = site if there.mode == Mode.ON_SITE else "à distance"
    return Face(there.member.name, initials(there.member.name), where, sum(map(ord, there.member.ref)) % 6)
