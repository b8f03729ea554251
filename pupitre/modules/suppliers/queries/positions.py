"""Where contracts stand on a day, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.calendar import Zone
from pupitre.modules.suppliers.models import Contract, NoticeSent, WindowDecision
from pupitre.modules.suppliers.rules import Choice, Facts, Position, category_of, position
from pupitre.modules.suppliers.rules.drafts import terms_of


@dataclass(frozen=True)
class Standing:
    contract: Contract
    facts: Facts
    position: Position


def decisions_of(contracts: Iterable[Contract]) -> "QuerySet[WindowDecision]":
    """In the order in which they were recorded: the last of an occurrence holds."""
    wanted = [contract.pk for contract in contracts]
    return WindowDecision.objects.filter(contract__in=wanted).select_related("decided_by").order_by("pk")


def notices_of(contract: Contract) -> "QuerySet[NoticeSent]":
    return NoticeSent.objects.filter(contract=contract).order_by("pk")


def standings(contracts: Iterable[Contract], company: Company, on: date) -> list[Standing]:
    """One query for the decisions of all."""
    rows = list(contracts)
    decided = defaultdict(list)
    for decision in decisions_of(rows) if rows else ():
        decided[decision.contract_id].append(decision)
    both = ((row, facts_of(row, company, decided[row.pk])) for row in rows)
    return [Standing(row, facts, position(facts, on)) for row, facts in both]


def facts_of(contract: Contract, company: Company, decided: Iterable[WindowDecision]) -> Facts:
    latest = {(row.is_review, row.occurrence): row for row in decided}
    terms = [row for (is_review, _), row in latest.items() if not is_review]
    return Facts(
        terms=terms_of(contract),
        zone=Zone(contract.site.zone if contract.site else company.zone),
        lead_days=category_of(contract.category).lead_days,
        decisions={row.occurrence: Choice(row.choice) for row in terms},
        reviews={row.occurrence: Choice(row.choice) for row in latest.values() if row.is_review},
        negotiated=frozenset(row.occurrence for row in terms if _is_negotiated_since(contract, row)),
        terminated_on=contract.terminated_on,
    )


def _is_negotiated_since(contract: Contract, decision: WindowDecision) -> bool:
    return contract.last_negotiated_on is not None and contract.last_negotiated_on >= decision.decided_on
