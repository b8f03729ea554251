"""A full disk loses nothing: what cannot be written is refused as a whole, and everything can still be read."""

import json
import sqlite3
from collections import namedtuple

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import override_settings
from django.urls import reverse

from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.files.store import RESERVE, CannotStore, store
from pupitre.foundation.safekeeping.backup import CannotBackUp, backup

Usage = namedtuple("Usage", "total used free")


def test_a_form_sent_to_a_full_disk_is_refused_whole_and_reading_goes_on(furnished):
    done = furnished.python("-m", "tests.running.full")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert "plein" in said.pop("says")
    assert said == {"refused": 507, "reading": 200, "changed": [], "sound": True, "again": 302}


def test_a_session_that_cannot_be_written_is_a_full_disk_too(lumen, as_, monkeypatch):
    def is_full(*_, **__):
        cause = sqlite3.OperationalError("database or disk is full")
        cause.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise OperationalError(str(cause)) from cause

    link = reverse("sign_in_by_link", args=[new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, lumen.claire.user)])
    claire = as_()
    claire.raise_request_exception = False
    monkeypatch.setattr(SessionStore, "save", is_full)
    assert claire.send(link).status_code == 507


@pytest.fixture
def nearly_full(monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(10**12, 10**12, RESERVE - 1))


def test_a_file_is_refused_below_the_reserve(lumen, nearly_full):
    before = list(settings.FILES.rglob("*")) if settings.FILES.exists() else []
    with pytest.raises(CannotStore, match="presque plein"):
        store([b"%PDF-"])
    assert [path for path in settings.FILES.rglob("*") if path.is_file() and path not in before] == []


def test_a_backup_is_refused_below_the_reserve(db, nearly_full, tmp_path):
    with override_settings(FILE_UPLOAD_TEMP_DIR=tmp_path), pytest.raises(CannotBackUp, match="rien n’a été écrit"):
        backup(tmp_path / "saved")
    assert list(tmp_path.iterdir()) == []
