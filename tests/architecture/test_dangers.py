"""What our own code never does: run a text, trust a pickle, make HTML of a text, choose badly at random."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
SOURCES = [*(HOUSE / "pupitre").rglob("*.py"), *(HOUSE / "config").rglob("*.py")]
OURS = [path for path in SOURCES if "tests" not in path.parts]
SCRIPTS = list((HOUSE / "pupitre").rglob("*.js"))
PAGES = list((HOUSE / "pupitre").rglob("*.html"))
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "system", "popen", "md5", "sha1"}
NEVER_IMPORTED = {"pickle", "marshal", "shelve", "dill", "yaml", "random", "telnetlib", "ftplib"}
MAKES_HTML = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage")
KEPT_HERE = re.compile(r"(?:localStorage|sessionStorage)\.setItem\((\w+)")
FROM_ELSEWHERE = re.compile(r'(?:src|href|action)="(?:https?:)?//')


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, getattr(node.func, "id", getattr(node.func, "attr", ""))


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def faults(source):
    tree = ast.parse(source)
    for node, name in calls(tree):
        is_shell = any(
            word.arg == "shell" and getattr(word.value, "value", None) is not False for word in node.keywords
        )
        is_pattern = name == "compile" and getattr(getattr(node.func, "value", None), "id", "") == "re"
        if is_shell or (name in NEVER_CALLED and not is_pattern):
            yield name
    yield from NEVER_IMPORTED & set(imported(tree))


def test_no_text_is_run_no_shell_is_opened_and_nothing_weak_is_used():
    assert [(str(path), found) for path in OURS for found in faults(path.read_text())] == []


@pytest.mark.parametrize(
    "line", ["eval(text)", "run(said, shell=True)", "import pickle", "from random import choice", "hashlib.md5(b'')"]
)
def test_it_would_be_seen(line):
    assert list(faults(line))


def test_no_script_makes_html_of_a_text_nor_listens_to_another_window():
    assert [path.name for path in SCRIPTS if MAKES_HTML.search(path.read_text())] == []


def test_a_browser_keeps_one_choice_of_the_keyboard_and_nothing_of_anybody():
    assert {(path.name, name) for path in SCRIPTS for name in KEPT_HERE.findall(path.read_text())} == {
        ("keys.js", "KEPT")
    }


def test_no_page_asks_anything_of_another_site():
    assert [str(path) for path in PAGES if FROM_ELSEWHERE.search(path.read_text())] == []
