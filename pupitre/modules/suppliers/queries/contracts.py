"""Which contracts: whose, still running, to watch."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from pupitre.foundation.access.table import widest_scope
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.rules import DESK_OPENS

TOLD_FOR = timedelta(days=60)  # how long a missed window is worth telling


def all_contracts() -> "QuerySet[Contract]":
    return Contract.objects.select_related("supplier", "site", "owner").order_by("reference", "pk")


def contracts_visible_to(actor: Member) -> "QuerySet[Contract]":
    """Everything for the office manager and the direction; else those one is responsible for."""
    match widest_scope(actor, "suppliers.see_contracts"):
        case "company":
            return all_contracts()
        case "own":
            return all_contracts().filter(owner=actor)
    return all_contracts().none()


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


def contracts_behind(on: date) -> "QuerySet[Contract]":
    """Those whose term, or review, has passed since their dates were computed."""
    return active_contracts(on).filter(next_act_on__lt=on, reckoned_on__lt=on)


def similar_contracts(contract: Contract, on: date) -> "QuerySet[Contract]":
    """What may be paid twice: the same thing at the same supplier."""
    same = Q(supplier=contract.supplier_id, folded_title=contract.folded_title)
    return active_contracts(on).filter(same).exclude(pk=contract.pk)


def contract_named(ref: str) -> Contract:
    return all_contracts().get(ref=ref)
