"""Dates that follow the working days of a site."""

from collections import defaultdict

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.modules.suppliers.actions.contracts import CannotChange, named
from pupitre.modules.suppliers.actions.reckoning import DERIVED, reckon
from pupitre.modules.suppliers.events import DeadlinesReckoned
from pupitre.modules.suppliers.models import Contract, WindowDecision
from pupitre.modules.suppliers.queries import active_contracts, decisions_of

BATCH = 400


@action
def reckon_contracts(site: str = "", *, actor: Member | None) -> int:
    """Because other days are worked on that site (without a ref: in the company), for what is signed there."""
    require(actor is None)
    on = clock.today(current_company())
    there = active_contracts(on).filter(site__ref=site) if site else active_contracts(on).filter(site=None)
    rows = list(there.select_for_update(of=("self",)))
    decided = defaultdict(list)
    for decision in decisions_of(rows):
        decided[decision.contract_id].append(decision)
    moved = [row for row in rows if _moves(row, decided[row.pk])]
    if not moved:
        raise CannotChange("Aucune échéance n’a changé.")
    Contract.objects.bulk_update(moved, DERIVED, batch_size=BATCH)
    for row in moved:
        act_on = row.next_act_on.isoformat() if row.next_act_on else ""
        tell(DeadlinesReckoned(row.ref, act_on), row, named(row))
    return len(moved)


def _moves(row: Contract, decided: list[WindowDecision]) -> bool:
    before = (row.next_act_on, row.notice_on)
    reckon(row, decided)
    return (row.next_act_on, row.notice_on) != before
