"""What the direction reads of the contracts at a glance, in two queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from pupitre.kernel.money import Basis
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.queries.contracts import is_active
from pupitre.modules.suppliers.queries.portfolio import to_decide_within
from pupitre.modules.suppliers.rules import SOON

LARGEST = 3


@dataclass(frozen=True)
class Engaged:
    """Of the running contracts, in cents a year without tax; `soon`: to decide within thirty days."""

    running: int
    yearly: int
    soon: int
    soon_yearly: int
    largest: tuple[Contract, ...]


def engaged(seen: "QuerySet[Contract]", on: date) -> Engaged | None:
    """None when no contract runs."""
    active, untaxed, soon = is_active(on), Q(price_basis=Basis.HT), to_decide_within(SOON, on)
    found = seen.order_by().aggregate(
        running=Count("pk", filter=active),
        yearly=Sum("yearly_cents", filter=active & untaxed, default=0),
        soon=Count("pk", filter=soon),
        soon_yearly=Sum("yearly_cents", filter=soon & untaxed, default=0),
    )
    if not found["running"]:
        return None
    largest = seen.filter(active & untaxed, yearly_cents__gt=0).order_by("-yearly_cents", "pk")[:LARGEST]
    return Engaged(**found, largest=tuple(largest))
