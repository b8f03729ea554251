"""What leaves as a sheet is never run, never mangled, and comes back as it left."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.foundation.imports.cells import Cents, cell_in, cell_out, write_csv, write_xlsx


@given(st.text())
def test_out_then_in_is_the_identity(text):
    assert cell_in(cell_out(text)) == text


@given(st.text(alphabet="'=+-@\t\r\n0123456789,. €A|＝＋"))
def test_even_of_what_looks_like_a_formula(text):
    assert cell_in(cell_out(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "\t=1", "\r=1", "+cmd|' /C calc'!A0", "-2+3+cmd", "＝1", " =1"])
def test_what_a_spreadsheet_would_run_is_held(text):
    assert cell_out(text) == "'" + text


@pytest.mark.parametrize("text", ["-12,50", "+33 6 12 34 56 78", "-1 400,00 €", "-5 %", "ficus", "l’été", "'déjà"])
def test_numbers_telephones_and_words_are_left_alone(text):
    assert cell_out(text) == text


def test_a_csv_is_one_that_a_french_spreadsheet_opens():
    lines = "".join(write_csv([("Nom", "Prix", "Le"), ("=1", Cents(-124050), date(2026, 11, 3)), (None, True, 7)]))
    assert lines.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(lines[1:]), delimiter=";")) == [
        ["Nom", "Prix", "Le"],
        ["'=1", "-1240,50", "03/11/2026"],
        ["", "oui", "7"],
    ]


def test_a_workbook_has_typed_cells_and_no_formula():
    content = write_xlsx(("Nom", "Prix", "Le"), [("=1+1", Cents(124050), date(2026, 11, 3)), ("http://x.fr", 7, None)])
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [[cell.data_type for cell in row] for row in page.iter_rows(min_row=2)] == [["s", "n", "d"], ["s", "n", "n"]]
    assert [cell.value for cell in page[2]][:2] == ["=1+1", 1240.5]
    assert page["A3"].hyperlink is None
