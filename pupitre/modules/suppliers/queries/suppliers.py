"""Which suppliers; the directory is everybody's, prices are not in it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum, Value

from pupitre.foundation.tenancy.models import Member, Site
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.kernel.money import Basis
from pupitre.kernel.reading import fold
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.rules import shipped_categories


def suppliers_visible_to(actor: Member) -> "QuerySet[Supplier]":
    """Whoever is in the company may call whoever works for it."""
    return suppliers_by_name()


def suppliers_by_name() -> "QuerySet[Supplier]":
    return Supplier.objects.order_by("folded_name", "pk")


def suppliers_with_figures(on: date) -> "QuerySet[Supplier]":
    """For those who see prices: how many contracts run, and what they cost a year without tax."""
    runs = Q(contracts__removed_at=None) & (Q(contracts__over_on=None) | Q(contracts__over_on__gte=on))
    return suppliers_by_name().annotate(
        running=Count("contracts", filter=runs & Q(contracts__isnull=False)),
        yearly=Sum("contracts__yearly_cents", filter=runs & Q(contracts__price_basis=Basis.HT)),
    )


def supplier_names() -> dict[str, str]:
    """Each name by its folded writing."""
    return dict(_names())


_names = Prepared(lambda: Supplier.objects.order_by("folded_name", "pk").values_list("folded_name", "name"))


def supplier_named(name: str) -> Supplier | None:
    found: Supplier | None = _named.first(fold(name))
    return found


_named = Prepared(lambda name: Supplier.objects.filter(folded_name=name).order_by("pk")[:1])


@dataclass(frozen=True)
class Narrowings:
    """What the list of contracts can be narrowed to: the company's own categories, and its sites (ref, name)."""

    categories: list[str]
    sites: list[tuple[str, str]]


def narrowings() -> Narrowings:
    """One query for both."""
    rows = _narrowings()
    sites = [(ref, name) for what, ref, name in rows if what == "site"]
    return Narrowings(
        sorted((name for what, _, name in rows if what == "category"), key=fold),
        sorted(sites, key=lambda site: site[1]),
    )


def _categories_and_sites() -> "QuerySet[Contract, tuple[str, str, str]]":
    categories = Contract.objects.exclude(category="").values_list(Value("category"), "category", "category")
    return categories.distinct().union(Site.objects.values_list(Value("site"), "ref", "name"))


_narrowings = Prepared(_categories_and_sites)
_categories = Prepared(lambda: Contract.objects.exclude(category="").values_list("category").distinct())


def categories_in_use() -> list[str]:
    """The shipped ones and those of the company."""
    own = {name for (name,) in _categories()}
    return sorted(own | {category.name for category in shipped_categories()}, key=fold)
