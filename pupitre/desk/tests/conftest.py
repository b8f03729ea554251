"""Items from a room the desk has never heard of."""

from datetime import date

import pytest

from pupitre.engines.attention.public import Item
from pupitre.foundation.registry import Room, rooms


@pytest.fixture
def offer(monkeypatch):
    """Give items to the house, whatever the day; returns what makes one for somebody."""
    items = []
    monkeypatch.setitem(rooms, "test", Room(name="test", attention=(lambda company, on, here: list(items),)))

    def one(key, member, *others, **more):
        seen_by = frozenset(m.ref for m in (member, *others))
        given = {"kind": "test.line", "title": f"Sujet {key}", "why": "Parce que.", **more}
        items.append(Item(key=f"test.line:{key}:1", seen_by=seen_by, acts=frozenset({member.ref}), **given))
        return items[-1]

    return one


@pytest.fixture
def tuesday():
    return date(2026, 11, 24)


@pytest.fixture
def thursday():
    return date(2026, 11, 26)
