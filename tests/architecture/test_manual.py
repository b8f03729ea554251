"""The manual says what is there: each page is listed, each picture exists, each word to press is on a screen."""

import csv
import re
from collections import Counter
from html import unescape

import pytest

from config.cli import VERBS
from tests.architecture.test_documents import HOUSE, functions_of

USE = HOUSE / "docs/use"
PAGES = sorted(USE.glob("*.md"))
LINK = re.compile(r"\]\((?!http)([^)#]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
TAG = re.compile(r"{%[^%]*%}|{{[^}]*}}")
PRESSED = re.compile(r"\*\*«\s([^»]+?)\s»\*\*")
VERB = re.compile(r"`?bin/pupitre (\w+)")
HEAVIEST, MOST = 120 * 1024, 25
STATUSES = {"held", "partial", "not held", "not applicable"}


def screens():
    """Every word of the templates and of the code, as a person would read it."""
    files = [path for kind in ("*.html", "*.py", "*.csv") for path in (HOUSE / "pupitre").rglob(kind)]
    texts = (path.read_text() for path in files if "tests" not in path.parts)
    spaced = re.sub(r"[\s\u00a0\u202f]+", " ", unescape("\n".join(texts)))
    return re.sub(r" ?([<>]) ?", r"\1", TAG.sub("<>", spaced))


def is_label(word, there):
    """Alone between tags or quotes, or as a cell of the catalogue: not a word in the middle of a sentence."""
    return re.search(rf"[>\",]{re.escape(word)}[<\"…,]", there)


def test_the_index_names_each_page():
    named = set(LINK.findall((USE / "README.md").read_text()))
    assert {page.name for page in PAGES} - {"README.md"} <= named


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_leads_to_exists(page):
    assert [target for target in LINK.findall(page.read_text()) if not (USE / target).exists()] == []


def test_each_word_to_press_is_on_a_screen():
    there, missing = screens(), []
    for page in PAGES:
        pressed = [re.sub(r"\s+", " ", word) for word in PRESSED.findall(page.read_text())]
        missing += [(page.name, word) for word in pressed if not is_label(word, there)]
    assert missing == []


def test_a_word_that_is_on_no_screen_would_be_seen():
    assert not is_label("Soumettre", screens())
    assert not is_label("les demandes", screens())
    assert PRESSED.findall("appuyez sur **« Noter la décision »**") == ["Noter la décision"]


def test_pictures_are_described_light_and_all_used():
    used = [(page, said, target) for page in PAGES for said, target in PICTURE.findall(page.read_text())]
    there = set((USE / "pictures").glob("*.png"))
    assert [page.name for page, said, _ in used if len(said) < 15] == []
    assert {(USE / target).resolve() for _, _, target in used} == there
    assert len(there) <= MOST
    assert [path.name for path in there if path.stat().st_size > HEAVIEST] == []


@pytest.mark.parametrize("page", [*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md")], ids=lambda path: path.name)
def test_a_verb_that_a_page_names_exists(page):
    assert set(VERB.findall(page.read_text())) <= {verb.name for verb in VERBS}


def test_hosting_health_data_is_said_to_be_out():
    assert "données de santé" in (USE / "never.md").read_text()
    assert "hosting of health data" in (HOUSE / "README.md").read_text()


def asvs():
    with (HOUSE / "docs/asvs.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_each_line_of_the_standard_is_held_by_a_test_or_says_why_not():
    for row in asvs():
        assert row["status"] in STATUSES, row["id"]
        assert row["test"] if row["status"] == "held" else row["reason"], row["id"]
    tests = {row["test"] for row in asvs() if row["test"]}
    assert [name for name in tests if not is_there(*name.split("::"))] == []


def is_there(path, name):
    return (HOUSE / path).exists() and name in functions_of(HOUSE / path)


def test_the_page_of_the_standard_counts_its_lines():
    said = (HOUSE / "docs/asvs.md").read_text()
    for level, of in (("1", "level 1"), ("2", "level 2"), ("3", "level 3")):
        found = Counter(row["status"] for row in asvs() if row["level"] == level)
        line = " | ".join(str(found[status]) for status in ("held", "partial", "not held", "not applicable"))
        assert f"| {of} | {sum(found.values())} | {line} |" in said
