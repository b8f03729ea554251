"""The rows of the list, written by Python: two hundred lines of a dozen cells are no work for a template."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pupitre.engines.tasks.tables.lists import Line

PICK = '<input type="checkbox" name="ref" value="{ref}" data-select aria-label="Choisir {title}">'
ROW = (
    '<tr><td class="table__pick">{pick}</td>'
    '<th scope="row"><a class="table__name" href="{url}">{title}</a>{small}</th>'
    '<td class="table__state" data-label="État"><span class="state state--{tone}">{state}</span></td>'
    '<td class="table__day" data-label="Échéance">{due}</td>'
    '<td class="dim table__rest" data-label="Priorité">{priority}</td>'
    '<td class="figure dim table__rest" data-label="Durée">{effort}</td>'
    '<td class="dim table__rest table__far" data-label="Responsable">{owner}</td></tr>'
)


def task_rows(lines: Iterable[Line]) -> SafeString:
    return _safe(_row(line) for line in lines)


def options(choices: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """Of a select that holds dozens of people."""
    return _safe(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in choices
    )


def _row(line: Line) -> str:
    said: dict[str, Any] = {name: escape(value) for name, value in vars(line).items() if isinstance(value, str)}
    small = f"<small>{said['under']}</small>" if line.under else ""
    pick = PICK.format(**said) if line.can_pick else ""
    return ROW.format(**said, small=small, pick=pick)


def _safe(rows: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(rows))  # noqa: S308 (every text is escaped on its way)
