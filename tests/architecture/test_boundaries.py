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
from django.forms import BaseForm
from django.urls import get_resolver

from pupitre.foundation.registry import rooms

HOUSE = Path(__file__).parents[2]
FLOORS = ["kernel", "ui", "foundation", "engines", "modules", "desk", "demo", "config"]
WITH_DOORS = {"engines", "modules"}
WIRING = {"config.urls"}  # the only file that may name a room's `urls`
READS_THE_TIME = re.compile(r"\b(?:date|datetime|timezone|time)\.(?:today|now|utcnow|time|localdate|localtime)\(")
LEAVES_THE_COMPANY = {"of_every_company", "_base_manager", "RawSQL"}  # wherever they are named
SPEAKS_SQL = {"raw", "extra", "cursor"}  # wherever they are called

# Who may look at every company, or speak SQL, and why.
OUTSIDE = {
    "foundation/tenancy/owned.py": "defines the two managers",
    "foundation/tenancy/queries.py": "asks who this account is, before any scope is open",
    "foundation/audit/triggers.py": "installs the triggers of append-only tables",
    "foundation/tenancy/prepared.py": "runs the SQL that Django made, with the current company as one of its values",
    "foundation/web/health.py": "asks the database whether it answers",
    "foundation/safekeeping/databases.py": "copies a whole database, and asks it questions in SQL for the files below",
    "foundation/safekeeping/backup.py": "counts the rows of the moment it copies, and reads the heads of every journal",
    "foundation/safekeeping/restore.py": "asks whether anybody lives here, and the epoch, of data of any version",
    "foundation/safekeeping/swap.py": "closes sessions, links and jobs of data that came back",
    "foundation/safekeeping/erasures.py": "reads in every journal who was erased, of data of any version",
    "foundation/safekeeping/check.py": "asks the database whether it is whole",
    "demo/removal.py": "removes a sample company as a whole",
    "config/sqlite3/base.py": "opens the cursors of the engine itself",
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


@pytest.fixture(scope="module")
def trees():
    """Each source read once for all who look at the code."""
    return {file: ast.parse(file.read_text()) for file in sources()}


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


def ways_out(tree):
    """What leaves the company in this code, quoted for `getattr` or not; comments and sentences are no code."""
    for node in ast.walk(tree):
        name = getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "value", None)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKS_SQL:
            yield node.func.attr
        elif isinstance(name, str) and name in LEAVES_THE_COMPANY:
            yield name
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in {
            "databases.ask",
            "databases.run",
            "databases.Ask",
        }:
            yield ast.unparse(node)


def test_only_these_files_leave_the_company(trees):
    found = {file: [*ways_out(tree)] for file, tree in trees.items()}
    out = {file.relative_to(HOUSE).as_posix().removeprefix("pupitre/") for file, ways in found.items() if ways}
    assert out == set(OUTSIDE)


@pytest.mark.parametrize(
    "line",
    [
        "Team.of_every_company.all()",
        "x = Team._base_manager",
        "Team.objects.raw('SELECT 1')",
        "connections['default'].cursor()",
        "with connection.cursor() as c: pass",
        "from django.db.models.expressions import RawSQL as R; RawSQL('1', [])",
        "getattr(Team, 'of_every_company')",
    ],
)
def test_leaving_the_company_would_be_seen(line):
    assert [*ways_out(ast.parse(line))]


MOVES = [
    "Member.objects.filter(pk=1).update(company=other)",
    "Member.objects.update(company_id=2)",
    "member.save(update_fields=['name', 'company'])",
    "Member.objects.bulk_update(rows, ['company'])",
    "Member.objects.bulk_create(rows, update_conflicts=True, update_fields=['company_id'])",
]
OF_THE_COMPANY = {"company", "company_id"}


def moves(tree):
    """Code that would write another company in a row that exists."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", "")
            given = {word.arg for word in node.keywords} if called in {"update", "aupdate"} else set()
            listed = [word.value for word in node.keywords if word.arg == "update_fields"]
            listed += node.args if called in {"bulk_update", "abulk_update"} else []
            quoted = {one.value for each in listed for one in ast.walk(each) if isinstance(one, ast.Constant)}
            if OF_THE_COMPANY & (given | quoted):
                yield ast.unparse(node)


def test_no_code_moves_a_row_to_another_company(trees):
    found = {file.relative_to(HOUSE).as_posix(): [*moves(tree)] for file, tree in trees.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("line", MOVES)
def test_a_move_would_be_seen(line):
    assert [*moves(ast.parse(line))]


def forms():
    """Every form of the house, loaded with its addresses."""
    get_resolver().url_patterns  # noqa: B018 (loads the views, and with them the forms)
    waiting = [BaseForm]
    while waiting:
        waiting += (found := waiting.pop()).__subclasses__()
        yield found


def test_no_form_asks_for_a_company():
    ours = [form for form in forms() if form.__module__.startswith("pupitre.")]
    assert len(ours) > 15
    asking = {form.__name__ for form in ours if OF_THE_COMPANY & set(getattr(form, "base_fields", ()))}
    assert asking == {"FoundForm"}  # the name of one that does not exist yet


ROUNDS = {"float", "round", "Round", "quantize"}


def calls(tree):
    """The last name of whatever is called: `round(x)`, `amount.quantize(x)`, `functions.Round("x")`."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {one.id if isinstance(one, ast.Name) else getattr(one, "attr", "") for one in called}


def test_no_float_and_no_rounding_outside_the_kernel(trees):
    """And the drawings of `ui`, which round places on the screen."""
    files = [file for file in trees if not {"kernel", "ui"} & set(file.relative_to(HOUSE).parts)]
    found = {str(file.relative_to(HOUSE)): calls(trees[file]) & ROUNDS for file in files}
    assert {name: called for name, called in found.items() if called} == {}


@pytest.mark.parametrize("line", ["float(x)", "round(x, 2)", "x.quantize(CENT)", "models.functions.Round('x')"])
def test_a_rounding_would_be_seen(line):
    assert calls(ast.parse(line)) & ROUNDS


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


def sizes(trees):
    for file, tree in trees.items():
        yield 300, str(file.relative_to(HOUSE)), file.read_text().count("\n")
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield 50, f"{file.name}:{node.name}", node.end_lineno - node.lineno + 1


def test_functions_and_files_stay_small(trees):
    assert [(name, lines) for limit, name, lines in sizes(trees) if lines > limit] == []


def test_templates_and_style_sheets_stay_small():
    limits = {".html": 150, ".css": 250}
    files = [file for file in (HOUSE / "pupitre").rglob("*") if file.suffix in limits]
    assert [file.name for file in files if file.read_text().count("\n") > limits[file.suffix]] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "extras", "core"])
def test_no_room_is_named_for_what_it_is_not(name):
    assert not [*(HOUSE / "pupitre").rglob(f"{name}.py"), *(HOUSE / "pupitre").rglob(f"{name}/")]


def test_each_file_opens_with_a_sentence(trees):
    silent = [file for file, tree in trees.items() if file.read_text().strip() and not ast.get_docstring(tree)]
    assert [str(file.relative_to(HOUSE)) for file in silent] == []
