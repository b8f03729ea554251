"""The columns of an export: read again by the import, they say the same thing."""

from collections.abc import Callable
from typing import Any

from pupitre.foundation.imports.cells import Cents
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.rules import Per
from pupitre.modules.suppliers.tables.words import BASIS_LABELS, duration

RENEWALS = {
    Regime.TACIT: "tacite",
    Regime.EXPRESS: "expresse",
    Regime.OPEN_ENDED: "durée indéterminée",
    Regime.LEASE: "bail 3-6-9",
    Regime.INSURANCE: "assurance",
}
EVERY = {Per.MONTH: "mois", Per.QUARTER: "trimestre", Per.HALF_YEAR: "semestre", Per.YEAR: "an", Per.ONCE: "une fois"}

COLUMNS: dict[str, Callable[[Contract], Any]] = {
    "Référence": lambda row: row.reference,
    "Fournisseur": lambda row: row.supplier.name,
    "Objet": lambda row: row.title,
    "Catégorie": lambda row: row.category,
    "Reconduction": lambda row: RENEWALS[Regime(row.regime)],
    "Date de début": lambda row: row.starts_on if row.is_start_known else None,
    "Durée (mois)": lambda row: row.initial_months,
    "Date de fin": lambda row: row.ends_on,
    "Durée de reconduction (mois)": lambda row: row.renewal_months,
    "Préavis": lambda row: duration(row.notice_months, row.notice_days),
    "Préavis reçu": lambda row: row.is_received,
    "Dernier jour pour résilier": lambda row: row.notice_on,
    "Montant": lambda row: None if row.price_cents is None else Cents(row.price_cents),
    "HT/TTC": lambda row: BASIS_LABELS[row.price_basis],
    "Périodicité": lambda row: EVERY[Per(row.price_per)],
    "Coût par an": lambda row: None if row.yearly_cents is None else Cents(row.yearly_cents),
    "Responsable": lambda row: row.owner.name if row.owner else "",
    "Site": lambda row: row.site.name if row.site else "",
    "Postes": lambda row: row.seats,
    "Dernière négociation": lambda row: "jamais" if row.is_never_negotiated else row.last_negotiated_on,
    "Résilié au": lambda row: row.terminated_on,
    "Notes": lambda row: row.notes,
}


def cells(contract: Contract) -> list[Any]:
    return [read(contract) for read in COLUMNS.values()]
