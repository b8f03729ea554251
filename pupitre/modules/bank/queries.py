"""What was read, what was found in it, and how it stands with the contracts the company already follows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Q, QuerySet

from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import Here
from pupitre.modules.bank.models import BankAccount, BankLine, Finding, Statement
from pupitre.modules.bank.rules import are_same, bare_name, followed
from pupitre.modules.suppliers.public import (
    Running,
    Standing,
    is_to_complete,
    refs_there,
    running_contracts,
    standings_of,
)


def statements_visible_to(actor: Member) -> "QuerySet[Statement]":
    """The newest first, without the file that waits."""
    rows = Statement.objects.select_related("account", "added_by").defer("unread").order_by("-added_at", "-pk")
    return rows if allows(actor, "bank.see_findings") else rows.none()


def findings_visible_to(actor: Member) -> "QuerySet[Finding]":
    return seen_findings() if allows(actor, "bank.see_findings") else seen_findings().none()


def seen_findings() -> "QuerySet[Finding]":
    """Those that lines prove, the dearest first."""
    return Finding.objects.filter(occurrences__gt=0).order_by("-yearly_cents", "pk")


def accounts() -> list[BankAccount]:
    return list(BankAccount.objects.filter(statements__removed_at=None).distinct().order_by("label", "pk"))


@dataclass(frozen=True)
class Covered:
    """From when to when the statements tell; none when nothing is read."""

    first_on: date | None
    last_on: date | None


def covered() -> Covered:
    rows = Statement.objects.filter(state=Statement.State.READ)
    return Covered(**rows.aggregate(first_on=Min("first_on"), last_on=Max("last_on")))


def proofs_of(findings: Iterable[Finding]) -> dict[int, list[tuple[date, int]]]:
    """Day and cents of each line behind a finding, the last first; one query, and never a label."""
    rows = BankLine.objects.filter(finding__in=[one.pk for one in findings]).order_by("-on", "-pk")
    proofs: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for finding, on, cents in rows.values_list("finding_id", "on", "cents"):
        proofs[finding].append((on, -cents))
    return proofs


@dataclass(frozen=True)
class Followed:
    """The contract that was there before the statement told of it."""

    ref: str
    title: str


def followed_by_contracts(findings: Sequence[Finding], here: Here) -> dict[int, Followed]:
    """By key of those still open: what the company already follows is not proposed again. Two queries at most."""
    proposed = (one for one in findings if one.is_contract_probable and not one.is_stopped)
    open_ones = [one for one in proposed if one.state == Finding.State.OPEN]
    if not open_ones:
        return {}
    contracts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    titles = {}
    accepted = _accepted(here)
    for contract in here.once(running_contracts):
        if contract.ref in accepted:
            continue
        titles[contract.ref] = contract.title
        contracts[bare_name(contract.supplier)].append((contract.ref, contract.yearly_cents or 0))
    spending: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for finding in open_ones:
        spending[_same_as(bare_name(finding.name), contracts)].append((finding.pk, finding.yearly_cents))
    pairs = [followed(found, contracts[name]) for name, found in spending.items() if name in contracts]
    return {key: Followed(ref, titles[ref]) for found in pairs for key, ref in found.items()}


def _same_as(name: str, known: Iterable[str]) -> str:
    return next((one for one in known if are_same(name, one)), name)


def still_there(findings: Iterable[Finding]) -> set[str]:
    """Of the suppliers and contracts that were accepted, the refs of those that nobody removed since."""
    return refs_there(ref for one in findings for ref in (one.contract_ref, one.supplier_ref) if ref)


def open_findings(here: Here) -> list[Finding]:
    """What is still to look at: running, and followed by no contract."""
    rows = [row for row in here.once(_told) if row.is_to_look_at]
    known = followed_by_contracts(rows, here)
    return [row for row in rows if row.pk not in known]


def _told(_: date) -> list[Finding]:
    """What is to look at, and what became a contract, for all that the desk says of either: one question."""
    return _open_or_accepted()


def _to_look_at_or_accepted() -> "QuerySet[Finding]":
    is_open = Q(state=Finding.State.OPEN, is_stopped=False, occurrences__gt=0)
    return Finding.objects.filter(is_open | ~Q(contract_ref="")).order_by("-yearly_cents", "pk")


_open_or_accepted = Prepared(_to_look_at_or_accepted)
_contracts = Prepared(lambda: Finding.objects.exclude(contract_ref="").values_list("contract_ref"))


def contracts_accepted() -> list[str]:
    """Refs of contracts that were born of a statement, removed since or not."""
    return [ref for (ref,) in _contracts()]


def _accepted(here: Here) -> frozenset[str]:
    return frozenset(row.contract_ref for row in here.once(_told) if row.contract_ref)


def left_to_complete(here: Here) -> list[Running]:
    """Of the contracts accepted from statements and still running, those without end and notice."""
    accepted = _accepted(here)
    return (
        [one for one in here.once(running_contracts) if one.ref in accepted and is_to_complete(one)] if accepted else []
    )


def born_here(company: Company, on: date) -> list[Standing]:
    """Where the contracts accepted from statements stand today."""
    return standings_of(contracts_accepted(), company, on)


def to_complete(born: Iterable[Standing]) -> list[Standing]:
    """A statement tells no end and no notice: until somebody says them, nobody watches those dates."""
    return [one for one in born if is_to_complete(one.contract)]
