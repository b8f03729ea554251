"""Windows and ends that fall within a span of days, and what was done of them in time: for whoever counts a month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from pupitre.foundation.tenancy.models import Company, Member
from pupitre.kernel.notice import Window, has_yearly_review, windows
from pupitre.kernel.periods import Period
from pupitre.modules.suppliers.models import Contract, NoticeSent, WindowDecision
from pupitre.modules.suppliers.queries.contracts import all_contracts, contracts_visible_to
from pupitre.modules.suppliers.queries.positions import facts_of
from pupitre.modules.suppliers.rules import Choice, Facts


class Handled(StrEnum):
    IN_TIME = "in_time"
    MISSED = "missed"
    COMING = "coming"


@dataclass(frozen=True)
class WindowDue:
    """`on`: the last day to give notice; `yearly_cents`: of its contract, with its basis."""

    ref: str
    title: str
    supplier: str
    on: date
    handled: Handled
    choice: str
    yearly_cents: int | None
    basis: str


@dataclass(frozen=True)
class ContractEnd:
    ref: str
    title: str
    supplier: str
    on: date


def windows_due(company: Company, period: Period, on: date) -> list[WindowDue]:
    """Of the contracts that renew by themselves; a fixed term ends without a letter. Three questions."""
    rows = all_contracts().filter(Q(over_on=None) | Q(over_on__gte=period.starts_on), starts_on__lte=period.ends_on)
    due = [(row, window) for row in rows for window in _falling(row, facts_of(row, company, ()), period)]
    wanted = [row.pk for row, _ in due]
    decided: dict[tuple[int, int], list[WindowDecision]] = defaultdict(list)
    for one in WindowDecision.objects.filter(contract__in=wanted, is_review=False).order_by("pk"):
        decided[one.contract_id, one.occurrence].append(one)
    sent = defaultdict(list)
    for notice in NoticeSent.objects.filter(contract__in=wanted):
        sent[notice.contract_id, notice.occurrence].append(notice.sent_on)
    found = [
        _due(row, window, decided[row.pk, window.occurrence], sent[row.pk, window.occurrence], on)
        for row, window in due
    ]
    return sorted(found, key=lambda one: (one.on, one.title))


def _falling(contract: Contract, facts: Facts, period: Period) -> list[Window]:
    """The windows whose last day falls within the period, of a contract that was still running that day."""
    if facts.is_fixed or has_yearly_review(facts.terms):
        return []
    last = contract.terminated_on or date.max
    coming = windows(facts.terms, period.starts_on, facts.zone)
    return [one for one in coming if one.notice_on in period and one.starts_on <= one.notice_on <= last]


def _due(contract: Contract, window: Window, decided: list[WindowDecision], sent: list[date], on: date) -> WindowDue:
    held = decided[-1] if decided else None
    choice = held.choice if held is not None and held.choice != Choice.WITHDRAWN else ""
    is_in_time = bool(choice) and held is not None and held.decided_on <= window.notice_on
    if choice == Choice.TERMINATE:
        is_in_time = any(day <= window.notice_on for day in sent)
    if contract.terminated_on is not None and contract.terminated_on <= window.term_ends_on:
        is_in_time = True
    late = Handled.MISSED if window.notice_on < on else Handled.COMING
    handled = Handled.IN_TIME if is_in_time else late
    said = (contract.title, contract.supplier.name, window.notice_on, handled, choice)
    return WindowDue(contract.ref, *said, contract.yearly_cents, contract.price_basis)


def contracts_ending(period: Period) -> list[ContractEnd]:
    rows = all_contracts().filter(over_on__range=(period.starts_on, period.ends_on)).order_by("over_on", "pk")
    return [
        ContractEnd(row.ref, row.title, row.supplier.name, row.over_on)  # type: ignore[arg-type]  # filtered on it
        for row in rows
    ]


def contracts_to_pick(actor: Member) -> list[tuple[str, str]]:
    """Ref and name of those that the actor sees, by title."""
    rows = contracts_visible_to(actor).order_by("folded_title", "pk").values_list("ref", "title", "reference")
    return [(ref, f"{title} ({reference})") for ref, title, reference in rows]
