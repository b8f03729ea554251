"""A room of plants, for the time of a test, and the worker that does what was asked."""

import pytest

from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.running import carry_out
from pupitre.foundation.imports.tests.sheets import PLANTS, written
from pupitre.foundation.registry import Room, rooms


@pytest.fixture
def plants(lumen, monkeypatch):
    written.clear()
    monkeypatch.setitem(rooms, "plants", Room("plants", sheets=(PLANTS,)))
    return lumen


@pytest.fixture
def work(db):
    """Does what waits, as the job does."""

    def work():
        for run in ImportRun.objects.exclude(queued_at=None):
            carry_out(run)

    return work
