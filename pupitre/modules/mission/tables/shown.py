"""A month's page for the screen: which of its faces, with addresses; none of them is kept with what is frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from pupitre.kernel.formatting import day_short
from pupitre.modules.mission.models import MonthPage
from pupitre.modules.mission.queries.pages import content_of
from pupitre.modules.mission.rules import Figure, Month, Page, Row
from pupitre.modules.mission.tables.words import in_month, titled
from pupitre.ui.addresses import url_of
from pupitre.ui.pictures import spark

TOP = ("savings", "decisions", "budget", "satisfaction")
WORKS = ("windows", "plan", "tasks", "routines", "silent", "avoided", "hours", "identified")
GAINS = ("avoided", "hours", "identified")  # listed once they have something to say
MOST_AWAITED, MOST_RISKS = 3, 7
DRAWN = 12  # months
KINDS: Mapping[str, str] = {
    "suppliers.contract": "suppliers:contract",
    "tasks.task": "tasks:task",
    "decisions.request": "decisions:request",
    "routines.routine": "routines:routine",
    "mission.saving": "mission:saving",
}
ACTS: Mapping[str, str] = {
    "decisions": "decisions:matrix",
    "waiting": "decisions:inbox",
    "windows": "suppliers:contract_list",
    "plan": "desk:today",
    "silent": "routines:routine_list",
    "cost": "mission:engagements",
}


@dataclass(frozen=True)
class ShownFigure:
    label: str
    value: str
    caption: str
    source: str
    tone: str
    url: str
    act: str
    act_url: str
    picture: SafeString | None = None


@dataclass(frozen=True)
class ShownRow:
    title: str
    detail: str
    value: str
    url: str


def shown(figure: Figure, slug: str, month: str, query: str, picture: SafeString | None = None) -> ShownFigure:
    caption = ", ".join(filter(None, (figure.caption, figure.beside)))
    source = " · ".join(filter(None, (figure.target, figure.known)))
    url = f"{url_of('mission:figure', slug, month, figure.code)}{query}"
    act = url_of(ACTS[figure.code], slug) if figure.act else ""
    return ShownFigure(figure.label, figure.value, caption, source, figure.tone, url, figure.act, act, picture)


def shown_rows(rows: Sequence[Row], slug: str) -> list[ShownRow]:
    return [ShownRow(row.title, row.detail, row.value, _url(row, slug)) for row in rows]


def _url(row: Row, slug: str) -> str:
    return url_of(KINDS[row.kind], slug, row.ref) if row.kind in KINDS and row.ref else ""


def listed(page: Page) -> list[Figure]:
    """The figures of the list, without the gains that count nothing."""
    there = {one.code: one for one in page.figures}
    return [there[code] for code in WORKS if code in there and (code not in GAINS or there[code].rows)]


def unlisted(page: Page) -> int:
    """How many requests wait beside those that are listed."""
    waiting = page.figure("waiting").number or 0
    return waiting - len(page.awaited(MOST_AWAITED)) if page.awaited(MOST_AWAITED) else 0


def spoken(page: Page) -> list[Figure]:
    there = {one.code: one for one in page.figures}
    return [there[code] for code in TOP if code in there]


def faces(page: Page, slug: str, query: str, pictures: Mapping[str, SafeString]) -> dict[str, list[ShownFigure]]:
    """The figures that speak, then those that are listed; a page for others has fewer."""
    return {
        name: [shown(one, slug, page.month, query, pictures.get(one.code)) for one in figures]
        for name, figures in (("top", spoken(page)), ("works", listed(page)))
    }


def pictures_of(pages: Sequence[MonthPage], page: Page) -> dict[str, SafeString]:
    """A small line of the months that were issued, where there are at least two."""
    before = [content_of(row) for row in pages if str(Month(row.month_on)) < page.month]
    found = {}
    for figure in page.figures:
        numbers = [_number(one, figure.code) for one in [*before, page]]
        known = [number for number in numbers if number is not None]
        if len(before) >= 2 and figure.code in ("savings", "decisions") and len(known) == len(numbers):
            months = ", ".join(f"{one.title.lower()} {one.figure(figure.code).value}" for one in [*before, page])
            found[figure.code] = spark(known, f"{figure.label} : {months}")
    return found


def _number(page: Page, code: str) -> int | None:
    return next((one.number for one in page.figures if one.code == code), None)


def issued_words(row: MonthPage, on: date) -> str:
    """« Arrêtée le 2 nov. 2026 par Claire Morel, version 1 »"""
    return f"Arrêtée le {day_short(on)} par {row.issued_by.name}, version {row.number}"


def months_around(month: Month, slug: str, today: Month) -> list[tuple[str, str]]:
    """The month before and the month after, the latter when it has begun."""
    found = [(titled(month.before), url_of("mission:month", slug, str(month.before)))]
    if month < today:
        found.append((titled(month.after), url_of("mission:month", slug, str(month.after))))
    return found


def coming_title(month: Month) -> str:
    return in_month(month.after).capitalize()
