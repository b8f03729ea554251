"""Which suppliers; the directory is everybody's, prices are not in it."""

from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from pupitre.foundation.tenancy.models import Member
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


def supplier_named(name: str) -> Supplier | None:
    return Supplier.objects.filter(folded_name=fold(name)).first()


def categories_in_use() -> list[str]:
    """The shipped ones and those of the company."""
    own = set(Contract.objects.exclude(category="").values_list("category", flat=True).distinct())
    return sorted(own | {category.name for category in shipped_categories()}, key=fold)
