"""What another room found that the company pays for, before it is a supplier and a contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pupitre.modules.suppliers.rules.drafts import Per


@dataclass(frozen=True)
class Discovered:
    """No title, no contract: only somebody who is paid. The price is TTC, `since` the first payment that was seen."""

    supplier: str
    category: str
    title: str
    since: date
    price_cents: int
    price_per: Per


@dataclass(frozen=True)
class Made:
    """Refs; no contract is an empty one."""

    supplier: str
    contract: str


@dataclass(frozen=True)
class Added:
    """What was made of each, in order, and the suppliers that did not exist."""

    made: Sequence[Made]
    new_suppliers: Sequence[str]
