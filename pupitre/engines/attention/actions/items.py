"""What is done to an item: finished, put off, handed on, waited for, corrected by hand; always with a way back."""

from datetime import date, datetime
from typing import Any

from pupitre.engines.attention import events, policies
from pupitre.engines.attention.models import ItemState
from pupitre.engines.attention.queries.items import is_closed, items_of, states_of, visible_to
from pupitre.engines.attention.rules import Item
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member

KEPT = (
    "done_at",
    "dropped_at",
    "dropped_why",
    "snoozed_until",
    "snoozes",
    "handed_to_id",
    "waiting_for",
    "waiting_since",
    "chase_on",
    "blocked_by",
    "pinned_on",
    "pinned_part",
    "is_set_aside",
    "minutes",
    "note",
)
LONGEST_EFFORT = 7 * 60 * 5  # minutes: beyond a week it is a project, not a line


class NotWaiting(Refusal):
    """The item is done, put away, gone, or somebody else's: nobody is told which."""


class CannotPlan(Refusal):
    """What was asked of the plan makes no sense on that day."""


@action
def finish_item(key: str, *, actor: Member) -> ItemState:
    state, item = _waiting(key, actor)
    if not item.is_ticked and not _is_lost(item, actor):
        raise NotWaiting("Cette ligne se termine sur sa page.")
    return _change(state, item, f"« {item.title} » : fait", events.ItemDone(key), done_at=clock.now())


@action
def drop_item(key: str, *, why: str, actor: Member) -> ItemState:
    """« Sans objet », with the reason: for everybody."""
    state, item = _waiting(key, actor)
    _refuse_what_is_settled_there(item)
    if not why.strip():
        raise CannotPlan("Dites en quelques mots pourquoi cette ligne est sans objet.")
    told = events.ItemDropped(key)
    return _change(state, item, f"« {item.title} » : sans objet", told, dropped_at=clock.now(), dropped_why=why.strip())


@action
def snooze_item(key: str, *, until: date, actor: Member) -> ItemState:
    """For oneself only, dated and counted."""
    state, item = _waiting(key, actor)
    if until <= clock.today(actor.company):
        raise CannotPlan("Choisissez un jour à venir.")
    if state.snoozed_until == until:
        raise CannotPlan("Cette ligne est déjà reportée à ce jour.")
    told = events.ItemSnoozed(key, until.isoformat())
    return _change(state, item, f"« {item.title} » : reporté", told, snoozed_until=until, snoozes=state.snoozes + 1)


@action
def hand_item(key: str, *, to: Member, actor: Member) -> ItemState:
    state, item = _waiting(key, actor)
    _refuse_what_is_settled_there(item)
    if to.pk == actor.pk or state.handed_to_id == to.pk or not policies.can_receive(item, to):
        raise CannotPlan("Cette ligne ne peut pas être confiée à cette personne.")
    said = f"« {item.title} » : confié à {to.name}"
    return _change(state, item, said, events.ItemHanded(key, to.ref), handed_to_id=to.pk)


@action
def wait_for_item(key: str, *, whom: str, chase_on: date, actor: Member) -> ItemState:
    """« En attente de »: whom, since today, and the day to chase; waiting is not snoozing."""
    state, item = _waiting(key, actor)
    today = clock.today(actor.company)
    if chase_on <= today or not whom.strip():
        raise CannotPlan("Dites qui doit répondre, et quel jour relancer.")
    values = {"waiting_for": whom.strip(), "waiting_since": state.waiting_since or today, "chase_on": chase_on}
    if all(getattr(state, name) == value for name, value in values.items()):
        raise CannotPlan("C’est déjà noté.")
    told = events.ItemWaiting(key, chase_on.isoformat())
    return _change(state, item, f"« {item.title} » : en attente de {whom.strip()}", told, **values)


@action
def block_item(key: str, *, by: str, actor: Member) -> ItemState:
    """« Bloqué par une décision »; an empty text unblocks."""
    state, item = _waiting(key, actor)
    if state.blocked_by == by.strip():
        raise CannotPlan("C’est déjà noté.")
    said = f"« {item.title} » : {'bloqué par une décision' if by.strip() else 'débloqué'}"
    return _change(state, item, said, events.ItemBlocked(key), blocked_by=by.strip())


@action
def pin_item(key: str, *, day: date | None, part: str = "", actor: Member) -> ItemState:
    """Put in a presence by hand, or given back to the plan when `day` is None."""
    state, item = _waiting(key, actor)
    if day is not None and day < clock.today(actor.company):
        raise CannotPlan("Choisissez un jour à venir.")
    if (state.pinned_on, state.pinned_part) == (day, part if day else ""):
        raise CannotPlan("C’est déjà sa place.")
    said = f"« {item.title} » : {'épinglé' if day else 'rendu au plan'}"
    values = {"pinned_on": day, "pinned_part": part if day else "", "is_set_aside": False}
    return _change(state, item, said, events.ItemPlanned(key, "pinned" if day else "unpinned"), **values)


@action
def set_item_aside(key: str, *, is_aside: bool = True, actor: Member) -> ItemState:
    """Out of the plan by hand: it stays in sight, among what is not planned."""
    state, item = _waiting(key, actor)
    if state.is_set_aside == is_aside:
        raise CannotPlan("C’est déjà le cas.")
    said = f"« {item.title} » : {'mis de côté' if is_aside else 'rendu au plan'}"
    told = events.ItemPlanned(key, "aside" if is_aside else "back")
    return _change(state, item, said, told, is_set_aside=is_aside, pinned_on=None, pinned_part="")


@action
def estimate_item(key: str, *, minutes: int, actor: Member) -> ItemState:
    state, item = _waiting(key, actor)
    if not 1 <= minutes <= LONGEST_EFFORT:
        raise CannotPlan("La durée va d’une minute à cinq jours.")
    if state.minutes == minutes:
        raise CannotPlan("C’est déjà sa durée.")
    return _change(
        state, item, f"« {item.title} » : durée revue", events.ItemPlanned(key, "estimated"), minutes=minutes
    )


@action
def note_item(key: str, *, text: str, actor: Member) -> ItemState:
    state, item = _waiting(key, actor)
    if state.note == text.strip():
        raise CannotPlan("C’est déjà noté.")
    return _change(state, item, f"« {item.title} » : noté", events.ItemPlanned(key, "noted"), note=text.strip())


@action
def restore_item(key: str, *, before: dict[str, Any], version: int, actor: Member) -> ItemState:
    """The way back of every verb above; refused when something else was done since."""
    state = locked(ItemState.objects.get(key=key, member=actor))
    if state.version != version:
        raise NotWaiting("Cette ligne a changé depuis : il n’y a plus rien à annuler.")
    for name, value in before.items():
        setattr(state, name, _from_json(name, value))
    save(state, *KEPT)
    tell(events.ItemRestored(key), details={"title": state.title})
    return state


def _waiting(key: str, actor: Member) -> tuple[ItemState, Item]:
    """Locked first, looked at next: whoever waited for the lock sees what the other one did."""
    state = locked(ItemState.objects.get_or_create(key=key, member=actor)[0])
    items = visible_to(actor, items_of(actor.company, clock.today(actor.company)))
    item = next((item for item in items if item.key == key), None)
    states = states_of(actor, [item])[key] if item else []
    if item is None or is_closed(states):
        raise NotWaiting("Cette ligne n’attend plus rien.")
    require(policies.can_work_on(actor, item, states))
    return state, item


def _refuse_what_is_settled_there(item: Item) -> None:
    if item.is_settled_there:
        raise NotWaiting("Cette ligne se confie et se classe sur sa page.")


def _change(state: ItemState, item: Item, sentence: str, told: Any, **values: Any) -> ItemState:
    before = {name: _to_json(getattr(state, name)) for name in KEPT}
    for name, value in {**values, "title": item.title[:250]}.items():
        setattr(state, name, value)
    save(state, "title", *KEPT)
    tell(told, details={"title": item.title})
    offer_undo(sentence, restore_item, key=state.key, before=before, version=state.version)
    return state


def _is_lost(item: Item, actor: Member) -> bool:
    return item.lost_after is not None and item.lost_after < clock.today(actor.company)


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(name: str, value: Any) -> Any:
    if value is None or not name.endswith(("_at", "_on", "_until", "_since")):
        return value
    return datetime.fromisoformat(value) if name.endswith("_at") else date.fromisoformat(value)
