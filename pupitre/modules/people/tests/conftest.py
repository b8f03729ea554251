"""The cast, each with their file."""

from types import SimpleNamespace

import pytest

from pupitre.modules.people.tests.factories import file_of


@pytest.fixture
def files(lumen):
    """The files of the Atelier's people, by the names of the story."""
    names = ("sophie", "claire", "hugo", "lea")
    return SimpleNamespace(**{name: file_of(getattr(lumen, name)) for name in names}, nora=file_of(lumen.nora))
