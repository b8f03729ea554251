"""The endings as a list and as an export."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pupitre.foundation.imports.cells import Cents
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.calendar import Zone
from pupitre.kernel.formatting import day_short, euros_short
from pupitre.modules.suppliers.queries.endings import Following
from pupitre.modules.suppliers.rules.endings import Delays, Mark, Step, dues
from pupitre.modules.suppliers.tables.endings import STEP_LABELS, next_line, state_of
from pupitre.modules.suppliers.tables.words import BASIS_LABELS
from pupitre.ui.addresses import url_of

NONE = "–"
DATED = (Step.DECIDED, Step.SENT, Step.ACKNOWLEDGED, Step.CONFIRMED, Step.RETURNED, Step.LAST_INVOICE)
HEADER = [
    "Référence",
    "Fournisseur",
    "Objet",
    "État",
    *(STEP_LABELS[step] for step in DATED),
    "Dernier jour",
    "Coût par an",
    "HT/TTC",
    "Responsable",
]


@dataclass(frozen=True)
class Line:
    title: str
    under: str
    url: str
    tone: str
    state: str
    next: str
    last_day: str
    yearly: str
    owner: str


def line(one: Following, waits: Delays, company: Company, on: date) -> Line:
    contract = one.ending.contract
    zone = Zone(contract.site.zone if contract.site else company.zone)
    tone, state = state_of(one.ending, one.followed)
    yearly, basis = contract.yearly_cents, BASIS_LABELS[contract.price_basis]
    return Line(
        title=contract.title,
        under=f"{contract.supplier.name} · {contract.reference}",
        url=url_of("suppliers:ending", company.slug, contract.ref),
        tone=tone,
        state=state,
        next="" if one.ending.outcome else next_line(one.followed, dues(one.followed, waits, zone), on),
        last_day=day_short(one.ending.ends_on) if one.ending.ends_on else NONE,
        yearly=f"{euros_short(yearly)} {basis}" if yearly is not None else NONE,
        owner=contract.owner.name if contract.owner else "Personne",
    )


def cells(one: Following) -> list[Any]:
    contract, closed = one.ending.contract, one.followed.closed
    days = [closed[step].happened_on if step in closed and closed[step].mark is Mark.DONE else None for step in DATED]
    return [
        contract.reference,
        contract.supplier.name,
        contract.title,
        state_of(one.ending, one.followed)[1],
        *days,
        one.ending.ends_on,
        None if contract.yearly_cents is None else Cents(contract.yearly_cents),
        BASIS_LABELS[contract.price_basis],
        contract.owner.name if contract.owner else "",
    ]
