"""Files: kept whole, handed to whoever may see what they are on, never opened in the page."""

import pytest
from django.conf import settings

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.files.actions import clean_name, remove_file, restore_file, type_of
from pupitre.foundation.files.cleaning import erase_what_was_removed
from pupitre.foundation.files.models import Blob
from pupitre.foundation.files.store import CannotStore, path_of, store
from pupitre.foundation.files.tests.cases import PDF, a_file
from pupitre.foundation.tenancy.scope import working_for


def test_the_same_bytes_are_kept_once_in_a_company_and_never_shared_with_a_neighbour(lumen):
    first, second = store([PDF]), store([PDF])
    assert first.pk == second.pk
    with working_for(lumen.voisins):
        theirs = store([PDF])
    assert theirs.pk != first.pk
    assert path_of(lumen.lumen, first.sha256) != path_of(lumen.voisins, theirs.sha256)


def test_a_file_comes_back_as_a_download_in_a_sandbox(lumen, as_):
    made = a_file(lumen.claire)
    answer = as_(lumen.claire).get(f"/c/atelier-lumen/files/{made.ref}/")
    assert answer.body == PDF
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''facture.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_who_does_not_see_the_thing_does_not_get_its_file(lumen, as_):
    made = a_file(lumen.claire)
    assert as_(lumen.lea).get(f"/c/atelier-lumen/files/{made.ref}/").status_code == 404


def test_a_removed_file_is_gone_and_comes_back(lumen, as_):
    made = a_file(lumen.claire)
    remove_file(made, actor=lumen.claire)
    claire = as_(lumen.claire)
    assert claire.get(f"/c/atelier-lumen/files/{made.ref}/").status_code == 404
    restore_file(made.ref, actor=lumen.claire)
    assert claire.get(f"/c/atelier-lumen/files/{made.ref}/").status_code == 200


def test_nothing_can_be_attached_to_what_one_does_not_see(lumen):
    made = a_file(lumen.claire)
    with pytest.raises(Refusal):
        remove_file(made, actor=lumen.lea)


def test_bytes_nobody_speaks_of_leave_after_their_time(lumen):
    made = a_file(lumen.claire)
    path = path_of(lumen.lumen, made.blob.sha256)
    remove_file(made, actor=lumen.claire)
    assert erase_what_was_removed(lumen.lumen) == 0
    with clock.at(clock.now() + settings.RETENTION["removed"] + settings.RETENTION["orphan_files"]):
        assert erase_what_was_removed(lumen.lumen) == 1
    assert not path.exists()
    assert not Blob.objects.exists()


def test_too_large_a_file_leaves_nothing_behind(lumen, settings):
    settings.LARGEST_FILE = 10
    with pytest.raises(CannotStore):
        store([b"12345", b"678901"])
    assert not Blob.objects.exists()
    assert [path for path in (settings.FILES / str(lumen.lumen.uid)).rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\devis.pdf", "devis.pdf"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("\x00", "fichier"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
        ("facture d’août.pdf", "facture d’août.pdf"),
    ],
)
def test_a_name_keeps_nothing_that_moves_or_disguises(given, kept):
    assert clean_name(given) == kept


def test_a_type_is_read_in_the_bytes():
    assert type_of(PDF) == "application/pdf"
    assert type_of(b"<html>") == "application/octet-stream"
