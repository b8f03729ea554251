"""What is sealed is not in the database, and does not open where it was not put."""

import json

import pytest
from django.conf import settings
from django.db import connection

from pupitre.foundation.tenancy import sealing
from pupitre.foundation.tenancy.scope import working_for
from pupitre.foundation.tenancy.sealing import CannotOpen, NotSealed, opened, seal
from pupitre.modules.people.models import PersonPrivate
from pupitre.modules.people.tests.factories import file_of

CANARY = "CANARI-URGENCE"


def kept(member, text=CANARY):
    with working_for(member.company):
        private = PersonPrivate(person=file_of(member))
        seal(private, "emergency_name", text)
        seal(private, "emergency_phone", "06 12 34 56 78")
        private.save()
        return private


def test_what_was_sealed_opens(lumen):
    private = PersonPrivate.objects.get(pk=kept(lumen.lea).pk)
    assert opened(private, "emergency_name") == CANARY


def test_the_database_does_not_hold_it(lumen):
    kept(lumen.lea)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert CANARY not in repr(cursor.fetchall()), table


def test_the_same_text_is_never_sealed_twice_alike(lumen):
    assert kept(lumen.lea).emergency_name != kept(lumen.hugo).emergency_name


@pytest.mark.parametrize("where", ["another row", "another field", "another company", "changed"])
def test_it_does_not_open_elsewhere(lumen, where):
    here, there = kept(lumen.lea), kept(lumen.hugo)
    theirs = kept(lumen.nora)
    moved = {
        "another row": lambda: (setattr(there, "emergency_name", here.emergency_name), there)[1],
        "another field": lambda: (setattr(here, "emergency_name", here.emergency_phone), here)[1],
        "another company": lambda: (setattr(theirs, "emergency_name", here.emergency_name), theirs)[1],
        "changed": lambda: (setattr(here, "emergency_name", here.emergency_name[:-6] + "AAAAAA"), here)[1],
    }[where]()
    with pytest.raises(CannotOpen):
        opened(moved, "emergency_name")


def test_plain_text_is_not_stored_in_a_sealed_column(lumen):
    with pytest.raises(NotSealed):
        PersonPrivate.objects.create(person=file_of(lumen.lea), emergency_name=CANARY)


def test_another_keyring_opens_nothing(lumen, tmp_path, monkeypatch):
    private = kept(lumen.lea)
    sealing._unwrapped.cache_clear()
    monkeypatch.setattr(settings, "KEYS_FILE", tmp_path / "keys" / "other.json")
    with pytest.raises(CannotOpen):
        opened(private, "emergency_name")


def test_the_keyring_is_its_owners_and_made_once(lumen, tmp_path, monkeypatch):
    ring = tmp_path / "keys" / "keyring.json"
    monkeypatch.setattr(settings, "KEYS_FILE", ring)
    first = sealing.keyring()
    sealing._make_keyring(ring)

    assert sealing.keyring() == first
    assert ring.stat().st_mode & 0o077 == 0
    assert list(json.loads(ring.read_text())["keys"]) == [first[0]]
    assert [file.name for file in ring.parent.iterdir()] == ["keyring.json"]
