"""A person who was erased does not come back with an older backup, not in one byte of the data."""

import json

import pytest

SOMEBODY = """
from datetime import date
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people import actions
from pupitre.modules.people.models import Person
with working_for(Company.objects.get()):
    claire = Member.objects.get(name='Claire')
    ana = Person.objects.filter(member__staff_number='117').first()
"""
HIRED = """
    actions.hire('Ana Canari', 'ana.canari@example.org', actor=claire, staff_number='117', joined_on=date(2025, 1, 1))
"""
LEFT = """
    actions.end_membership(ana, date(2026, 1, 5), actor=claire)
"""
ERASED = """
    actions.erase_person(ana, actor=claire)
"""


RESTORES_AND_DIES = """
import os
from pathlib import Path
from pupitre.foundation.safekeeping.restore import restore
restore(Path({!r}), replace=True)
os._exit(9)
"""
LAST_TOLD = """
    from pupitre.foundation.audit.models import Entry
    from pupitre.foundation.audit.queries import first_broken_seq
    import json
    last = Entry.objects.order_by('seq').last()
    print(last.event, json.loads(last.header)['through'], first_broken_seq())
"""


def places_of(word, house):
    """Every file of the data that holds it, as bytes: tables, journals, logs, what was put aside."""
    files = [file for file in house.data.rglob("*") if file.is_file()]
    return [file.name for file in files if word in file.read_bytes().lower()]


@pytest.mark.parametrize("before", [HIRED, HIRED + SOMEBODY + LEFT], ids=["before the departure", "after it"])
def test_somebody_erased_is_erased_again_in_an_older_backup(furnished, tmp_path, before):
    target = tmp_path / "older"
    furnished.says(SOMEBODY + before)
    assert furnished.ask("backup", target).returncode == 0
    furnished.says(SOMEBODY + ("" if LEFT in before else LEFT + SOMEBODY) + ERASED)
    assert places_of(b"canari", furnished) == []

    done = furnished.ask("restore", target, "--replace")

    assert done.returncode == 0, done.stderr
    assert places_of(b"canari", furnished) == []
    assert not (furnished.data / "erased.json").exists()
    assert furnished.says(SOMEBODY + LAST_TOLD) == "people.PersonErased reprise d’une sauvegarde None"


def test_what_is_kept_is_done_again_by_the_next_verb_even_after_a_death(furnished, tmp_path):
    target = tmp_path / "older"
    furnished.says(SOMEBODY + HIRED)
    assert furnished.ask("backup", target).returncode == 0
    furnished.says(SOMEBODY + LEFT + SOMEBODY + ERASED)
    done = furnished.python("-c", f"import django; django.setup()\n{RESTORES_AND_DIES.format(str(target))}")
    assert done.returncode == 9, done.stderr
    assert [set(kept) for kept in json.loads((furnished.data / "erased.json").read_text())] == [
        {"company", "event", "payload"}
    ]
    assert (furnished.data / "erased.json").stat().st_mode & 0o077 == 0
    assert places_of(b"canari", furnished)

    assert furnished.ask("check").returncode == 0
    assert places_of(b"canari", furnished) == []
    assert not (furnished.data / "erased.json").exists()
