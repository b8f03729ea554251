"""Documents are checked: requirements name tests that exist, modules have their page, links lead somewhere."""

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
STATUSES = {"done", "partial", "later", "out"}
LINK = re.compile(r"\[[^\]]*\]\((?!http)([^)#]+)")
NAMED = re.compile(r"`((?:docs|tests|pupitre|bench|bin|config)/[\w./-]+)`")


def rows():
    with (HOUSE / "docs/requirements.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def functions_of(path):
    tree = ast.parse(path.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_each_requirement_has_a_status_and_done_or_partial_says_by_what():
    assert [row["id"] for row in rows() if row["status"] not in STATUSES] == []
    assert [row["id"] for row in rows() if row["status"] == "done" and "::" not in row["test"]] == []
    assert [row["id"] for row in rows() if row["status"] == "partial" and not row["reason"]] == []


def test_no_row_of_a_table_has_a_cell_too_many_or_too_few():
    for table in ("docs/requirements.csv", "docs/asvs.csv"):
        with (HOUSE / table).open(newline="", encoding="utf-8") as file:
            head, *others = csv.reader(file)
        assert [row[0] for row in others if len(row) != len(head)] == []


def test_the_tests_that_requirements_name_exist():
    missing = []
    for row in rows():
        path, _, name = row["test"].partition("::")
        there = not path or ((HOUSE / path).exists() and (not name or name in functions_of(HOUSE / path)))
        missing += [] if there else [row["id"]]
    assert missing == []


APART = {"accounts", "notifications", "imports", "desk", "capture"}  # of the foundation, and the first screens


def test_every_room_has_its_page():
    places = (HOUSE / "pupitre/modules", HOUSE / "pupitre/engines")
    rooms = {path.name for place in places for path in place.iterdir() if (path / "module.py").exists()}
    assert {page.stem for page in (HOUSE / "docs/modules").glob("*.md")} >= rooms | APART


def test_the_page_of_the_architecture_names_each_room_in_its_place():
    drawn = (HOUSE / "docs/architecture.md").read_text().split("```")[1]
    lines = {
        line.split(":")[0]: set(re.findall(r"\w+", line.split(":")[1])) for line in drawn.split("\n") if ":" in line
    }
    for kind in ("modules", "engines", "foundation"):
        rooms = {path.parent.name for path in (HOUSE / "pupitre" / kind).glob("*/__init__.py")} - {"__pycache__"}
        assert rooms <= lines[kind], kind


@pytest.mark.parametrize("page", [*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")], ids=lambda path: path.name)
def test_what_a_page_names_exists(page):
    text = page.read_text()
    linked = [page.parent / target for target in LINK.findall(text)]
    named = [HOUSE / target for target in NAMED.findall(text)]
    assert [str(path) for path in linked + named if not path.exists()] == []


def test_each_decision_is_dated_and_says_what_follows():
    for page in (HOUSE / "docs/adr").glob("*.md"):
        text = page.read_text()
        assert re.search(r"^20\d\d-\d\d-\d\d, (accepted|replaced)", text, re.M), page.name
        assert "**Decision.**" in text, page.name
        assert "**Consequences.**" in text, page.name


def test_no_path_of_this_machine_is_written_down():
    kinds = {".py", ".md", ".toml", ".html", ".lock", ".css", ".js"}
    ours = [top for top in HOUSE.iterdir() if top.name not in {".venv", ".tools", "var"}]
    files = [path for top in ours for path in (top, *top.rglob("*")) if path.suffix in kinds and path.is_file()]
    assert [str(path) for path in files if str(HOUSE) in path.read_text()] == []
