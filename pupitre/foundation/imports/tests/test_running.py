"""An import from end to end: rehearsed, done, refused, and always kept."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.foundation.audit.models import Entry
from pupitre.foundation.files.models import Attachment, Blob
from pupitre.foundation.files.store import path_of
from pupitre.foundation.imports import cleaning
from pupitre.foundation.imports.actions import ask_import
from pupitre.foundation.imports.command import NobodyToActFor, import_file
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.queries import UnknownSheet, content_of
from pupitre.foundation.imports.running import carry_out, run_import
from pupitre.foundation.imports.sheets import UnreadableSheet
from pupitre.foundation.imports.tests.sheets import written

SHEET = b"Plante;Prix\nFicus;12\nYucca;abc\n"


def run(cast, content=SHEET, dry_run=True):
    written.clear()
    return run_import("plants", content, "plantes.csv", actor=cast.claire, dry_run=dry_run)


def test_a_rehearsal_says_everything_and_writes_nothing(plants):
    report = run(plants)
    assert (report.created, [error.line for error in report.errors], report.is_dry_run) == (1, [3], True)
    assert written == []


def test_for_good_the_right_lines_are_written(plants):
    run(plants, dry_run=False)
    assert written == ["Ficus"]


def test_a_kept_file_is_imported_without_being_sent_again(plants):
    kept = ImportRun.objects.get(ref=run(plants).run)
    carry_out(ask_import(kept, lambda run: None, actor=plants.claire))
    assert written == ["Ficus"]
    assert Blob.objects.count() == 1


def test_file_mapping_and_errors_are_kept(plants):
    kept = ImportRun.objects.get(ref=run(plants).run)
    assert content_of(kept) == SHEET
    assert kept.report["mapping"] == {"Plante": "name", "Prix": "price"}
    assert kept.report["errors"][0]["value"] == "abc"


def test_what_cannot_be_read_is_kept_too(plants):
    with pytest.raises(UnreadableSheet):
        run(plants, b"%PDF-1.7 a contract", dry_run=False)
    kept = ImportRun.objects.get()
    assert content_of(kept).startswith(b"%PDF")
    assert "PDF" in kept.report["errors"][0]["reason"]
    assert kept.finished_at


def test_who_may_not_import_does_not(plants):
    with pytest.raises(PermissionDenied):
        run_import("plants", SHEET, "plantes.csv", actor=plants.lea, dry_run=True)
    assert not ImportRun.objects.exists()


def test_the_command_line_acts_for_the_office_manager(plants, tmp_path):
    file = tmp_path / "plantes.csv"
    file.write_bytes(SHEET)
    assert import_file("plants", file, "atelier-lumen").created == 1
    said = json.loads(Entry.objects.last().header)
    assert (said["actor"], said["through"]) == (plants.claire.ref, "ligne de commande")


def test_the_command_line_says_what_it_does_not_find(plants, tmp_path):
    with pytest.raises(NobodyToActFor, match="nulle-part"):
        import_file("plants", tmp_path / "x.csv", "nulle-part")
    with pytest.raises(UnknownSheet):
        import_file("dragons", tmp_path / "x.csv", "atelier-lumen")
    with pytest.raises(UnreadableSheet, match="ne peut pas être ouvert"):
        import_file("plants", tmp_path / "absent.csv", "atelier-lumen")


def test_erasing_somebody_takes_kept_files_away(plants):
    kept = ImportRun.objects.get(ref=run(plants).run)
    path = path_of(plants.lumen, Blob.objects.get().sha256)
    cleaning.forget_files(plants.lea)

    assert not path.exists()
    assert not Attachment.objects.exists()
    kept.refresh_from_db()
    assert kept.report["errors"] == []
    assert kept.report["created"] == 1


def test_old_files_go_by_themselves_and_recent_ones_stay(plants, settings):
    run(plants)
    assert cleaning.forget_old_files(plants.lumen) == 0
    settings.RETENTION = {**settings.RETENTION, "imports": -settings.RETENTION["imports"]}
    assert cleaning.forget_old_files(plants.lumen) == 1
