"""The figures of all the contracts that somebody sees, in one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from pupitre.kernel.money import Basis
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.queries.contracts import is_active
from pupitre.modules.suppliers.rules import DESK_OPENS, SOON, last_day_of_old_negotiations, shipped_categories

HT = Q(price_basis=Basis.HT)
NOWHERE = Value(0)  # of the whole company


@dataclass(frozen=True)
class Portfolio:
    """Of the running contracts, and of those that the filters keep; amounts are cents a year."""

    running: int
    yearly_ht: int
    yearly_ttc: int
    unpriced: int
    counts: Mapping[str, int]
    kept: int
    kept_ht: int
    kept_ttc: int
    kept_unpriced: int


def to_decide_within(time: timedelta, on: date) -> Q:
    """Windows still open and reviews whose last useful day falls in that time, or has passed."""
    return is_active(on) & Q(next_act_on__lte=on + time) & (Q(notice_on=None) | Q(notice_on__gte=on))


def views(on: date) -> dict[str, Q]:
    """The ready-made questions of the list."""
    active = is_active(on)
    old = Q(is_never_negotiated=True) | Q(starts_on__lte=last_day_of_old_negotiations(on))
    return {
        "upcoming": active,
        "to_decide": to_decide_within(DESK_OPENS, on),
        "soon": to_decide_within(SOON, on),
        "never": active & Q(last_negotiated_on=None) & old,
        "duplicates": active & Q(duplicated(on)),
        "unowned": active & Q(owner=None),
        "ended": Q(over_on__lt=on),
    }


def duplicated(on: date) -> Exists:
    """The same thing at the same supplier, or twice what a company has once (two cleaners for one site)."""
    others = Contract.objects.filter(is_active(on)).exclude(pk=OuterRef("pk"))
    exclusive = [category.name for category in shipped_categories() if category.is_exclusive]
    same = Q(supplier=OuterRef("supplier"), folded_title=OuterRef("folded_title"))
    twice = Q(category__in=exclusive, category=OuterRef("category"))
    here = Q(place=Coalesce(OuterRef("site"), NOWHERE))
    return Exists(others.alias(place=Coalesce("site", NOWHERE)).filter(same | (twice & here)))


def portfolio(seen: "QuerySet[Contract]", kept: Q, on: date) -> Portfolio:
    active = is_active(on)
    figures: dict[str, Any] = {
        "running": Count("pk", filter=active),
        "yearly_ht": Sum("yearly_cents", filter=active & HT, default=0),
        "yearly_ttc": Sum("yearly_cents", filter=active & ~HT, default=0),
        "unpriced": Count("pk", filter=active & Q(yearly_cents=None)),
        "kept": Count("pk", filter=kept),
        "kept_ht": Sum("yearly_cents", filter=kept & HT, default=0),
        "kept_ttc": Sum("yearly_cents", filter=kept & ~HT, default=0),
        "kept_unpriced": Count("pk", filter=kept & Q(yearly_cents=None)),
    }
    chips = views(on)
    found = seen.order_by().aggregate(**figures, **{f"view_{name}": Count("pk", filter=q) for name, q in chips.items()})
    return Portfolio(**{name: found[name] for name in figures}, counts={name: found[f"view_{name}"] for name in chips})
