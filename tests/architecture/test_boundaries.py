"""The shape of the house: front doors, keys that point down, one clock, and a house that knows itself."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from django.apps import apps

from pupitre.foundation.registry import rooms

HOUSE = Path(__file__).parents[2]
FLOORS = ["kernel", "ui", "foundation", "engines", "modules", "desk", "demo", "config"]
WITH_DOORS = {"engines", "modules"}
WIRING = {"config.urls"}  # the only file that may name a room's `urls`
READS_THE_TIME = re.compile(r"\b(?:date|datetime|timezone|time)\.(?:today|now|utcnow|time|localdate|localtime)\(")
LEAVES_THE_COMPANY = re.compile(r"\.of_every_company\b|_base_manager|\.raw\(|connection\.cursor|RawSQL|\.extra\(")

# Who may look at every company, or speak SQL, and why.
OUTSIDE = {
    "foundation/tenancy/owned.py": "defines the two managers",
    "foundation/tenancy/queries.py": "asks who this account is, before any scope is open",
    "foundation/audit/triggers.py": "installs the triggers of append-only tables",
    "foundation/tenancy/prepared.py": "runs the SQL that Django made, with the current company as one of its values",
    "foundation/web/health.py": "asks the database whether it answers",
    "foundation/safekeeping": "copies, verifies and restores the whole database",
    "demo": "removes a sample company as a whole, and multiplies closed history in bulk",
}


OF_THE_TESTS = {"cases", "folders"}  # rooms that the common cases furnish for themselves


def place(name):
    """'pupitre.modules.people.queries' -> ('modules', 'people', 'queries')."""
    tier, _, rest = name.removeprefix("pupitre.").partition(".")
    room, _, inside = rest.partition(".")
    return tier, room, inside


def sources():
    files = [*(HOUSE / "pupitre").rglob("*.py"), *(HOUSE / "config").rglob("*.py")]
    return [file for file in files if not {"tests", "migrations"} & set(file.parts)]


def intrusions(graph):
    for importer in graph.modules - WIRING:
        for imported in graph.find_modules_directly_imported_by(importer):
            tier, room, inside = place(imported)
            elsewhere = room and tier in WITH_DOORS and place(importer)[:2] != (tier, room)
            if elsewhere and inside != "public" and ".tests" not in importer:
                yield f"{importer} -> {imported}"


def test_a_room_is_entered_by_its_public_door():
    assert list(intrusions(grimp.build_graph("pupitre", "config", cache_dir=None))) == []


def inner_keys():
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and all(m.__module__.startswith("pupitre.") for m in (model, field.related_model)):
                yield model, field


def may_point(here, there):
    (tier, room, _), (lower, neighbour, _) = here, there
    if tier == lower == "modules" and room != neighbour:
        return neighbour in rooms[room].requires
    return FLOORS.index(lower) <= FLOORS.index(tier)


def test_a_foreign_key_points_down_and_only_to_what_is_declared():
    keys = {f"{m.__name__}.{f.name}": (place(m.__module__), place(f.related_model.__module__)) for m, f in inner_keys()}
    assert keys
    assert [name for name, (here, there) in keys.items() if not may_point(here, there)] == []


def test_only_the_clock_reads_the_time():
    files = [file for file in sources() if file.name != "clock.py" or "jobs" in file.parts]
    assert [str(file) for file in files if READS_THE_TIME.search(file.read_text())] == []


def test_only_these_files_leave_the_company():
    found = [
        str(file.relative_to(HOUSE / "pupitre")) for file in sources() if LEAVES_THE_COMPANY.search(file.read_text())
    ]
    assert [name for name in found if not any(name.startswith(known) for known in OUTSIDE)] == []


def test_no_float_and_no_rounding_outside_the_kernel():
    for file in sources():
        if "kernel" in file.parts or "ui" in file.parts:
            continue
        called = {
            n.func.id
            for n in ast.walk(ast.parse(file.read_text()))
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        assert "float" not in called, file


ENV = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(HOUSE)}
FRESH = """
import sys, django
django.setup()
from pupitre.foundation.registry import offered, rooms
print(*rooms)
print(len([*offered("attention")]), len([*offered("schedules")]))
assert "config.urls" not in sys.modules
"""


def test_a_process_that_never_loads_the_addresses_knows_the_whole_house(tmp_path):
    env = {**ENV, "PUPITRE_DATA": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", FRESH], cwd=HOUSE, capture_output=True, text=True, env=env, check=True)
    names, figures = said.stdout.splitlines()
    assert set(names.split()) == set(rooms) - OF_THE_TESTS
    assert all(int(figure) > 0 for figure in figures.split())


def sizes():
    for file in sources():
        text = file.read_text()
        yield 300, str(file.relative_to(HOUSE)), text.count("\n")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                yield 50, f"{file.name}:{node.name}", node.end_lineno - node.lineno + 1


def test_functions_and_files_stay_small():
    assert [(name, lines) for limit, name, lines in sizes() if lines > limit] == []


def test_templates_and_style_sheets_stay_small():
    limits = {".html": 150, ".css": 250}
    files = [file for file in (HOUSE / "pupitre").rglob("*") if file.suffix in limits]
    assert [file.name for file in files if file.read_text().count("\n") > limits[file.suffix]] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "extras", "core"])
def test_no_room_is_named_for_what_it_is_not(name):
    assert not [*(HOUSE / "pupitre").rglob(f"{name}.py"), *(HOUSE / "pupitre").rglob(f"{name}/")]


def test_each_file_opens_with_a_sentence():
    silent = [
        file for file in sources() if file.read_text().strip() and not ast.get_docstring(ast.parse(file.read_text()))
    ]
    assert [str(file.relative_to(HOUSE)) for file in silent] == []
