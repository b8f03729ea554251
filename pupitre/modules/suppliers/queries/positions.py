"""Where contracts stand on a day, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, QuerySet

from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.prepared import Prepared, padded
from pupitre.kernel.calendar import Zone
from pupitre.modules.suppliers.models import Contract, NoticeSent, WindowDecision
from pupitre.modules.suppliers.queries.contracts import TOLD_FOR, as_watched, contracts_open_or_missed
from pupitre.modules.suppliers.rules import DESK_OPENS, Choice, Facts, Position, category_of, position
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


@dataclass(frozen=True)
class Decided:
    """What of a recorded decision tells where a contract stands."""

    occurrence: int
    is_review: bool
    choice: str
    decided_on: date


DECIDED = ("occurrence", "is_review", "choice", "decided_on")
_decided = Prepared(
    lambda *contracts: (
        WindowDecision.objects.filter(contract__in=contracts).order_by("pk").values_list("contract_id", *DECIDED)
    )
)


def decided_of(contract: Contract) -> list[Decided]:
    return [Decided(*said) for _, *said in _decided(contract.pk)]


def notices_of(contract: Contract) -> list[NoticeSent]:
    return list(_notices(contract.pk))


_notices = Prepared(lambda contract: NoticeSent.objects.filter(contract=contract).order_by("pk"))
_recorded = Prepared(
    lambda contract: WindowDecision.objects.filter(contract=contract).select_related("decided_by").order_by("pk")
)


def decisions_recorded(contract: Contract) -> list[WindowDecision]:
    """In the order in which they were recorded, with who decided."""
    return list(_recorded(contract.pk))


def standings(contracts: Iterable[Contract], company: Company, on: date) -> list[Standing]:
    """One query for the decisions of all."""
    rows = list(contracts)
    decided = defaultdict(list)
    for contract, *said in _decided(*padded([row.pk for row in rows])) if rows else ():
        decided[contract].append(Decided(*said))
    return [_standing(row, decided[row.pk], company, on) for row in rows]


def standings_to_watch(company: Company, on: date) -> list[Standing]:
    """Contracts and what was decided of them, in one query: a contract comes as often as it was decided of."""
    rows = _to_watch(on, on + DESK_OPENS, on - TOLD_FOR)
    same = (list(again) for _, again in groupby(rows, key=lambda row: row.pk))
    return [
        _standing(found[0], [_decision(row) for row in found if row.decided_occurrence is not None], company, on)
        for found in same
    ]


def _with_decisions(on: date, opens: date, told: date) -> "QuerySet[Contract]":
    said = {f"decided_{name}": F(f"decisions__{name}") for name in DECIDED}
    rows = as_watched(contracts_open_or_missed(on, opens, told))
    return rows.annotate(**said).order_by("reference", "pk", "decisions__pk")


_to_watch = Prepared(_with_decisions)


def _decision(row: Any) -> Decided:
    return Decided(*(getattr(row, f"decided_{name}") for name in DECIDED))


def _standing(
    contract: Contract, decided: "Iterable[WindowDecision | Decided]", company: Company, on: date
) -> Standing:
    facts = facts_of(contract, company, decided)
    return Standing(contract, facts, position(facts, on))


def facts_of(contract: Contract, company: Company, decided: "Iterable[WindowDecision | Decided]") -> Facts:
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


def _is_negotiated_since(contract: Contract, decision: WindowDecision | Decided) -> bool:
    return contract.last_negotiated_on is not None and contract.last_negotiated_on >= decision.decided_on
