"""The arithmetic of contracts: plain functions on plain values."""

from pupitre.modules.suppliers.rules.categories import Category, category_of, shipped_categories
from pupitre.modules.suppliers.rules.costs import (
    monthly_cents,
    per_person_cents,
    term_cents,
    yearly_cents,
)
from pupitre.modules.suppliers.rules.drafts import ContractDraft, Per, SupplierDraft
from pupitre.modules.suppliers.rules.positions import (
    DESK_OPENS,
    SOON,
    WINDOW,
    Act,
    Choice,
    Deed,
    Facts,
    Position,
    State,
    StateCode,
    chain,
    position,
)
from pupitre.modules.suppliers.rules.reviews import OLD_NEGOTIATION, is_never_renegotiated, last_day_of_old_negotiations

__all__ = [
    "DESK_OPENS",
    "OLD_NEGOTIATION",
    "SOON",
    "WINDOW",
    "Act",
    "Category",
    "Choice",
    "ContractDraft",
    "Deed",
    "Facts",
    "Per",
    "Position",
    "State",
    "StateCode",
    "SupplierDraft",
    "category_of",
    "chain",
    "is_never_renegotiated",
    "last_day_of_old_negotiations",
    "monthly_cents",
    "per_person_cents",
    "position",
    "shipped_categories",
    "term_cents",
    "yearly_cents",
]
