"""What is typed or imported of a supplier and of a contract, before it is stored."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pupitre.kernel.money import Basis
from pupitre.kernel.notice import Notice, Regime, Terms


class Per(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ONCE = "once"


@dataclass(frozen=True, kw_only=True)
class SupplierDraft:
    name: str
    siren: str = ""
    siret: str = ""
    vat_number: str = ""
    category: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class ContractDraft:
    """`supplier` is a row or a name, `site` and `owner` are rows.

    No price is an unknown price; no `is_received`, a clause that is silent.
    """

    supplier: Any
    title: str
    starts_on: date
    regime: Regime = Regime.TACIT
    reference: str = ""
    category: str = ""
    is_start_known: bool = True
    initial_months: int | None = None
    ends_on: date | None = None
    renewal_months: int | None = None
    notice_months: int = 0
    notice_days: int = 0
    is_received: bool | None = None
    price_cents: int | None = None
    price_basis: Basis = Basis.HT
    price_per: Per = Per.YEAR
    site: Any = None
    owner: Any = None
    seats: int | None = None
    last_negotiated_on: date | None = None
    is_never_negotiated: bool = False
    terminated_on: date | None = None
    notes: str = ""

    @property
    def terms(self) -> Terms:
        """Raises kernel BadTerms: ends_before_start, no_term, notice_longer_than_term."""
        return terms_of(self)


def terms_of(said: Any) -> Terms:
    """The terms of a draft or of a stored contract; a silent clause counts as received, the prudent reading."""
    return Terms(
        regime=Regime(said.regime),
        starts_on=said.starts_on,
        initial_months=said.initial_months,
        ends_on=said.ends_on,
        renewal_months=said.renewal_months,
        notice=Notice(said.notice_months, said.notice_days),
        is_received=said.is_received is not False,
    )
