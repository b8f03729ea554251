"""The rows of long tables, written by Python: a hundred lines of a dozen cells are no work for a template."""

from collections.abc import Iterable
from html import escape
from typing import Any, Protocol

from django.utils.safestring import SafeString, mark_safe

from pupitre.modules.suppliers.tables.contracts import Line
from pupitre.modules.suppliers.tables.windows import Reason, WindowLine

PICK = (
    '<td class="table__pick"><input type="checkbox" name="ref" value="{ref}" data-select '
    'aria-label="Choisir {title}"></td>'
)
ROW = (
    '<tr>{pick}<th scope="row"><a class="table__name" href="{url}">{title}</a><small>{under}</small></th>'
    '<td class="table__state" data-label="État"><span class="state state--{tone}">{state}</span></td>'
    '<td class="dim table__day" data-label="Dernier jour">{notice_on}</td>'
    '<td class="table__rest table__wide" data-label="Sur deux ans">{picture}</td>'
    '<td class="figure table__sum" data-label="{yearly_label}">{yearly}</td>'
    '<td class="dim table__rest table__far" data-label="Responsable">{owner}</td></tr>'
)

WINDOW = (
    '<tr><th scope="row" class="table__when">{term}</th>'
    '<td class="table__sum table__when" data-label="À envoyer au plus tard">{act_before}</td>'
    '<td class="table__rest table__when" data-label="Dernier jour">{notice_on}</td>'
    '<td class="table__state" data-label="Décision"><div>'
    '<span class="state state--{tone}">{verdict}</span>{more}</div></td></tr>'
)
REASON = '<div><dt>{label}</dt><dd><b>{value}</b><br><span class="dim">{why}</span>{mark}</dd></div>'
TO_CHECK = (
    ' <span class="state state--act" title="D’où vient ce chiffre : {source}. À vérifier dans votre contrat.">'
    "à vérifier</span>"
)
HISTORY = '<div class="line"><div class="line__body">{text}<small>{on} · {by}{more}</small></div></div>'


class Happening(Protocol):
    """A line of a history: when, who, what."""

    @property
    def detail(self) -> str: ...


def contract_rows(lines: Iterable[Line], *, can_pick: bool) -> SafeString:
    return mark_safe("\n".join(_row(line, can_pick) for line in lines))  # noqa: S308 (every text is escaped below)


def window_rows(lines: Iterable[WindowLine]) -> SafeString:
    return _safe(WINDOW.format(**_escaped(line), more=_small(line.under)) for line in lines)


def reason_rows(reasons: Iterable[Reason]) -> SafeString:
    return _safe(REASON.format(**_escaped(one), mark=_to_check(one)) for one in reasons)


def _to_check(reason: Reason) -> str:
    return TO_CHECK.format(source=escape(reason.source)) if reason.is_to_be_checked else ""


def facts_rows(facts: Iterable[tuple[str, str]]) -> SafeString:
    return _safe(f"<div><dt>{escape(term)}</dt><dd>{escape(value)}</dd></div>" for term, value in facts)


def history_rows(lines: Iterable[Happening]) -> SafeString:
    return _safe(
        HISTORY.format(**_escaped(line), more=f" · {escape(line.detail)}" if line.detail else "") for line in lines
    )


def _escaped(line: Any) -> dict[str, str]:
    return {name: escape(value) for name, value in vars(line).items() if isinstance(value, str)}


def _small(text: str) -> str:
    return f"<small>{escape(text)}</small>" if text else ""


def _safe(rows: Iterable[str]) -> SafeString:
    return mark_safe("".join(rows))  # noqa: S308 (every text is escaped on its way)


def options(choices: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """Of a select that holds dozens of people."""
    said = (
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in choices
    )
    return _safe(said)


def _basis(note: str) -> str:
    """On a phone the label of the cell says it already."""
    return f' <small class="table__basis">{escape(note)}</small>' if note else ""


def _row(line: Line, can_pick: bool) -> str:
    title, note = escape(line.title), _basis(line.yearly_note)
    return ROW.format(
        pick=PICK.format(ref=escape(line.ref), title=title) if can_pick else "",
        url=escape(line.url),
        title=title,
        under=escape(line.under),
        tone=escape(line.tone),
        state=escape(line.state),
        notice_on=escape(line.notice_on),
        picture=line.picture,
        yearly_label=escape(line.yearly_label),
        yearly=escape(line.yearly) + note,
        owner=escape(line.owner or "Personne"),
    )
