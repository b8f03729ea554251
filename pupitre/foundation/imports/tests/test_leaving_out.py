"""What a sheet holds that is no line of it, or cannot be taken: left out, and always told."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.sheets import UnreadableSheet
from pupitre.foundation.imports.tests import sheets
from pupitre.foundation.imports.tests.test_reading import read, values, workbook
from pupitre.foundation.imports.tests.test_running import run
from pupitre.kernel.reading import Unreadable


def book_of(rows, epoch=None):
    """An XLSX as a library writes it, its formulas never computed."""
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    if epoch:
        book.epoch = epoch
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "line", ["Total;12", "TOTAUX :;12", ";12;;Total", "Sous-total;1 200,50 €", "Total général;12", "Total TTC;12 € TTC"]
)
def test_a_line_with_nothing_but_the_word_and_amounts_is_a_total(line):
    table = read(f"Plante;Prix;Achetée le;Code\nFicus;12\n{line}\n")
    assert ([row.line for row in table.rows], table.errors) == ([2], [])
    assert "ligne 3" in table.warnings[0]


@pytest.mark.parametrize("name", ["Total Énergies", "Totaux SARL", "Total Martin", "Sous-total & fils"])
def test_a_name_that_begins_like_a_total_is_a_name(name):
    assert values(f"Plante;Prix\n{name};12\n") == [{"name": name, "price": 1200}]


def test_the_word_alone_is_a_name_when_the_line_says_something_else_than_amounts():
    assert values("Plante;Prix;Code\nTotal;12;T-1\n") == [{"name": "Total", "price": 1200, "code": "T-1"}]


def test_a_total_never_computed_is_a_total_all_the_same():
    table = read(book_of([["Plante", "Prix"], ["Ficus", 12], ["Total", "=SUM(B2:B2)"]]))
    assert (len(table.rows), table.errors) == (1, [])


def test_a_formula_never_computed_is_an_error_on_its_cell():
    table = read(book_of([["Plante", "Prix"], ["Ficus", "=6*2"], ["Yucca", 13], ["Aloès", "=6*3"]]))
    assert [(error.line, error.column, error.value) for error in table.errors] == [
        (2, "Prix", "=6*2"),
        (4, "Prix", "=6*3"),
    ]
    assert "jamais été calculée" in table.errors[0].reason
    assert [row.values for row in table.rows] == [{"name": "Yucca", "price": 1300}]


def test_a_day_number_follows_the_calendar_of_its_workbook():
    rows = [["Plante", "Achetée le"], ["Ficus", 43830]]
    assert values(book_of(rows, CALENDAR_MAC_1904))[0]["bought_on"] == date(2024, 1, 1)
    assert values(workbook(rows))[0]["bought_on"] == date(2019, 12, 31)


def test_a_reader_that_did_not_foresee_a_value_makes_an_error_of_its_cell(monkeypatch):
    def surprised(cell, context):
        raise Unreadable("never_heard_of")

    monkeypatch.setitem(sheets.COLUMNS[1].__dict__, "read", surprised)
    table = read("Plante;Prix\nFicus;12\n")
    assert [(error.line, error.column, error.value) for error in table.errors] == [(2, "Prix", "12")]


def test_an_import_that_breaks_is_finished_and_says_so(plants, monkeypatch):
    def broken(rows, actor):
        raise RuntimeError("disk on fire")

    monkeypatch.setitem(sheets.PLANTS.__dict__, "prepare", broken)
    with pytest.raises(RuntimeError):
        run(plants, dry_run=False)
    kept = ImportRun.objects.get()
    assert kept.finished_at
    assert "rien n’a été écrit" in kept.report["errors"][0]["reason"]


def test_what_is_no_ordinary_file_is_not_read(plants):
    from pathlib import Path

    from pupitre.foundation.imports.command import import_file

    for path in (Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(UnreadableSheet, match="fichier ordinaire"):
            import_file("plants", path, "atelier-lumen")
    assert not ImportRun.objects.exists()


def test_a_rehearsal_on_the_command_line_leaves_no_trace(plants, tmp_path):
    from pupitre.foundation.audit.models import Entry
    from pupitre.foundation.files.models import Attachment
    from pupitre.foundation.imports.command import import_file

    before = Entry.objects.count()
    (tmp_path / "p.csv").write_bytes(b"Plante;Prix\nFicus;12\n")
    assert import_file("plants", tmp_path / "p.csv", "atelier-lumen", dry_run=True).created == 1
    assert not ImportRun.objects.exists()
    assert not Attachment.objects.exists()
    assert Entry.objects.count() == before


def test_what_the_command_line_imported_is_shown_as_its_own(plants, tmp_path, as_):
    from pupitre.foundation.imports.command import import_file

    (tmp_path / "p.csv").write_bytes(b"Plante;Prix\nFicus;12\n")
    import_file("plants", tmp_path / "p.csv", "atelier-lumen")
    assert ImportRun.objects.get().through == "ligne de commande"
    assert "ligne de commande" in as_(plants.claire).read("/c/atelier-lumen/imports/")


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp858"])
@pytest.mark.parametrize("name", ["Société", "Maîtrise", "ÉLÉGANCE", "Façades"])
def test_a_single_accented_word_is_enough_to_know_the_encoding(encoding, name):
    assert values(f"Plante;Prix\n{name};12\n".encode(encoding))[0]["name"] == name
