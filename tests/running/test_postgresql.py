"""The same promises on PostgreSQL: backup, restore, upgrade killed half-way."""

import sys

import pytest

from tests.running.conftest import KILL, TOMORROW, until
from tests.running.server import connect
from tests.running.test_erasures import ERASED, HIRED, LAST_TOLD, LEFT, SOMEBODY

NAME = "from pupitre.foundation.tenancy.models import Company; print(Company.objects.get())"


@pytest.fixture
def furnished(on_either):
    return on_either


def test_a_backup_comes_back_whole_from_a_server(furnished, tmp_path):
    target = tmp_path / "saved"
    assert furnished.ask("backup", target).returncode == 0
    furnished.says("from pupitre.foundation.tenancy.models import Company; Company.objects.update(name='Perdu')")
    done = furnished.ask("restore", target, "--replace")
    assert done.returncode == 0, done.stderr
    assert furnished.says(NAME) == "Atelier Lumen"
    checked = furnished.ask("check")
    assert checked.returncode == 0, checked.stdout


def test_a_trial_on_a_server_asks_for_an_empty_database_and_touches_nothing(furnished, tmp_path):
    assert furnished.ask("backup", tmp_path / "copie").returncode == 0
    done = furnished.ask("restore", tmp_path / "copie", "--check")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "base vide" in done.stderr


def test_somebody_erased_is_erased_again_on_a_server(furnished, tmp_path):
    furnished.says(SOMEBODY + HIRED)
    assert furnished.ask("backup", tmp_path / "older").returncode == 0
    furnished.says(SOMEBODY + LEFT + SOMEBODY + ERASED)
    done = furnished.ask("restore", tmp_path / "older", "--replace")
    assert done.returncode == 0, done.stderr
    names = "    print(*Member.objects.values_list('name', flat=True))"
    assert "Canari" not in furnished.says(SOMEBODY + names)
    assert furnished.says(SOMEBODY + LAST_TOLD).startswith("people.PersonErased")


def test_an_upgrade_that_fails_leaves_a_server_as_it_was(furnished):
    assert furnished.ask("check", **TOMORROW, TOMORROW="fails").returncode == 2
    assert furnished.says(NAME) == "Atelier Lumen"
    assert furnished.ask("check").returncode == 0


def test_an_upgrade_killed_on_a_server_is_finished_by_the_next_start(furnished):
    process = furnished.start(sys.executable, "-m", "config", "check", **TOMORROW, TOMORROW="slow")
    until(lambda: (furnished.data / ".upgrading").exists() and is_changed(furnished))
    process.send_signal(KILL)
    process.wait()
    assert furnished.ask("check", **TOMORROW).returncode == 0
    assert furnished.says(NAME, **TOMORROW) == "Changé par demain"


def is_changed(house):
    with connect(house.database["PUPITRE_DATABASE_URL"]) as connection:
        return connection.execute("SELECT name FROM tenancy_company").fetchone() != ("Atelier Lumen",)
