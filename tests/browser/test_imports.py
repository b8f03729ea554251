"""A messy sheet: a column corrected by hand, previewed, imported with progress, undone; and known the next time."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

IMPORTS = "/c/atelier-lumen/imports/"
SHEET = """Suivi des contrats 2026;;;;;;;
;;;;;;;
Société;Chose signée;Réf.;Date d'effet;Durée;Préavis;Reconduction;Montant annuel HT;Humeur
Kappa;Gardiennage du week-end;K-1;01/03/2024;12 mois;3 mois;tacite;5 040,00 €;bof
Lambda;Désinsectisation;L-2;pas une date;1 an;2 mois;tacite;1 860,50 €;
Total;;;;;;;6 900,50 €;
"""


def faults_of(page):
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"][:2]]) for fault in found]


def upload(page, sheet):
    page.goto(IMPORTS)
    page.get_by_label("Ce que contient le fichier").select_option(label="Contrats")
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="Vérifier le fichier").click()


def test_a_messy_sheet_is_corrected_imported_undone_and_known_the_next_time(lively, visit, tmp_path):
    sheet = tmp_path / "Suivi Contrats VF2.csv"
    sheet.write_text(SHEET, encoding="cp1252")
    page, main = visit(lively, "claire"), None
    upload(page, sheet)
    main = page.locator("main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos colonnes")
    assert faults_of(page) == []
    page.get_by_label("Chose signée").select_option(label="Objet")
    page.get_by_role("button", name="Vérifier", exact=True).click()
    expect(main).to_contain_text("1 ligne à ajouter, 1 laissée de côté")
    expect(main).to_contain_text("pas une date")

    page.get_by_role("button", name="Importer cette ligne").click()
    expect(main).to_contain_text("Cet import peut être annulé", timeout=20_000)
    assert faults_of(page) == []
    page.get_by_role("link", name="Annuler cet import").click()
    expect(main).to_contain_text("2 fiches à retirer")
    assert faults_of(page) == []
    page.get_by_role("button", name="Annuler cet import").click()
    expect(main).to_contain_text("2 fiches retirées")

    upload(page, sheet)
    expect(main).to_contain_text("1 ligne à ajouter")
    page.get_by_role("link", name="Corriger les colonnes").click()
    expect(main).to_contain_text("comme la dernière fois")
    page.get_by_role("button", name=re.compile("Oublier la colonne Chose")).click()
    expect(page.get_by_label("Chose signée")).to_have_value("")


def test_without_script_the_page_is_reloaded_until_it_is_done(lively, visit, tmp_path):
    sheet = tmp_path / "contrats.csv"
    sheet.write_text("Fournisseur;Objet;Date de début;Durée;Préavis\nKappa;Gardiennage;01/03/2024;12 mois;3 mois\n")
    page = visit(lively, "claire", java_script_enabled=False)
    upload(page, sheet)
    page.get_by_role("button", name="Importer cette ligne").click()
    again = page.get_by_role("link", name="Actualiser")
    for _ in range(40):
        if not again.count():
            break
        again.click()
        page.wait_for_timeout(500)
    expect(page.locator("main")).to_contain_text("Cet import peut être annulé")
