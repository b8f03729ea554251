"""The register of decisions as a sheet: every decision, its way, and whether it still holds."""

from typing import Any

from pupitre.engines.decisions.models import Answer
from pupitre.engines.decisions.tables import told
from pupitre.foundation import clock
from pupitre.foundation.imports.cells import Cents
from pupitre.foundation.tenancy.models import Company

REGISTER = (
    "Décidé le",
    "Demande",
    "Fournisseur",
    "Montant",
    "HT/TTC",
    "Réponse",
    "Précision",
    "Décidé par",
    "Au nom de",
    "Par quelle voie",
    "Noté par",
    "Demandé par",
    "Demandé le",
    "Reprise depuis",
)


def register_cells(one: Answer, company: Company) -> list[Any]:
    asked = one.request
    return [
        clock.local(one.at, company).date(),
        asked.title,
        asked.payee_name,
        None if asked.amount_cents is None else Cents(asked.amount_cents),
        asked.get_basis_display() if asked.basis else "",
        told(one, asked.kind),
        one.said,
        one.by.name,
        one.on_behalf_of.name if one.on_behalf_of else "",
        one.get_way_display(),
        one.recorded_by.name if one.recorded_by_id != one.by_id else "",
        asked.asker.name,
        clock.local(asked.asked_at, company).date(),
        one.round != asked.round or asked.closed_at is None,
    ]
