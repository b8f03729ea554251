"""A backup holds everything, a restore believes nothing, and what is damaged is refused before anything moves."""

import json
import random
import stat
import zipfile

import pytest

from tests.running.conftest import TOMORROW

NAME = "from pupitre.foundation.tenancy.models import Company; print(Company.objects.get())"


@pytest.fixture
def saved(furnished, tmp_path):
    target = tmp_path / "sauvegarde de lundi.pupitre"
    done = furnished.ask("backup", target)
    assert done.returncode == 0, done.stderr
    return target


def digest_of(house):
    kept = (file for file in house.data.rglob("*") if file.is_file() and "log" not in file.parts)
    return {str(file): file.read_bytes() for file in kept if file.name != ".lock"}


def test_a_backup_is_readable_by_its_owner_only(saved):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_a_backup_says_what_it_holds(saved):
    manifest = json.loads(zipfile.ZipFile(saved).read("manifest.json"))
    (head,) = manifest["heads"].values()
    assert manifest["epoch"] == 1
    assert head["seq"] == 3
    assert manifest["rows"]["tenancy_company"] == 1
    assert sorted(name.partition("/")[0] for name in manifest["members"]) == [
        "database.sqlite3",
        *["files"] * 3,
        "keys",
    ]


def test_a_backup_opens_no_session(saved):
    assert json.loads(zipfile.ZipFile(saved).read("manifest.json"))["rows"]["django_session"] == 0


def test_a_backup_comes_back_whole(furnished, saved, house):
    furnished.says("from pupitre.foundation.tenancy.models import Company; Company.objects.update(name='Perdu')")
    done = furnished.ask("restore", saved, "--replace")
    assert done.returncode == 0, done.stderr
    assert (
        furnished.says("from pupitre.foundation.tenancy.models import *; print(Company.objects.get())")
        == "Atelier Lumen"
    )
    checked = furnished.ask("check")
    assert checked.returncode == 0, checked.stdout


def test_a_restore_closes_sessions_and_links_and_holds_the_jobs(furnished, saved):
    assert furnished.ask("restore", saved, "--replace").returncode == 0
    said = furnished.says(
        "from django.contrib.sessions.models import Session\n"
        "from django_tasks_db.models import DBTaskResult\n"
        "from pupitre.foundation.access.models import Link\n"
        "from pupitre.foundation.accounts.models import epoch\n"
        "alive = Link.objects.filter(epoch=epoch())\n"
        "print(Session.objects.count(), alive.count(), DBTaskResult.objects.get().queue_name)"
    )
    assert said == "0 0 held"


def test_a_restore_goes_into_an_empty_house(house, saved, tmp_path):
    elsewhere = type(house)(tmp_path / "elsewhere")
    assert elsewhere.ask("restore", saved).returncode == 0
    assert elsewhere.ask("check").returncode == 0


def test_a_restore_never_replaces_what_is_there_without_being_told(furnished, saved):
    before = digest_of(furnished)
    done = furnished.ask("restore", saved)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert digest_of(furnished) == before


def test_what_a_restore_replaced_is_kept(furnished, saved):
    furnished.ask("restore", saved, "--replace")
    (aside,) = (furnished.data / "backups").glob("avant-reprise-*")
    assert (aside / "pupitre.sqlite3").exists()
    assert (aside / "files").is_dir()


def test_one_changed_byte_anywhere_is_refused(furnished, saved):
    """Read by the archive itself: thirty processes would say the same, slowly."""
    whole = saved.read_bytes()
    places = [0, 4, 10, len(whole) - 1, len(whole) - 64, len(whole) - 65, *random.sample(range(len(whole)), 40)]
    for place in places:
        hurt = bytearray(whole)
        hurt[place] ^= 1
        saved.write_bytes(hurt)
        assert reason_not_to_believe(saved), place


def reason_not_to_believe(path):
    from pupitre.foundation.safekeeping import archive

    try:
        archive.read_manifest(path)
    except archive.Damaged as damage:
        return damage.code
    return ""


@pytest.mark.parametrize(
    ("hurt", "word"),
    [
        (lambda whole: whole[: len(whole) // 2], "abîmé"),
        (lambda whole: whole[:500] + bytes([whole[500] ^ 1]) + whole[501:], "abîmé"),
        (lambda whole: b"", "pas une sauvegarde"),
        (lambda whole: b"a holiday picture" * 100, "pas une sauvegarde"),
    ],
    ids=["cut short", "one byte", "empty", "something else"],
)
def test_a_damaged_backup_is_named_and_nothing_moves(furnished, saved, hurt, word):
    saved.write_bytes(hurt(saved.read_bytes()))
    before = digest_of(furnished)
    done = furnished.ask("restore", saved, "--replace")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert word in done.stderr
    assert digest_of(furnished) == before


def test_a_backup_is_tried_aside_and_nothing_of_the_data_is_touched(furnished, saved):
    furnished.says("from pupitre.foundation.tenancy.models import Company; Company.objects.update(name='Ici')")
    before = digest_of(furnished)
    done = furnished.ask("restore", saved, "--check")
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, "")
    assert "bonne à reprendre" in done.stdout
    assert digest_of(furnished) == before


def test_a_backup_is_tried_while_the_house_is_open_and_where_nobody_lives(house, saved, tmp_path):
    house.serve()
    assert house.ask("restore", saved, "--check").returncode == 0
    assert type(house)(tmp_path / "elsewhere").ask("restore", saved, "--check").returncode == 0


@pytest.mark.parametrize(
    "hurt",
    [lambda whole: whole[:500] + bytes([whole[500] ^ 1]) + whole[501:], lambda whole: whole[: len(whole) // 2]],
    ids=["one byte", "cut short"],
)
def test_a_damaged_backup_fails_its_trial(furnished, saved, hurt):
    saved.write_bytes(hurt(saved.read_bytes()))
    before = digest_of(furnished)
    done = furnished.ask("restore", saved, "--check")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "abîmé" in done.stderr
    assert digest_of(furnished) == before


@pytest.mark.parametrize(
    ("harm", "word"),
    [
        ("UPDATE audit_entry SET header = '{}' WHERE seq = 2", "rompu à la ligne 2"),
        ("DELETE FROM audit_entry WHERE seq = 3", "rompu à la ligne 3"),
    ],
    ids=["edited", "cut"],
)
def test_a_whole_backup_of_a_broken_journal_fails_its_trial(furnished, tmp_path, harm, word):
    furnished.says(
        "from django.db import connection\nfrom pupitre.foundation.audit import triggers\n"
        "cursor = connection.cursor()\n"
        "for name in triggers.installed(): cursor.execute(f'DROP TRIGGER {name}')\n"
        f"cursor.execute({harm!r})\ntriggers.install()"
    )
    assert furnished.ask("backup", tmp_path / "copie.zip").returncode == 0
    done = furnished.ask("restore", tmp_path / "copie.zip", "--check")
    assert done.returncode == 1
    assert word in done.stderr


def test_a_backup_of_an_older_house_is_tried_with_todays_migrations(furnished, saved):
    done = furnished.ask("restore", saved, "--check", **TOMORROW)
    assert done.returncode == 0, done.stderr


def test_a_backup_of_a_newer_house_is_refused(furnished, tmp_path):
    target = tmp_path / "tomorrow.pupitre"
    assert furnished.ask("backup", target, **TOMORROW).returncode == 0
    done = type(furnished)(tmp_path / "today").ask("restore", target)
    assert done.returncode == 2
    assert "plus récente" in done.stderr


def test_a_backup_of_an_older_house_is_brought_up_to_date(furnished, saved):
    assert furnished.ask("restore", saved, "--replace", **TOMORROW).returncode == 0
    assert furnished.says(
        "from pupitre.foundation.tenancy.models import *; print(Company.objects.get())", **TOMORROW
    ) == ("Changé par demain")


def test_an_interrupted_restore_is_finished_by_the_next_verb(furnished, saved):
    stop = (
        "import os\nfrom pathlib import Path\nfrom pupitre.foundation.safekeeping import restore, swap\n"
        "swap._close_the_past = lambda epoch: os._exit(9)\n"
        f"restore.restore(Path({str(saved)!r}), replace=True)"
    )
    assert furnished.python("-c", f"import django; django.setup()\n{stop}").returncode == 9
    checked = furnished.ask("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert furnished.says("from pupitre.foundation.accounts.models import epoch; print(epoch())") == "2"
