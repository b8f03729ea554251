"""The table of rights: every row used, every use declared, and what each role may do, cell by cell."""

from pathlib import Path

import pytest

from pupitre.foundation.access.table import UnknownPermission, all_permissions, allows, permission
from pupitre.foundation.tenancy.models import Role

HOUSE = Path(__file__).parents[2]


def test_the_table_says_all():
    """A row that no policy or menu names is dead; a name that no manifest declares is refused when it is asked."""
    files = [f for f in (HOUSE / "pupitre").rglob("*.py") if "tests" not in f.parts]
    said = "\n".join(file.read_text() for file in files)
    assert [row.name for row in all_permissions() if said.count(f'"{row.name}"') < 2] == []
    with pytest.raises(UnknownPermission):
        permission("suppliers.fly")


def test_each_row_says_in_french_what_it_permits():
    assert [row.name for row in all_permissions() if not row.says] == []


def test_each_cell_of_the_table_holds(lumen):
    """For each permission and role: nothing, one's own, one's team's, or everything."""
    for row in all_permissions():
        for role in Role:
            actor = lumen.lea
            actor.roles, actor.clearances = [role], [row.clearance] if row.clearance else []
            team_mate = lumen.claire
            team_mate.manager_id = actor.pk
            scope = row.scopes.get(role, "none")
            told = (
                allows(actor, row.name, actor),
                allows(actor, row.name, team_mate),
                allows(actor, row.name, lumen.sophie),
            )
            expected = {
                "none": (False, False, False),
                "own": (True, False, False),
                "team": (True, True, False),
                "company": (True, True, True),
            }
            assert told == expected[scope], (row.name, role)


def test_a_clearance_that_is_missing_closes_the_row(lumen):
    for row in all_permissions():
        if row.clearance:
            actor = lumen.sophie
            actor.clearances = []
            assert not allows(actor, row.name, actor)
