"""Importing on a screen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.tests.sheets import written

HOME = "/c/atelier-lumen/imports/"


def sent(visitor, content, name="plantes.csv"):
    return visitor.send(HOME, sheet="plants", file=SimpleUploadedFile(name, content.encode()))


@pytest.fixture
def claire(plants, as_):
    return as_(plants.claire)


def imported(visitor, work):
    """What the page says once the job is done."""
    url = f"{HOME}{ImportRun.objects.get().ref}/"
    visitor.send(url, to=f"{url}import/")
    work()
    return visitor.read(url)


def test_a_file_is_checked_then_imported(claire, work):
    said = sent(claire, "Plante;Prix\nFicus;12\n").content.decode()
    assert "Rien n’est encore écrit" in said
    assert written == []

    said = imported(claire, work)
    assert written == ["Ficus"]
    assert "ajoutée" in said


def test_errors_say_line_column_value_and_reason(claire):
    said = sent(claire, "Plante;Prix\nFicus;<b>abc</b>\n").content.decode()
    assert "&lt;b&gt;abc&lt;/b&gt;" in said
    assert "Ce n’est pas un montant" in said


def test_errors_are_taken_away_escaped(claire):
    sent(claire, "Plante;Prix\nFicus;=1+1\n")
    lines = claire.get(f"{HOME}{ImportRun.objects.get().ref}/errors.csv").body.decode()
    assert "2;Prix;'=1+1;" in lines


def test_a_file_that_is_no_table_says_why(claire):
    response = sent(claire, "%PDF-1.7", "contrat.pdf")
    assert response.status_code == 422
    assert "PDF" in response.content.decode()


def test_an_example_can_be_taken(claire):
    assert "Ficus" in claire.get(f"{HOME}examples/plants.csv").content.decode()
    assert claire.get(f"{HOME}examples/dragons.csv").status_code == 404


def test_an_employee_imports_nothing(claire, plants, as_):
    sent(claire, "Plante;Prix\nFicus;12\n")
    lea = as_(plants.lea)
    assert lea.get(HOME).status_code == 403
    assert lea.get(f"{HOME}{ImportRun.objects.get().ref}/").status_code == 404


def test_the_report_counts_in_words(claire, work):
    said = sent(claire, "Plante;Prix\nFicus;12\nYucca;9\nAloès;abc\n").content.decode()
    assert "2 lignes à ajouter, 1 laissée de côté." in said
    assert "Importer ces 2 lignes" in said
    said = imported(claire, work)
    assert "2 lignes ajoutées, 1 laissée de côté." in said
    assert "Importer ces" not in said


def test_the_door_is_open_to_whoever_may_import_one_sheet(plants, as_, monkeypatch):
    from pupitre.foundation.imports import queries

    assert f'href="{HOME}"' in as_(plants.claire).read("/c/atelier-lumen/")
    assert f'href="{HOME}"' not in as_(plants.lea).read("/c/atelier-lumen/")
    monkeypatch.setattr(queries, "allows", lambda actor, name: name == "suppliers.import_sheets")
    assert f'href="{HOME}"' in as_(plants.lea).read("/c/atelier-lumen/")
    assert as_(plants.lea).get(HOME).status_code == 200
