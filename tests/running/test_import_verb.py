"""What `bin/pupitre import` says of a sheet."""

import json

import pytest

SHEET = """Nom;SIREN;E-mail;Humeur
Kappa;552100554;;gaie
Lambda;123;pas une adresse;
Total;;;
"""


@pytest.fixture
def ask(furnished, tmp_path):
    sheet = tmp_path / "fournisseurs.csv"
    sheet.write_text(SHEET)
    return lambda *options: furnished.ask("import", "suppliers", sheet, "--company", "atelier-lumen", *options)


def test_a_sheet_is_told_in_lines_that_agree_with_what_was_left_out(ask):
    said = ask().stdout.splitlines()
    assert said[0] == "Fait : 1 nouveau, 0 modifié, 0 inchangé, 0 créé au passage, 1 ligne laissée."
    assert said[1:3] == [
        "  colonne « Humeur » : inconnue, laissée de côté",
        "  La ligne 4 est un total : elle n’est pas importée.",
    ]
    assert [line[:12] for line in said[3:]] == ["  ligne 3, S", "  ligne 3, E"]


def test_a_program_is_told_of_the_columns_nobody_knows(ask):
    said = json.loads(ask("--dry-run", "--json").stdout)
    assert set(said) == {"created", "changed", "unchanged", "also_created", "errors", "mapping"}
    assert said["mapping"] == {"Nom": "name", "SIREN": "siren", "E-mail": "email", "Humeur": None}
