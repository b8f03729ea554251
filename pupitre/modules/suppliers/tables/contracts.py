"""The list of contracts: its declared views, filters and sorts, and a line of it as strings."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.safestring import SafeString

from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.kernel.formatting import NO_BREAK, day_short, euros
from pupitre.kernel.money import Basis
from pupitre.kernel.reading import fold
from pupitre.modules.suppliers import pictures
from pupitre.modules.suppliers.models import REGIMES, Contract
from pupitre.modules.suppliers.queries import Standing, contracts_of
from pupitre.modules.suppliers.queries.contracts import as_lines
from pupitre.modules.suppliers.queries.portfolio import days_of_views, views, views_on
from pupitre.modules.suppliers.rules import OLD_NEGOTIATION, Per
from pupitre.modules.suppliers.tables.words import BASIS_LABELS, said

PAGE = 100
DEFAULT_VIEW, DEFAULT_SORT = "upcoming", "deadline"
VIEWS = {
    "to_decide": "À décider",
    "soon": "Sous 30 jours",
    "upcoming": "Prochaines échéances",
    "never": "Jamais renégociés",
    "old": f"Prix de plus de {OLD_NEGOTIATION // 12} ans",
    "duplicates": "Doublons",
    "unowned": "Sans responsable",
    "incomplete": "À compléter",
    "ended": "Terminés",
}
SORTS = {
    "title": ("folded_title", "Contrat"),
    "deadline": ("notice_on", "Dernier jour pour résilier"),
    "yearly": ("yearly_cents", "Par an, HT"),
    "owner": ("owner__name", "Responsable"),
}
DAYS = 4
COUNTED = {"to_decide": (1,), "soon": (2,), "never": (3,), "old": (3,)}  # of `days_of_views`, beside the day itself
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Asked:
    """What the address of the list asks for; anything it does not know is refused (400)."""

    view: str = DEFAULT_VIEW
    q: str = ""
    category: str = ""
    owner: str = ""
    site: str = ""
    regime: str = ""
    sort: str = DEFAULT_SORT

    @classmethod
    def read(cls, given: Any) -> "Asked":
        known = set(cls.__dataclass_fields__)
        if set(given) - known - {"page"}:
            raise BadRequest
        asked = cls(**{name: given[name].strip() for name in known & set(given) if given[name].strip()})
        is_known = asked.view in VIEWS and asked.sort.removeprefix("-") in SORTS
        if not is_known or len(asked.q) > LONGEST_SEARCH or (asked.regime and asked.regime not in dict(REGIMES)):
            raise BadRequest
        return asked

    def condition(self, on: date) -> Q:
        kept = views(on)[self.view]
        for word in fold(self.q).split():
            kept &= Q(folded_title__contains=word) | Q(supplier__folded_name__contains=word) | _exact(word)
        if self.category:
            kept &= Q(category=self.category)
        if self.owner:
            kept &= Q(owner__ref=self.owner)
        if self.site:
            kept &= Q(site__ref=self.site)
        return kept & Q(regime=self.regime) if self.regime else kept

    @property
    def is_ready_made(self) -> bool:
        """One of the views as it is, in any order."""
        return not any((self.q, self.category, self.owner, self.site, self.regime))

    @property
    def order(self) -> list[OrderBy | str]:
        """Nulls last either way: what has no day, no price, nobody, is not what one sorted for."""
        name = F(SORTS[self.sort.removeprefix("-")][0])
        first = name.desc(nulls_last=True) if self.sort.startswith("-") else name.asc(nulls_last=True)
        return [first, "folded_title", "pk"]

    def url(self, **changed: str) -> str:
        """The same list with something else asked; what is usual is not written."""
        usual = {"view": DEFAULT_VIEW, "sort": DEFAULT_SORT}
        asked = {name: changed.get(name, getattr(self, name)) for name in self.__dataclass_fields__}
        return urlencode({name: value for name, value in asked.items() if value and value != usual.get(name, "")})


def first_page(asked: Asked, owner: tuple[int, ...], on: date) -> list[Contract]:
    """Of a ready-made view; `owner` as `owner_seen` tells it."""
    days = days_of_views(on)
    return _first_page(asked.view, asked.sort, len(owner))(on, *(days[n] for n in COUNTED.get(asked.view, ())), *owner)


@lru_cache(maxsize=128)
def _first_page(view: str, sort: str, owners: int) -> Prepared:
    order = Asked(sort=sort).order

    def ask(on: date, *more: Any) -> "QuerySet[Contract]":
        counted = dict(zip(COUNTED.get(view, ()), more, strict=False))
        days = [counted.get(n, on) for n in range(DAYS)]
        kept = contracts_of(*more[len(counted) :]).filter(views_on(*days)[view])
        return as_lines(kept).order_by(*order)[:PAGE]

    return Prepared(ask)


@dataclass(frozen=True)
class Line:
    ref: str
    url: str
    title: str
    under: str
    tone: str
    state: str
    notice_on: str
    picture: SafeString
    yearly: str
    yearly_note: str
    yearly_label: str
    owner: str


@dataclass(frozen=True)
class Head:
    key: str
    label: str
    url: str
    order: str


def heads(asked: Asked) -> list[Head]:
    return [
        Head(key, label, f"?{asked.url(sort=_turned(asked, key))}", _order(asked, key))
        for key, (_, label) in SORTS.items()
    ]


def line(standing: Standing, base_url: str, on: date) -> Line:
    """`base_url` is the list's: one address reversed for a hundred lines."""
    contract, position = standing.contract, standing.position
    words = said(position.state, on)
    cents, every, note = _cost(contract)
    basis = BASIS_LABELS[contract.price_basis]
    return Line(
        ref=contract.ref,
        url=f"{base_url}{contract.ref}/",
        title=contract.title,
        under=f"{contract.supplier.name} · {contract.reference}",
        tone=words.tone,
        state=words.text,
        notice_on=day_short(position.shown.notice_on).replace(" ", NO_BREAK) if position.shown else "–",
        picture=pictures.two_years(standing.facts, position, on),
        yearly="–" if cents is None else euros(cents),
        yearly_note=note,
        yearly_label=f"{every}, {basis}",
        owner=contract.owner.name if contract.owner else "",
    )


def _cost(contract: Contract) -> tuple[int | None, str, str]:
    """What a line shows of a price: the figure, what it is of, and what the head of the column does not say of it."""
    if contract.price_per == Per.ONCE:
        return contract.price_cents, "Une fois", "une fois" if contract.price_cents is not None else ""
    is_taxed = contract.yearly_cents is not None and contract.price_basis == Basis.TTC
    return contract.yearly_cents, "Par an", BASIS_LABELS[Basis.TTC] if is_taxed else ""


def _exact(word: str) -> Q:
    return Q(reference__icontains=word) | Q(category__icontains=word)


def _turned(asked: Asked, key: str) -> str:
    return f"-{key}" if asked.sort == key else key


def _order(asked: Asked, key: str) -> str:
    if asked.sort.removeprefix("-") != key:
        return ""
    return "descending" if asked.sort.startswith("-") else "ascending"
