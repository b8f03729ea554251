"""The life of a contract as pictures: two years in a cell, its windows on a page."""

from datetime import date, timedelta

from django.utils.safestring import SafeString

from pupitre.kernel.calendar import add_months
from pupitre.kernel.formatting import day_short
from pupitre.kernel.notice import Window
from pupitre.modules.suppliers.rules import DESK_OPENS, Choice, Facts, Position, StateCode
from pupitre.ui.pictures import Mark, Notice, Term, span, timeline

YEAR = 12  # months
TONES = {
    StateCode.DECIDE_BEFORE: "act",
    StateCode.POST_TODAY: "act",
    StateCode.DECIDED_RENEGOTIATE: "act",
    StateCode.DECIDED_TERMINATE_TO_SEND: "act",
    StateCode.LATE_STILL_POSSIBLE: "late",
    StateCode.RENEWED_UNTIL: "late",
    StateCode.GOES_ON_UNTIL: "late",
    StateCode.LETTER_TO_NOTE: "late",
    StateCode.DECIDED_RENEW: "fine",
    StateCode.NEGOTIATED: "fine",
}
MARGIN = timedelta(days=45)
ENDLESS = add_months(date(2000, 1, 1), 100 * YEAR)


def two_years(facts: Facts, position: Position, today: date) -> SafeString:
    """One year before, one year after."""
    low, high = add_months(today, -YEAR), add_months(today, YEAR)
    shown = position.shown
    end = shown.term_ends_on if shown else position.over_on or ENDLESS
    marks = [Mark(shown.notice_on, TONES.get(position.state.code, "plain"))] if shown else []
    title = f"Jusqu’au {day_short(end)}" if end != ENDLESS else "Sans date de fin"
    return span(facts.terms.starts_on, end, marks, today, low, high, title)


def windows_of(facts: Facts, position: Position, today: date) -> SafeString:
    """The running term and the two next, each with its window to leave."""
    shown = position.windows[:3]
    terms = [Term(w.starts_on, w.term_ends_on, day_short(w.term_ends_on)) for w in shown]
    opened = [
        Notice(w.act_before - DESK_OPENS, w.notice_on, _tone(facts, position, w, today), day_short(w.notice_on))
        for w in shown
    ]
    low = min([w.starts_on for w in shown] + [today]) - MARGIN
    high = min(shown[-1].term_ends_on, add_months(today, 36)) + MARGIN
    title = "Périodes du contrat et fenêtres pour le résilier"
    return timeline(terms, opened, today, max(low, add_months(today, -18)), high, title)


def _tone(facts: Facts, position: Position, window: Window, today: date) -> str:
    if facts.decisions.get(window.occurrence) is Choice.RENEW:
        return "fine"
    if window.notice_on < today:
        return "late"
    return "act" if position.act and position.act.occurrence == window.occurrence else "plain"
