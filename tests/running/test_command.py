"""What is typed is understood, or refused in one line; nothing a person types ends in a traceback."""

import json
import re
import subprocess
import time

import pytest

from config.cli import VERBS
from tests.running.conftest import HOUSE

PROMISED = {"serve", "demo", "import", "plan", "contracts", "signin", "backup", "restore", "check", "audit"}
LOCKS = ["requirements.lock", "requirements-dev.lock", "bin/uv.lock"]


def test_every_promised_verb_is_there():
    assert {verb.name for verb in VERBS} == PROMISED


@pytest.mark.parametrize("verb", sorted(PROMISED))
def test_every_verb_has_help_in_french(house, verb):
    done = house.ask(verb, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage : bin/pupitre {verb}")
    assert not re.search(r"\b(show this help|options? arguments|positional)\b", done.stdout)


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["dance"],
        ["plan"],
        ["plan", "--company"],
        ["plan", "--company", "x", "--on", "2026-13-45"],
        ["plan", "--company", "x", "--weeks", "0"],
        ["import", "dogs", "file", "--company", "x"],
        ["serve", "--port", "many"],
        ["check", "--quickly"],
        ["audit", "verify", "--company", "x", "--head", "12"],
        ["restore", "no such file"],
        ["restore", "x", "--check", "--replace"],
        ["backup", "/no/such/folder/file"],
        ["contracts", "--company", "nobody", "--json"],
        ["import", "people", "no such file", "--company", "nobody"],
        ["plan", "--company", "atelier-lumen", "--weeks", "2000000000000"],
        ["plan", "--company", "atelier-lumen", "--on", "9999-12-31"],
        ["plan", "--company", "atelier-lumen", "--on", "1980-01-01"],
        ["demo", "--today", "0001-01-01"],
        ["signin", "a\udcff"],
    ],
    ids=" ".join,
)
def test_what_is_not_understood_is_one_line_and_exit_2(furnished, typed):
    done = furnished.ask(*typed)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (["import", "people", "no such file", "--company", "atelier-lumen"], "introuvable"),
        (["import", "people", "/", "--company", "atelier-lumen"], "c’est un dossier"),
        (["restore", "no such file"], "introuvable"),
        (["restore", "x" * 300], "trop long"),
        (["backup", "x" * 300], "trop long"),
    ],
    ids=["import nothing", "import a folder", "restore nothing", "restore a long name", "backup a long name"],
)
def test_what_the_system_answers_is_said_in_french(furnished, typed, reason):
    done = furnished.ask(*typed)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert reason in done.stderr


def test_somebody_unknown_is_given_no_link(furnished):
    done = furnished.ask("signin", "nobody@pupitre.example")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_somebody_known_is_given_one_link(furnished):
    done = furnished.ask("signin", " Claire@Pupitre.example")
    assert re.fullmatch(r"http://localhost:8000/\S+\n", done.stdout)


PROTECT = """
from pupitre.foundation import clock
from pupitre.foundation.access import codes, second_factor
from pupitre.foundation.accounts.models import User
claire = User.objects.get(email="claire@pupitre.example")
second_factor.begin(claire)
secret = second_factor.secret_of(second_factor.draft_of(claire))
print(second_factor.confirm(claire, codes.code_of(secret, codes.step_at(clock.now())), ""))
"""
STATE = """
from pupitre.foundation.access.second_factor import has_second_factor
from pupitre.foundation.accounts.models import User
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for
with working_for(Company.objects.get(slug="atelier-lumen")):
    told = Entry.objects.filter(event__startswith="web.").order_by("seq")
    print(has_second_factor(User.objects.get(email="claire@pupitre.example")), *told.values_list("event", flat=True))
"""


def test_a_link_keeps_the_second_factor_unless_told_and_the_journal_says_so(furnished):
    assert furnished.says(PROTECT) == "True"
    done = furnished.ask("signin", "claire@pupitre.example")
    assert re.fullmatch(r"http://localhost:8000/\S+\n", done.stdout)
    assert "--reset-factor" in done.stderr
    assert furnished.says(STATE) == "True web.SignInLinkMade"

    done = furnished.ask("signin", "claire@pupitre.example", "--reset-factor")
    assert re.fullmatch(r"http://localhost:8000/\S+\n", done.stdout)
    assert "retiré" in done.stderr
    assert furnished.says(STATE) == "False web.SignInLinkMade web.SecondFactorReset web.SignInLinkMade"
    assert "SecondFactorReset by the host" in (furnished.data / "log" / "pupitre.log").read_text()


@pytest.mark.parametrize(
    ("harm", "about"),
    [
        ("next(f for f in settings.FILES.rglob('*') if f.is_file()).unlink()", "files"),
        ("next(f for f in settings.FILES.rglob('*') if f.is_file()).write_bytes(b'other')", "files"),
        ("(settings.DATA / 'keys' / 'secret_key').chmod(0o644)", "keys"),
        ("connection.cursor().execute('DROP TRIGGER audit_entry_never_update')", "triggers"),
    ],
    ids=["a file lost", "a file changed", "an open key", "a protection gone"],
)
def test_check_finds_what_is_wrong(furnished, harm, about):
    furnished.says(f"from django.conf import settings\nfrom django.db import connection\n{harm}")
    done = furnished.ask("check", "--json")
    wrong = {found["about"] for found in json.loads(done.stdout)["findings"] if found["is_right"] is False}
    assert (done.returncode, about in wrong) == (1, True)


def test_the_reader_may_leave_before_the_end(house):
    command = f"'{HOUSE}/bin/pupitre' --help >/dev/null 2>&1; '{HOUSE}/bin/pupitre' --help | head -c 1"
    done = subprocess.run(["sh", "-c", command], env=house.environment(), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_command_works_from_anywhere_and_answers_at_once(house, tmp_path):
    elsewhere = tmp_path / "somewhere else"
    elsewhere.mkdir()
    command = [str(HOUSE / "bin" / "pupitre"), "plan", "--help"]
    subprocess.run(command, cwd=elsewhere, env=house.environment(), check=True, capture_output=True)
    began = time.monotonic()
    subprocess.run(command, cwd=elsewhere, env=house.environment(), check=True, capture_output=True)
    assert time.monotonic() - began < 1


def test_a_machine_without_python_is_told_so():
    command = ["/bin/sh", str(HOUSE / "bin" / "python-for-pupitre"), "/nowhere"]
    done = subprocess.run(command, env={"PATH": "/nowhere"}, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "3.11" in done.stderr


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_hashes_and_no_address(name):
    text = (HOUSE / name).read_text()
    packages = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==", text, re.M)
    assert packages
    assert not re.search(r"https?://|file:|--index|--find-links|^\s*#.*/", text, re.M)
    assert len(re.findall(r"==[^\n]*\\\n +--hash=sha256:", text)) == len(packages)


def test_every_setting_is_documented_and_every_documented_setting_exists():
    code = [HOUSE / "bin" / "pupitre", HOUSE / "bin" / "python-for-pupitre", HOUSE / "Makefile"]
    code += [*(HOUSE / "config").rglob("*.py"), *(HOUSE / "pupitre").rglob("*.py"), *(HOUSE / "bin").glob("*.py")]
    found = {name for file in code for name in re.findall(r"\bPUPITRE_[A-Z_]+\b", file.read_text())}
    written = set(re.findall(r"\bPUPITRE_[A-Z_]+\b", (HOUSE / "docs" / "operate" / "settings.md").read_text()))
    assert found - written == set()
    assert written - found == set()
