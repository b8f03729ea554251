"""What the house refuses to run with, and how it opens its database in every process."""

import json
import urllib.request
from contextlib import nullcontext

import pytest

from pupitre.foundation.safekeeping import dangers, disk
from tests.running.conftest import free_port, until

HTTPS = {"PUPITRE_URL": "https://pupitre.example"}
WATCHED = {"DJANGO_SETTINGS_MODULE": "tests.running.witness.settings"}
SURE = {"synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "secure_delete": 1, "journal_mode": "wal"}


@pytest.fixture
def refused(furnished):
    def refused(**environment):
        done = furnished.ask("serve", "--port", free_port(), **environment)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        return done.stderr

    return refused


def test_a_short_key_is_refused(refused, tmp_path):
    key = tmp_path / "key"
    key.write_text("short")
    assert "PUPITRE_SECRET_KEY_FILE" in refused(PUPITRE_SECRET_KEY_FILE=str(key))


@pytest.mark.parametrize(
    "name", ["PUPITRE_PROXIES", "PUPITRE_DEBUG", "PUPITRE_DATABASE_URL", "PUPITRE_SMTP_URL", "PUPITRE_MAIL_FROM"]
)
def test_a_setting_that_means_nothing_is_named(refused, name):
    assert name in refused(**{name: "nonsense"})


def test_an_open_key_is_refused_in_production(refused, furnished):
    (furnished.data / "keys" / "secret_key").chmod(0o644)
    assert "chmod 600" in refused(**HTTPS)


@pytest.mark.parametrize(
    "line",
    [
        "DEBUG = True",
        "ALLOWED_HOSTS = ['*']",
        "PASSWORD_HASHERS = ['django.contrib.auth.hashers.MD5PasswordHasher']",
        "SECRET_KEY = 'django-insecure-' + 'x' * 60",
    ],
)
def test_a_dangerous_setting_is_refused_in_production(refused, furnished, tmp_path, line):
    (tmp_path / "astray.py").write_text(f"from config.settings import *\n{line}\n")
    path = f"{furnished.environment()['PYTHONPATH']}:{tmp_path}"
    assert refused(DJANGO_SETTINGS_MODULE="astray", PYTHONPATH=path, **HTTPS)


def test_every_process_and_thread_opens_a_database_that_survives_a_power_cut(furnished):
    furnished.ask("check", **WATCHED)
    _, port = furnished.serve(**WATCHED)
    urllib.request.urlopen(f"http://127.0.0.1:{port}/health/").close()
    until(lambda: {"config.web", "config.work", "clock"} <= kinds(furnished))
    assert {"config.__main__", "config.ready"} <= kinds(furnished)
    assert [said for said in seen(furnished) if {name: said[name] for name in SURE} != SURE] == []


def seen(house):
    return [json.loads(line) for line in (house.data / "witness").read_text().splitlines()]


def kinds(house):
    return {said["module"] for said in seen(house)} | {said["thread"] for said in seen(house)}


@pytest.mark.parametrize(("kind", "is_refused"), [("nfs4", True), ("cifs", True), ("ext4", False)])
def test_a_database_file_on_a_network_disk_is_refused(tmp_path, monkeypatch, kind, is_refused):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\nserver:/data {str(tmp_path).replace(' ', chr(92) + '040')} {kind} rw 0 0\n"
    )
    monkeypatch.setattr(dangers, "is_over_a_network", lambda data: disk.is_over_a_network(tmp_path / "data", mounts))
    monkeypatch.setattr(dangers.settings, "DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}})
    refusal = pytest.raises(dangers.Dangerous, match="disque réseau") if is_refused else nullcontext()
    with refusal:
        dangers.refuse_dangers()
