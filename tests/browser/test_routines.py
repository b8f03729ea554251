"""What comes back: chosen in the catalogue, done with its proof, and the next date shown; by keyboard and by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE
from tests.browser.test_stories import press_on, said, take_back

pytestmark = pytest.mark.browser

ROUTINES = "/c/atelier-lumen/routines/"
TITLE = "Transmettre les pièces au cabinet comptable"


def is_for_everybody(page):
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found] == []


@pytest.mark.parametrize("width", [1440, 360])
def test_the_last_working_day_of_the_month_from_the_catalogue_to_its_proof(lively, visit, width):
    page = visit(lively, "claire", f"{ROUTINES}catalogue/", width=width)
    is_for_everybody(page)
    press_on(page, page.locator("tr", has_text=TITLE).get_by_role("button", name="Ajouter"))
    said(page, "ajoutée, à votre nom")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text("le dernier jour ouvré du mois")
    expect(page.locator("ol").first).to_contain_text("lundi 30 nov.")
    is_for_everybody(page)

    press_on(page, page.get_by_role("button", name="Fait", exact=True))
    expect(page.locator("main")).to_contain_text("écrivez ce qui a été fait")
    page.get_by_label("Ce qui a été fait").fill("Tout envoyé à Nadia")
    press_on(page, page.get_by_role("button", name="Fait", exact=True))
    said(page, "Fait")
    expect(page.locator("#history")).to_contain_text("Tout envoyé à Nadia")
    expect(page.locator("ol").first).not_to_contain_text("30 nov.")
    expect(page.locator("ol").first).to_contain_text("jeudi 31 déc.")
    is_for_everybody(page)
    take_back(page)
    expect(page.locator("ol").first).to_contain_text("lundi 30 nov.")


def test_a_routine_is_written_while_its_dates_are_foretold(lively, visit):
    page = visit(lively, "claire", f"{ROUTINES}new/")
    page.get_by_label("Ce qui revient").fill("Réunion de chantier")
    page.get_by_label("Cela revient").select_option(label="Un jour de la semaine")
    foretold = page.locator("#foretold")
    expect(foretold).to_contain_text("Chaque lundi")
    page.get_by_label("Le", exact=True).select_option(label="jeudi")
    expect(foretold).to_contain_text("Chaque jeudi")
    page.get_by_label("Toutes les … semaines").fill("2")
    expect(foretold).to_contain_text("Un jeudi sur deux")
    expect(foretold.locator("li")).to_have_count(5)
    is_for_everybody(page)
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "Routine ajoutée")
    expect(page.locator("ol").first).to_contain_text("jeudi 26")


def test_without_script_another_kind_asks_for_what_it_needs(lively, visit):
    page = visit(lively, "claire", f"{ROUTINES}new/", java_script_enabled=False)
    page.get_by_label("Ce qui revient").fill("Réunion de chantier")
    page.get_by_label("Cela revient").select_option(label="Un jour de l’année")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("Dites")
    page.get_by_label("De quel mois").select_option(label="mars")
    page.get_by_label("Le", exact=True).fill("1")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("chaque année le 1er mars")
