"""The rows of long tables, written by Python: a hundred lines of a dozen cells are no work for a template."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from pupitre.modules.suppliers.tables.contracts import Line

PICK = (
    '<td class="table__pick"><input type="checkbox" name="ref" value="{ref}" data-select '
    'aria-label="Choisir {title}"></td>'
)
ROW = (
    '<tr>{pick}<th scope="row"><a class="table__name" href="{url}">{title}</a><small>{under}</small></th>'
    '<td class="table__state" data-label="État"><span class="state state--{tone}">{state}</span></td>'
    '<td class="dim table__day" data-label="Dernier jour">{notice_on}</td>'
    '<td class="table__rest table__wide" data-label="Sur deux ans">{picture}</td>'
    '<td class="figure table__sum" data-label="Par an, HT">{yearly}</td>'
    '<td class="dim table__rest table__far" data-label="Responsable">{owner}</td></tr>'
)


def contract_rows(lines: Iterable[Line], *, can_pick: bool) -> SafeString:
    return mark_safe("\n".join(_row(line, can_pick) for line in lines))  # noqa: S308 (every text is escaped below)


def options(choices: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """Of a select: dozens of people, twice in a page."""
    said = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in choices
    )
    return mark_safe("".join(said))  # noqa: S308 (escaped above)


def _row(line: Line, can_pick: bool) -> str:
    title, note = escape(line.title), f" <small>{escape(line.yearly_note)}</small>" if line.yearly_note else ""
    return ROW.format(
        pick=PICK.format(ref=escape(line.ref), title=title) if can_pick else "",
        url=escape(line.url),
        title=title,
        under=escape(line.under),
        tone=escape(line.tone),
        state=escape(line.state),
        notice_on=escape(line.notice_on),
        picture=line.picture,
        yearly=escape(line.yearly) + note,
        owner=escape(line.owner or "Personne"),
    )
