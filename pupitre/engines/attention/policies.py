"""Who may do what to items and presences."""

from collections.abc import Iterable

from pupitre.engines.attention.models import ItemState
from pupitre.engines.attention.queries.items import is_mine
from pupitre.engines.attention.rules import Item
from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Member


def can_work_on(actor: Member, item: Item, states: Iterable[ItemState]) -> bool:
    """Those who must act, and whoever it was handed to; a director reads."""
    states = list(states)
    return actor.ref in item.acts or is_mine(actor, item, states)


def can_receive(item: Item, member: Member) -> bool:
    """An item is handed only to somebody who may see it."""
    return member.ref in item.seen_by


def can_edit_presence(actor: Member, of: Member) -> bool:
    return allows(actor, "attention.edit_presence", of)


def can_tune_the_plan(actor: Member) -> bool:
    return allows(actor, "attention.tune_plan")


def can_allow_titles(actor: Member) -> bool:
    """What leaves the company is for its direction to allow, never for whoever reads it elsewhere."""
    return allows(actor, "attention.allow_titles")
