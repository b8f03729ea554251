"""The data follow the code, or stay as they were."""

import sqlite3
import sys

from tests.running.conftest import KILL, TOMORROW, until

NAME = "from pupitre.foundation.tenancy.models import Company; print(Company.objects.get())"


def copies(house):
    return sorted((house.data / "backups").glob("avant-*.sqlite3"))


def test_a_verb_brings_the_data_up_to_date_after_a_copy(furnished):
    assert furnished.ask("check", **TOMORROW).returncode == 0
    assert furnished.says(NAME) == "Changé par demain"
    assert len(copies(furnished)) == 1


def test_data_of_a_newer_house_are_refused_with_its_version(furnished):
    furnished.ask("check", **TOMORROW)
    done = furnished.ask("check")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "later.0001_initial" in done.stderr
    assert "version 0." in done.stderr


def test_an_upgrade_that_fails_leaves_the_data_as_they_were(furnished):
    done = furnished.ask("check", **TOMORROW, TOMORROW="fails")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert furnished.says(NAME) == "Atelier Lumen"
    assert furnished.ask("check").returncode == 0


def test_a_killed_upgrade_is_begun_again_from_the_copy(furnished):
    process = furnished.start(sys.executable, "-m", "config", "check", **TOMORROW, TOMORROW="slow")
    until(lambda: (furnished.data / ".upgrading").exists() and is_changed(furnished))
    process.send_signal(KILL)
    process.wait()
    assert furnished.ask("check").returncode == 0
    assert furnished.says(NAME) == "Atelier Lumen"
    assert furnished.ask("check", **TOMORROW).returncode == 0
    assert not (furnished.data / ".upgrading").exists()


def is_changed(house):
    with sqlite3.connect(house.data / "pupitre.sqlite3") as opened:
        return opened.execute("SELECT name FROM tenancy_company").fetchone()[0] != "Atelier Lumen"


def test_several_first_starts_at_once_make_one_house(house):
    command = [sys.executable, "-m", "config", "check"]
    verbs = [house.start(*command) for _ in range(3)]
    assert [verb.wait(60) for verb in verbs] == [0, 0, 0]


def test_only_the_last_five_copies_are_kept(furnished):
    keep = "from pupitre.foundation.safekeeping.upgrade import keep_copy\nfor n in range(7): keep_copy(f'essai-{n}')"
    furnished.says(keep)
    kept = sorted(file.name[:7] for file in (furnished.data / "backups").iterdir())
    assert kept == ["essai-2", "essai-3", "essai-4", "essai-5", "essai-6"]


def test_a_house_that_runs_is_not_upgraded_behind_its_back(furnished):
    process, _ = furnished.serve()
    done = furnished.ask("check", **TOMORROW)
    assert done.returncode == 2
    assert str(process.pid) in done.stderr


def test_an_append_only_table_stays_so_after_an_upgrade(furnished):
    furnished.ask("check", **TOMORROW)
    said = furnished.says("from pupitre.foundation.audit import triggers as t; print(t.declared() <= t.installed())")
    assert said == "True"
