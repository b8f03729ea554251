"""The rows of a team, written by Python: who is there each day, and the tasks of each in a few figures."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from pupitre.desk.pictures import SHORT_DAYS
from pupitre.desk.queries.team_week import Being, Day, Row, Week
from pupitre.engines.tasks.public import Figure, Load
from pupitre.foundation.tenancy.models import Member
from pupitre.ui.addresses import url_of

KEYS = (
    (Being.ON_SITE, "sur place"),
    (Being.REMOTE, "à distance"),
    (Being.PART, "journée plus courte"),
    (Being.AWAY, "absence"),
)
HEAD = '<th scope="col"{mark}><span>{day}</span> <span>{number}</span></th>'
CELL = (
    '<td class="being"><span class="being__mark being__mark--{being}" title="{said}"></span>'
    '<span class="sr">{said}</span></td>'
)
WEEK = '<tr><th scope="row"><a class="table__name" href="{url}">{name}</a>{small}</th>{cells}</tr>'
UNKNOWN = "<small>semaine à renseigner</small>"
FIGURES = (
    ("open", "Ouvertes", ""),
    ("late", "En retard", "state state--late"),
    ("soon", "Sous 7 jours", ""),
    ("under_way", "En cours", ""),
    ("parked", "Garées", "dim"),
)
LOAD = '<tr><th scope="row"><a class="table__name" href="{url}">{name}</a></th>{cells}</tr>'


def week_head(week: Week, on: date) -> SafeString:
    return _safe(
        HEAD.format(mark=' aria-current="date"' if day == on else "", day=SHORT_DAYS[day.weekday()], number=day.day)
        for day in week.days
    )


def week_rows(week: Week, slug: str) -> SafeString:
    return _safe(_week_row(row, slug) for row in week.rows)


def _week_row(row: Row, slug: str) -> str:
    return WEEK.format(
        url=url_of("desk:presence_of", slug, row.member.ref),
        name=escape(row.member.name),
        small="" if row.is_known else UNKNOWN,
        cells="".join(map(_cell, row.days)),
    )


def _cell(day: Day) -> str:
    return CELL.format(being=day.being, said=escape(day.said))


def load_rows(people: Iterable[Member], loads: Mapping[int, Load]) -> SafeString:
    """By name, whatever the figures; who has none is named apart."""
    return _safe(_load_row(one, loads[one.pk]) for one in people if one.pk in loads and not loads[one.pk].is_empty)


def without_load(people: Iterable[Member], loads: Mapping[int, Load]) -> list[tuple[str, str]]:
    """The name and the list of each of the others."""
    return [(one.name, loads[one.pk].open.url) for one in people if one.pk in loads and loads[one.pk].is_empty]


def _load_row(member: Member, load: Load) -> str:
    cells = "".join(
        _figure(getattr(load, name), label, tone, f" sur {load.limit}" if name == "under_way" else "")
        for name, label, tone in FIGURES
    )
    return LOAD.format(url=escape(load.open.url), name=escape(member.name), cells=cells)


def _figure(figure: Figure, label: str, tone: str, of: str) -> str:
    """Nothing is shown of what there is none of."""
    if not figure.count:
        return '<td class="figure"></td>'
    words = f'{figure.count}{of}<span class="sr"> {label.lower()}</span>'
    said = f'<a class="{tone or "link"}" href="{escape(figure.url)}">{words}</a>'
    return f'<td class="figure" data-label="{label}">{said}</td>'


def _safe(rows: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(rows))  # noqa: S308 (every text is escaped on its way)
