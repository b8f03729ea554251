"""A room of plants, for the time of a test."""

import pytest

from pupitre.foundation.imports.tests.sheets import PLANTS
from pupitre.foundation.registry import Room, rooms


@pytest.fixture
def plants(lumen, monkeypatch):
    monkeypatch.setitem(rooms, "plants", Room("plants", sheets=(PLANTS,)))
    return lumen
