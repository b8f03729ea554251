"""What is typed or imported of a supplier and of a contract, before it is stored."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
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
    given = (said.starts_on, said.initial_months, said.ends_on, said.renewal_months)
    return _terms(str(said.regime), *given, said.notice_months, said.notice_days, said.is_received is not False)


@lru_cache(maxsize=4096)
def _terms(
    regime: str,
    starts_on: date,
    initial_months: int | None,
    ends_on: date | None,
    renewal_months: int | None,
    notice_months: int,
    notice_days: int,
    is_received: bool,
) -> Terms:
    """Checked once: the same contracts are read all day long."""
    notice = Notice(notice_months, notice_days)
    return Terms(Regime(regime), starts_on, initial_months, ends_on, renewal_months, notice, is_received)
