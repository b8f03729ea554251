"""What other rooms ask of contracts: which run, by supplier, and where those they made stand."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.queries.contracts import active_contracts, all_contracts
from pupitre.modules.suppliers.queries.positions import Standing, standings


class Running(NamedTuple):
    """Of each contract, hundreds at once. Cents a year, none when the price is unknown."""

    ref: str
    supplier: str
    title: str
    yearly_cents: int | None
    regime: str
    is_start_known: bool
    notice_months: int | None
    notice_days: int | None
    terminated_on: date | None


OF_THE_TERM = ("regime", "is_start_known", "notice_months", "notice_days", "terminated_on")
_running = Prepared(
    lambda on: (
        active_contracts(on)
        .order_by("reference", "pk")
        .values_list("ref", "supplier__name", "title", "yearly_cents", *OF_THE_TERM)
    )
)


def running_contracts(on: date) -> list[Running]:
    """One query."""
    return [Running(*row) for row in _running(on)]


def refs_there(refs: Iterable[str]) -> set[str]:
    """Of contracts and suppliers, those that nobody removed; two queries at most."""
    wanted = set(refs)
    kinds: tuple[Any, ...] = (Contract, Supplier) if wanted else ()
    return {ref for kind in kinds for ref in kind.objects.filter(ref__in=wanted).values_list("ref", flat=True)}


def standings_of(refs: Iterable[str], company: Company, on: date) -> list[Standing]:
    """Those that are still there, in two queries."""
    wanted = list(refs)
    return standings(all_contracts().filter(ref__in=wanted), company, on) if wanted else []


def is_to_complete(contract: Contract | Running) -> bool:
    """Found somewhere that tells no term and no notice, and not completed since."""
    said = (contract.is_start_known, contract.notice_months, contract.notice_days, contract.terminated_on)
    return contract.regime == Regime.OPEN_ENDED and not any(said)
