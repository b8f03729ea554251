"""A handover as it is read, by whoever holds it."""

from dataclasses import dataclass
from typing import Any

from pupitre.engines.relay import queries
from pupitre.engines.relay.models import Handover, HandoverLine
from pupitre.engines.relay.rules import Outcome, Sort
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.formatting import day_long, day_near

TONES = {Outcome.DONE: ("fine", "Fait"), Outcome.TROUBLE: ("late", "Problème")}


@dataclass(frozen=True)
class Row:
    line: HandoverLine
    tone: str
    state: str
    when: str


def page_of(handover: Handover, company: Company) -> dict[str, Any]:
    """Every word of the page: title, until when, lines in two groups, what stays true."""
    today, lines = clock.today(company), queries.lines_in(handover)
    instructions, urgent = queries.instructions_of(handover.member)
    back = f"jusqu’au retour, {day_near(handover.until, today)}" if handover.until else "jusqu’au retour"
    until = f"jusqu’au retour, {day_long(handover.until)}" if handover.until else back
    groups = [
        (label, [_row(line, company) for line in lines if line.sort == sort])
        for sort, label in ((Sort.EXPECTED, "Attendu"), (Sort.TO_DO, "À faire avant le retour"))
    ]
    return {
        "handover": handover,
        "title": f"Aujourd’hui sans {handover.member.name.split()[0]}",
        "until": until,
        "site": handover.site.name if handover.site else "",
        "groups": [(label, rows) for label, rows in groups if rows],
        "instructions": instructions,
        "urgent": urgent,
        "is_over": queries.is_over(handover, company),
    }


def _row(line: HandoverLine, company: Company) -> Row:
    tone, state = TONES.get(Outcome(line.outcome), ("", ""))
    at = clock.local(line.outcome_at, company) if line.outcome_at else None
    when = f"{day_near(at.date(), clock.today(company))}, {at:%H} h {at:%M}" if at else ""
    return Row(line, tone, state, when)
