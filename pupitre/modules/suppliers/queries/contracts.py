"""Which contracts: whose, still running, to watch."""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Window

from pupitre.foundation.access.table import widest_scope
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.rules import DESK_OPENS

FIRST = 3  # contracts named when several are told at once
TOLD_FOR = timedelta(days=60)  # how long a missed window is worth telling


def all_contracts() -> "QuerySet[Contract]":
    return Contract.objects.select_related("supplier", "site", "owner").order_by("reference", "pk")


def contract_seen(actor: Member, ref: str) -> Contract | None:
    """Absent and forbidden look alike."""
    owner = owner_seen(actor)
    return None if owner is None else _seen.first(ref, *owner)


_seen = Prepared(lambda ref, *owner: contracts_of(*owner).filter(ref=ref))


BESIDE = ("supplier__name", "owner__ref", "owner__name", "site__name", "site__zone")
WATCHED = (
    *("ref", "title", "category", "supplier", "owner", "site", "regime", "starts_on", "is_start_known", "ends_on"),
    *("initial_months", "renewal_months", "notice_months", "notice_days", "is_received", "terminated_on"),
    *("price_cents", "price_basis", "yearly_cents", "last_negotiated_on", "is_never_negotiated"),
)


def as_lines(contracts: "QuerySet[Contract]") -> "QuerySet[Contract]":
    """Only what a line of a list says; anything else would be read one contract at a time."""
    own = (field.name for field in Contract._meta.concrete_fields if field.name != "notes")
    return contracts.only(*own, *BESIDE)


def as_watched(contracts: "QuerySet[Contract]") -> "QuerySet[Contract]":
    """Only what the desk says of a window."""
    return contracts.only(*WATCHED, *BESIDE)


def contracts_visible_to(actor: Member) -> "QuerySet[Contract]":
    """Everything for the office manager and the direction; else those one is responsible for."""
    seen = owner_seen(actor)
    return all_contracts().none() if seen is None else contracts_of(*seen)


def owner_seen(actor: Member) -> tuple[int, ...] | None:
    """Whose contracts the actor sees: everybody's (empty), their own, or none at all (None)."""
    scope = widest_scope(actor, "suppliers.see_contracts")
    return {"company": (), "own": (actor.pk,)}.get(scope)


def contracts_of(*owner: int) -> "QuerySet[Contract]":
    return all_contracts().filter(owner__in=owner) if owner else all_contracts()


def is_active(on: date) -> Q:
    return Q(over_on=None) | Q(over_on__gte=on)


def active_contracts(on: date) -> "QuerySet[Contract]":
    return all_contracts().filter(is_active(on))


def contracts_to_watch(on: date) -> "QuerySet[Contract]":
    """Those that may need somebody on that day; asked of a day already past, everything is looked at again."""
    return contracts_open_or_missed(on, on + DESK_OPENS, on - TOLD_FOR)


def contracts_open_or_missed(on: date, opens: date, told: date) -> "QuerySet[Contract]":
    is_missed = Q(notice_on__gte=told, notice_on__lt=on)
    return active_contracts(on).filter(Q(next_act_on__lte=opens) | is_missed | Q(reckoned_on__gt=on))


def _without_owner(on: date) -> "QuerySet[Contract, tuple[str, int]]":
    """Window functions are worked out before LIMIT: the first ones come with how many there are."""
    rows = active_contracts(on).filter(owner=None).annotate(among=Window(Count("pk")))
    return rows.values_list("title", "among")[:FIRST]


_unowned = Prepared(_without_owner)


def contracts_without_owner(on: date) -> tuple[list[str], int]:
    """The titles of the first of those that nobody watches, and how many there are, in one query."""
    rows = _unowned(on)
    return [title for title, _ in rows], rows[0][1] if rows else 0


def contracts_behind(on: date) -> "QuerySet[Contract]":
    """Those whose term, or review, has passed since their dates were computed."""
    return active_contracts(on).filter(next_act_on__lt=on, reckoned_on__lt=on)


def similar_contracts(contract: Contract, on: date) -> list[Contract]:
    """What may be paid twice: the same thing at the same supplier."""
    return list(_similar(on, contract.supplier_id, contract.folded_title, contract.pk))


_similar = Prepared(
    lambda on, supplier, title, pk: active_contracts(on).filter(supplier=supplier, folded_title=title).exclude(pk=pk)
)


def contract_named(ref: str) -> Contract:
    return all_contracts().get(ref=ref)
