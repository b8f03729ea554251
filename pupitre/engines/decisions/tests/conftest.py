"""What several files of tests of decisions are given."""

import pytest

from pupitre.engines.decisions.rules import Kind
from pupitre.foundation import registry
from pupitre.foundation.registry import Room


@pytest.fixture
def ordered(monkeypatch):
    """A kind declared by a module that exists only here; what was accepted is in the list."""
    done = []
    kind = Kind("shop.order", "Commande", accept=lambda settled, actor: done.append(settled.subject))
    monkeypatch.setitem(registry.rooms, "shop", Room("shop", decisions=(kind,)))
    return done
