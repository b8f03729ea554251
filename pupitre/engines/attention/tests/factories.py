"""Items that exist only here: a provider declared by a room of the tests."""

from datetime import date

from pupitre.engines.attention.rules import Item
from pupitre.foundation import registry
from pupitre.foundation.registry import Room

TUESDAY = date(2026, 11, 24)
THURSDAY = date(2026, 11, 26)


def an_item(key="shop.order:1:1", *, of, **changes):
    """An item that `of` (members) must act upon and nobody else sees."""
    refs = frozenset(member.ref for member in of)
    given = {"title": "Commander", "why": "Il n’en reste qu’un.", "seen_by": refs, "acts": refs, "minutes": 60}
    return Item(**{"key": key, "kind": "shop.order", **given, **changes})


def provide(monkeypatch, *items):
    """A room that offers these items to the company, whatever the day."""
    room = Room("shop", attention=(lambda company, on, here: list(items),))
    monkeypatch.setitem(registry.rooms, "shop", room)
