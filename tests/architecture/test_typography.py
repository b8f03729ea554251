"""French punctuation never starts a line: what precedes « : ; ? ! » is a space that does not break."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
BREAKS = re.compile(r"(?<=[\w»%)}’…°]) [:;?!](?=$|[\s<…{])|« |(?<=\S) »")
READING = HOUSE / "pupitre" / "kernel" / "reading"  # patterns, which people's own spaces must match
NOT_TEXT = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<(script|style).*?</\1>|<!--.*?-->", re.DOTALL)
ROOMS = [HOUSE / "pupitre", HOUSE / "config"]


def sources(end):
    found = [file for room in ROOMS for file in sorted(room.rglob(f"*{end}"))]
    found = [file for file in found if not file.is_relative_to(READING)]
    return [file for file in found if not {"tests", "migrations", "__pycache__"} & set(file.parts)]


def strings(tree):
    """Every text of a module but its docstrings."""
    said = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said:
            yield node.value


@pytest.mark.parametrize("said", ["Quoi ?", "Prêt : oui", "« mot »", "{n} ; fin"])
def test_what_would_break_is_seen(said):
    assert BREAKS.search(said)


def test_no_template_lets_punctuation_start_a_line():
    files = sources(".html")
    assert len(files) > 50
    wrong = {str(file.relative_to(HOUSE)): BREAKS.search(NOT_TEXT.sub("x", file.read_text())) for file in files}
    assert {name: found[0] for name, found in wrong.items() if found} == {}


def test_no_sentence_of_python_does():
    wrong = [
        (str(file.relative_to(HOUSE)), said)
        for file in sources(".py")
        for said in strings(ast.parse(file.read_text()))
        if BREAKS.search(said)
    ]
    assert wrong == []
