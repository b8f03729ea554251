"""Questions about suppliers and contracts."""

from pupitre.modules.suppliers.queries.contracts import (
    active_contracts,
    all_contracts,
    contract_named,
    contracts_behind,
    contracts_to_watch,
    contracts_visible_to,
    similar_contracts,
)
from pupitre.modules.suppliers.queries.direction import Engaged, engaged
from pupitre.modules.suppliers.queries.portfolio import Portfolio, duplicated, portfolio
from pupitre.modules.suppliers.queries.positions import (
    Standing,
    decisions_of,
    facts_of,
    notices_of,
    standings,
    standings_to_watch,
)
from pupitre.modules.suppliers.queries.suppliers import (
    categories_in_use,
    supplier_named,
    suppliers_by_name,
    suppliers_visible_to,
    suppliers_with_figures,
)

__all__ = [
    "Engaged",
    "Portfolio",
    "Standing",
    "active_contracts",
    "all_contracts",
    "categories_in_use",
    "contract_named",
    "contracts_behind",
    "contracts_to_watch",
    "contracts_visible_to",
    "decisions_of",
    "duplicated",
    "engaged",
    "facts_of",
    "notices_of",
    "portfolio",
    "similar_contracts",
    "standings",
    "standings_to_watch",
    "supplier_named",
    "suppliers_by_name",
    "suppliers_visible_to",
    "suppliers_with_figures",
]
