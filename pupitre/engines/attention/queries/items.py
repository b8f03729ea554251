"""The one way out for items: every page, mail, feed and command asks here, and only here are they filtered."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from pupitre.engines.attention.models import ItemState
from pupitre.engines.attention.rules import Item, by_urgency
from pupitre.foundation import clock
from pupitre.foundation.registry import offered
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.prepared import Prepared, padded
from pupitre.foundation.tenancy.queries import Here

States = dict[str, list[ItemState]]


def items_of(company: Company, on: date, here: Here | None = None) -> list[Item]:
    """All items of the company that day, for nobody in particular: never shown before `visible_to`."""
    providers, here = offered("attention", frozenset(company.modules_off)), here or Here(on)
    return [item for provider in providers for item in provider(company, on, here)]


def items_for(actor: Member, on: date | None = None) -> list[Item]:
    """What the actor may see and is not finished, the most urgent first."""
    items = visible_to(actor, items_of(actor.company, on or clock.today(actor.company)))
    states = states_of(actor, items)
    return sorted((item for item in items if not is_closed(states.get(item.key, ()))), key=by_urgency)


def item_for(actor: Member, key: str) -> Item | None:
    return next((item for item in items_for(actor) if item.key == key), None)


def visible_to(actor: Member, items: Iterable[Item]) -> list[Item]:
    return [item for item in items if actor.ref in item.seen_by]


def states_of(actor: Member, items: Iterable[Item]) -> States:
    """What was done to these items, by anybody; one query. Also what the actor finished today."""
    said = _states(actor.pk, _midnight(actor), *padded([item.key for item in items] or [""]))
    states: States = defaultdict(list)
    for state in said:
        states[state.key].append(state)
    return states


def _known(actor: int, midnight: datetime, *keys: str) -> "QuerySet[ItemState]":
    finished = Q(member=actor, done_at__gte=midnight)
    return ItemState.objects.select_related("member", "handed_to").filter(Q(key__in=keys) | finished)


_states = Prepared(_known)


def _midnight(actor: Member) -> datetime:
    return clock.local(clock.now(), actor.company).replace(hour=0, minute=0, second=0, microsecond=0)


def is_closed(states: Iterable[ItemState]) -> bool:
    """Done, or « sans objet »: for everybody."""
    return any(state.done_at or state.dropped_at for state in states)


def state_for(actor: Member, states: Iterable[ItemState]) -> ItemState | None:
    return next((state for state in states if state.member_id == actor.pk), None)


def is_mine(actor: Member, item: Item, states: Iterable[ItemState]) -> bool:
    """Does it enter the actor's plan: theirs to do and not handed on, or handed to them."""
    handed_to = {state.handed_to_id for state in states if state.handed_to_id}
    if handed_to:
        return actor.pk in handed_to
    return actor.ref in item.acts
