"""The figures of all the contracts that somebody sees, in one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.kernel.money import Basis
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.queries.contracts import contracts_of, is_active
from pupitre.modules.suppliers.rules import DESK_OPENS, SOON, last_day_of_old_negotiations, shipped_categories

HT = Q(price_basis=Basis.HT)
CHIP, ENDED = "view_", "ended"
LACKS = Q(price_cents=None) | Q(owner=None) | Q(category="") | Q(is_start_known=False)  # what steering asks of each
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
    return _to_decide_by(on + time, on)


def _to_decide_by(last: date, on: date) -> Q:
    is_possible = Q(next_act_on__gte=on) | Q(notice_on=None) | Q(notice_on__gte=on)
    return is_active(on) & Q(next_act_on__lte=last) & is_possible


def views(on: date) -> dict[str, Q]:
    """The ready-made questions of the list."""
    return views_on(*days_of_views(on))


def days_of_views(on: date) -> tuple[date, date, date, date]:
    """The day itself, and those that the questions count from it."""
    return on, on + DESK_OPENS, on + SOON, last_day_of_old_negotiations(on)


def views_on(on: date, opens: date, soon: date, old_day: date) -> dict[str, Q]:
    active = is_active(on)
    unheard_of = Q(last_negotiated_on=None)
    old = Q(last_negotiated_on__lte=old_day) | (unheard_of & Q(starts_on__lte=old_day))
    return {
        "upcoming": active,
        "to_decide": _to_decide_by(opens, on),
        "soon": _to_decide_by(soon, on),
        "never": active & unheard_of & (Q(is_never_negotiated=True) | Q(starts_on__lte=old_day)),
        "old": active & old,
        "duplicates": active & duplicated(on),
        "unowned": active & Q(owner=None),
        "incomplete": active & LACKS,
        ENDED: Q(over_on__lt=on),
    }


def duplicated(on: date) -> Q:
    """The same thing at the same supplier, or twice what a company has once (two cleaners for one site).

    Two questions, each with its index: as one, it reads every contract for each contract.
    """
    others = Contract.objects.filter(is_active(on)).exclude(pk=OuterRef("pk"))
    exclusive = [category.name for category in shipped_categories() if category.is_exclusive]
    same = others.filter(supplier=OuterRef("supplier"), folded_title=OuterRef("folded_title"))
    twice = others.filter(category__in=exclusive, category=OuterRef("category"))
    here = twice.alias(place=Coalesce("site", NOWHERE)).filter(place=Coalesce(OuterRef("site"), NOWHERE))
    return Q(Exists(same)) | (Q(category__in=exclusive) & Q(Exists(here)))


def portfolio(seen: "QuerySet[Contract]", kept: Q, on: date) -> Portfolio:
    return _portfolio(seen.order_by().aggregate(**_figures(views(on), kept)))


def portfolio_of_view(owner: tuple[int, ...], view: str, on: date) -> Portfolio:
    """The same for a ready-made question without any filter, asked over and over."""
    found = _of_view(view, len(owner)).first(*days_of_views(on), *owner)
    if found is None:  # nothing runs: there is little to count
        return portfolio(contracts_of(*owner), views(on)[view], on)
    return _portfolio(dict(zip(_names_of_figures(), found, strict=True)))


@cache
def _names_of_figures() -> tuple[str, ...]:
    return tuple(_figures(views(date(2000, 1, 1)), Q()))


@lru_cache(maxsize=64)
def _of_view(view: str, owners: int) -> Prepared:
    def ask(on: date, opens: date, soon: date, old: date, *owner: int) -> "QuerySet[Any, Any]":
        chips = views_on(on, opens, soon, old)
        figures, read = _figures(chips, chips[view]), contracts_of(*owner).order_by()
        if view != ENDED:  # years of contracts that are over are counted by their index, not read
            over = read.filter(chips[ENDED]).annotate(whole=Value(1)).values("whole").values_list(Count("pk"))
            figures[f"{CHIP}{ENDED}"] = Coalesce(Subquery(over), 0)
            read = read.filter(chips["upcoming"])
        whole = read.annotate(whole=Value(1)).values("whole")
        return whole.annotate(**figures).values_list(*figures)

    return Prepared(ask)


def _portfolio(found: Mapping[str, Any]) -> Portfolio:
    figures = {name: value for name, value in found.items() if not name.startswith(CHIP)}
    counts = {name.removeprefix(CHIP): value for name, value in found.items() if name not in figures}
    return Portfolio(**figures, counts=counts)


def _figures(chips: Mapping[str, Q], kept: Q) -> dict[str, Any]:
    active = chips["upcoming"]
    return {
        "running": Count("pk", filter=active),
        "yearly_ht": Sum("yearly_cents", filter=active & HT, default=0),
        "yearly_ttc": Sum("yearly_cents", filter=active & ~HT, default=0),
        "unpriced": Count("pk", filter=active & Q(price_cents=None)),
        "kept": Count("pk", filter=kept),
        "kept_ht": Sum("yearly_cents", filter=kept & HT, default=0),
        "kept_ttc": Sum("yearly_cents", filter=kept & ~HT, default=0),
        "kept_unpriced": Count("pk", filter=kept & Q(price_cents=None)),
        **{f"{CHIP}{name}": Count("pk", filter=asked) for name, asked in chips.items()},
    }
