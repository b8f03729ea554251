"""The month's page as paper takes it: plain words from the very values that the screen shows."""

from pathlib import Path
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.printing import typeset
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_short
from pupitre.modules.mission.models import MonthPage
from pupitre.modules.mission.rules import Figure, Page, read_month
from pupitre.modules.mission.tables.shown import MOST_AWAITED, MOST_RISKS, coming_title, listed, spoken, unlisted

TEMPLATE = Path(__file__).parents[1] / "typst" / "month.typ"
MOST_LINES = 12
MOST_CHANGES = 6  # the sheet has one side; all of them are on the screen
CIRCULATED = "Version à faire circuler : sans prix, sans personne, sans ce qui est réservé à la direction."


def paper_of(page: Page, row: MonthPage | None, *, is_circulated: bool = False) -> bytes:
    """`row`: what was issued; without it, a draft that says so. Never inside a transaction."""
    at = row.issued_at if row else None
    return typeset(
        TEMPLATE, words_of(page, row, is_circulated=is_circulated), title=f"{page.title}, {page.company}", at=at
    )


def words_of(page: Page, row: MonthPage | None, *, is_circulated: bool = False) -> dict[str, Any]:
    there = {one.code: one for one in page.figures}
    month = read_month(page.month)
    waiting, risks = there["waiting"], there["risks"]
    return {
        "month": page.title,
        "company": page.company,
        "readers": page.readers,
        "authors": page.authors,
        "sentence": page.sentence,
        "notice": CIRCULATED if is_circulated else "",
        "top": [_said(one) for one in spoken(page)],
        "works": [_said(one) for one in listed(page)],
        "waiting": _said(waiting),
        "awaited": [_row(one) for one in page.awaited(MOST_AWAITED)],
        "awaited_more": unlisted(page),
        "coming_title": coming_title(month),
        "coming": [_row(one) for one in risks.rows[:MOST_RISKS]],
        "more": max(0, len(risks.rows) - MOST_RISKS),
        "comment": _on_paper(page.comment),
        "balance": page.balance,
        "changes": list(page.changes[:MOST_CHANGES]),
        "foot": _foot(row),
        "head": f"Journal de Pupitre à l’arrêt : {row.head_seq}:{row.head_link}" if row else "",
    }


def _on_paper(comment: str) -> str:
    """Every word of it; its lines too, unless they alone would fill the sheet."""
    lines = [line for line in comment.splitlines() if line.strip()]
    return ("\n" if len(lines) <= MOST_LINES else " ").join(lines)


def _said(figure: Figure) -> dict[str, str]:
    caption = ", ".join(filter(None, (figure.caption, figure.beside)))
    source = " · ".join(filter(None, (figure.target, figure.known)))
    return {"label": figure.label, "value": figure.value, "caption": caption, "source": source, "tone": figure.tone}


def _row(row: Any) -> dict[str, str]:
    return {"title": row.title, "detail": row.detail, "value": row.value}


def _foot(row: MonthPage | None) -> str:
    if row is None:
        return "Brouillon, non arrêté : les chiffres bougent encore."
    on = day_short(clock.local(row.issued_at, current_company()).date())
    return f"Arrêtée le {on}, version {row.number}. Chaque chiffre mène à son détail dans Pupitre."
