"""What a sheet would change is shown in words before it is written: what was, and what would be."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pupitre.modules.suppliers.models import Contract
from pupitre.modules.suppliers.tests.test_imports import GOOD, HEADER, imported

START = "/c/atelier-lumen/imports/"
DEARER = GOOD.replace("420", "450").replace("Nettoyage", "Nettoyage des bureaux")


def in_words(report):
    return {
        (one.line, one.name, one.is_new): {
            said.label: (said.was, said.value.replace("\u00a0", " ")) for said in one.said
        }
        for one in report.understood
    }


def test_a_new_line_is_said_as_it_was_understood(lumen):
    (said,) = in_words(imported(lumen, HEADER + GOOD, dry_run=True)).values()
    assert said["Prise d’effet"] == ("", "1er mars 2024")
    assert said["Préavis"] == ("", "3 mois")
    assert said["Prix"] == ("", "420 € HT par mois")
    assert said["Prochaine lettre avant"] == ("", "24 nov. 2026")


def test_what_a_line_changes_is_said_with_what_was_there(lumen):
    imported(lumen, HEADER + GOOD)
    ((key, said),) = in_words(imported(lumen, HEADER + DEARER, dry_run=True)).items()
    assert key == (2, "Propnet, Nettoyage", False)
    assert set(said) == {"Objet", "Prix"}
    assert said["Objet"] == ("Nettoyage", "Nettoyage des bureaux")
    assert said["Prix"][1] == "450 € HT par mois"


def test_a_changed_supplier_is_said_too(lumen):
    imported(lumen, "Nom;Téléphone\nOtis;01 99 00 10 10\n", "suppliers")
    (said,) = in_words(imported(lumen, "Nom;Téléphone\nOtis;01 99 00 10 11\n", "suppliers", dry_run=True)).values()
    assert list(said) == ["Téléphone"]


def test_the_page_shows_it_before_and_after(lumen, as_):
    imported(lumen, HEADER + GOOD)
    sheet = SimpleUploadedFile("contrats.csv", (HEADER + DEARER).encode())
    page = as_(lumen.claire).send(START, sheet="contracts", file=sheet).content.decode()
    assert "<h2>À modifier</h2>" in page
    assert "<s>Nettoyage</s> → <b>Nettoyage des bureaux</b>" in page
    assert Contract.objects.get().title == "Nettoyage"


def test_of_ten_thousand_lines_the_first_are_said_and_the_rest_counted(lumen, as_):
    lines = "".join(f"Fournisseur {n};Objet {n};;01/03/2024;12 mois;tacite;3 mois;{n}\n" for n in range(1, 121))
    sheet = SimpleUploadedFile("contrats.csv", (HEADER + lines).encode())
    page = as_(lumen.claire).send(START, sheet="contracts", file=sheet).content.decode()
    assert page.count("<tr><td") == 50
    assert "Et 70 de plus." in page
