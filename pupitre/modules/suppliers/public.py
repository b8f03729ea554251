"""What the house may use of suppliers: the verbs that play a demonstration, and contracts as figures."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from pupitre.foundation.tenancy.models import Company, Member
from pupitre.modules.suppliers import queries
from pupitre.modules.suppliers.actions import (
    add_supplier,
    assign_contract,
    edit_contract,
    end_contract,
    follow_ending,
    record_ending_step,
    record_negotiation,
    record_notice_sent,
    record_window_decision,
    return_thing,
    sign_contract,
)
from pupitre.modules.suppliers.actions.bulk import import_contracts, roll_contracts
from pupitre.modules.suppliers.actions.contracts import CannotChange
from pupitre.modules.suppliers.actions.discovered import add_discovered, take_back_discovered
from pupitre.modules.suppliers.actions.followed import StepDraft
from pupitre.modules.suppliers.actions.reckoning import reckon, values_of
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.events import ContractEnded, ContractNegotiated, EndingFinished
from pupitre.modules.suppliers.models import Channel, Contract, Supplier
from pupitre.modules.suppliers.queries import Standing, supplier_named
from pupitre.modules.suppliers.queries.contracts import contract_seen
from pupitre.modules.suppliers.queries.discovered import (
    Running,
    is_to_complete,
    refs_there,
    running_contracts,
    standings_of,
)
from pupitre.modules.suppliers.queries.endings import last_ending_of, things_of_ending
from pupitre.modules.suppliers.queries.month import (
    ContractEnd,
    Handled,
    WindowDue,
    contracts_ending,
    contracts_to_pick,
    windows_due,
)
from pupitre.modules.suppliers.rules import WINDOW, Choice, ContractDraft, Per, SupplierDraft
from pupitre.modules.suppliers.rules.discovered import Discovered
from pupitre.modules.suppliers.rules.endings import Step as EndingStep
from pupitre.modules.suppliers.tables.asking import ask_about, decidable, standing_of

__all__ = [
    "WINDOW",
    "Channel",
    "Choice",
    "Contract",
    "ContractDraft",
    "ContractEnd",
    "ContractEnded",
    "ContractNegotiated",
    "Decided",
    "Discovered",
    "EndingFinished",
    "EndingStep",
    "Handled",
    "Per",
    "Running",
    "Standing",
    "StepDraft",
    "Supplier",
    "SupplierDraft",
    "WindowDue",
    "add_discovered",
    "add_supplier",
    "all_suppliers",
    "ask_about",
    "assign_contract",
    "contract_seen",
    "contracts_as_json",
    "contracts_ending",
    "contracts_to_pick",
    "decidable",
    "edit_contract",
    "end_contract",
    "follow_ending",
    "import_closed_contracts",
    "is_to_complete",
    "last_ending_of",
    "record_ending_step",
    "record_negotiation",
    "record_notice_sent",
    "record_window_decision",
    "refs_there",
    "return_thing",
    "running_contracts",
    "sign_contract",
    "standing_of",
    "standings_of",
    "supplier_named",
    "take_back_discovered",
    "things_of_ending",
    "turn_the_page",
    "windows_due",
]


def all_suppliers() -> list[Supplier]:
    return list(Supplier.objects.order_by("name"))


def import_closed_contracts(drafts: Iterable[ContractDraft], *, actor: Member) -> int:
    """History in bulk: contracts that are over, in one action."""
    contracts = [Contract(**values_of(draft)) for draft in drafts]
    for contract in contracts:
        reckon(contract)
    return len(import_contracts([], contracts, [], actor=actor))


def turn_the_page() -> None:
    """What the clock does each morning, for a story that is told faster than time."""
    with suppress(CannotChange):  # nothing is behind
        roll_contracts(actor=None)


def contracts_as_json(company: Company, on: date) -> list[dict[str, Any]]:
    """What `bin/pupitre contracts --json` prints, by reference; the scope of the company is open."""
    return [_as_json(standing) for standing in queries.standings(queries.all_contracts(), company, on)]


def _as_json(standing: Standing) -> dict[str, Any]:
    contract = standing.contract
    days = ("term_ends_on", "notice_on", "act_before")
    return {
        "supplier": contract.supplier.name,
        "title": contract.title,
        "reference": contract.reference,
        "regime": contract.regime,
        "windows": [{day: getattr(window, day).isoformat() for day in days} for window in standing.position.windows],
        "yearly_eur": None if contract.yearly_cents is None else _euros(contract.yearly_cents),
    }


def _euros(cents: int) -> int | float:
    """Euros as a JSON number."""
    return cents / 100 if cents % 100 else cents // 100
