"""Files that mean harm, and files found elsewhere: a sentence, or columns to choose, and nothing executed."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.tests.sheets import written
from tests.harness.naughty import OURS

HOME = "/c/atelier-lumen/imports/"
PLACES = [parent / "shared" / "cases" for parent in Path(__file__).resolve().parents]
CASES = next((place for place in PLACES if place.exists()), None)
SOME = 7  # a workbook out of so many: each is opened by a process of its own
FILES = (
    sorted(
        [
            *(CASES / "security").rglob("*.csv"),
            *(CASES / "spreadsheets").rglob("*.csv"),
            *sorted((CASES / "spreadsheets").rglob("*.xls*"))[::SOME],
            *(CASES / "spreadsheets").rglob("*.ods"),
        ]
    )
    if CASES
    else []
)


@pytest.fixture
def claire(plants, as_):
    return as_(plants.claire)


def sent(visitor, content, name="plantes.csv"):
    return visitor.send(HOME, sheet="plants", file=SimpleUploadedFile(name, content))


def table(header, *rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([header, *rows])
    return text.getvalue().encode("utf-8", "replace")


def test_hostile_headers_and_values_are_shown_asleep(claire):
    """The visitor refuses a page with an inline script or a double id; it takes typed braces for a template's."""
    said = [" ".join(one.replace("\0", "").split())[:80] for one in OURS]
    said = [one for one in said if one and "{" not in one][:190]
    answer = sent(claire, table(["Plante", *said], ["Ficus", *said]))
    assert answer.status_code == 200
    assert "Vos colonnes" in answer.content.decode()
    run = ImportRun.objects.get()
    url = f"{HOME}{run.ref}/columns/"
    assert claire.send(url, column_0="name", column_1="code").status_code == 200
    assert claire.get(f"{HOME}{run.ref}/").status_code == 200


@pytest.mark.parametrize("value", ["__class__", "name' OR 1=1", "\0", "9" * 500, "-1", "../../etc"])
def test_a_choice_that_was_not_offered_is_refused(claire, value):
    sent(claire, b"Essence;Humeur\nFicus;gaie\n")
    answer = claire.send(f"{HOME}{ImportRun.objects.get().ref}/columns/", column_0=value, column_1="name")
    assert answer.status_code in (400, 422)
    assert not written


@pytest.mark.skipif(not FILES, reason="the shared cases are not on this machine")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_of_others_are_refused_with_a_sentence_or_asked(claire, file):
    answer = sent(claire, file.read_bytes(), file.name)
    assert answer.status_code in (200, 422)
    for run in ImportRun.objects.all():
        for page in ("", "columns/"):
            assert claire.get(f"{HOME}{run.ref}/{page}").status_code in (200, 302)
    assert not written
