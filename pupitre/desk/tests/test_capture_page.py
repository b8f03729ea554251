"""The page that documents the grammar says what the grammar does."""

import re
from datetime import date
from pathlib import Path

import pytest

from pupitre.desk.tables.capture import preview_of
from pupitre.kernel.capture import read_line, written
from pupitre.modules.suppliers.tests.factories import propnet

PAGE = (Path(__file__).parents[3] / "docs/modules/capture.md").read_text(encoding="utf-8")
TUESDAY = date(2026, 11, 24)
PEOPLE = (("r1", "Léa Martin"), ("r2", "Léa Dubois"), ("r3", "Hugo Blin"))
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\|.*\|$", PAGE, re.M)]
SAID = [row for row in ROWS if len(row) == 2 and row[0].startswith("`")]
LINES = [row for row in ROWS if len(row) == 3 and row[0].startswith("`")]
CODE = re.compile("`([^`]+)`")


def told(read):
    """As the page writes it."""
    if read.doubts:
        return ", ".join([f"`{written(one)}`" for one in read.doubts[0].readings]), "asked:"
    return ("".join(f"`{written(one.value)}`" for one in read.pieces), "") if read.pieces else ("words", "")


@pytest.mark.parametrize(("said", "expected"), SAID, ids=[row[0] for row in SAID])
def test_each_example_is_read_so(said, expected):
    values, prefix = told(read_line(CODE.match(said)[1], TUESDAY, PEOPLE))
    assert f"{prefix} {values}".strip() == expected


@pytest.mark.parametrize(("line", "understood", "asked"), LINES, ids=[row[0] for row in LINES])
def test_each_whole_line_is_understood_so(lumen, line, understood, asked):
    propnet(lumen.claire)
    found = preview_of(lumen.claire, CODE.match(line)[1])
    assert " · ".join(f"{label} {value}" for label, value in found.rows[1:]).replace("\u00a0", " ") == understood
    assert [one.words for one in found.asked] == CODE.findall(asked)


def test_the_page_has_examples_of_everything():
    assert len(SAID) > 70
    assert len(LINES) >= 5
