"""A newcomer gives twelve months of bank lines, and leaves with the page to send."""

import re
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pupitre.modules.bank.tests.factories import csv_of, moves
from tests.browser.test_stories import press_on
from tests.running.test_serve import next_line_about

pytestmark = pytest.mark.browser

COMPANY = "/c/menuiserie-aubin/"


@pytest.fixture
def newcomer(empty, visit):
    """Her company was founded a minute ago."""
    opened = empty.open()
    next_line_about(opened, "ouvert")
    link = re.search(r"/setup/\S+", next_line_about(opened, "/setup/"))[0]
    page = visit(empty, path="/")
    page.goto(link)
    page.get_by_label("Nom de l’entreprise").fill("Menuiserie Aubin")
    page.get_by_label("Votre nom").fill("Inès Aubin")
    page.get_by_label("Votre adresse e-mail").fill("ines@aubin.example")
    page.get_by_label("Mot de passe").fill("quatre planches de chêne")
    page.get_by_role("button", name="Créer mon entreprise").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quels jours êtes-vous là ?")
    return SimpleNamespace(page=page, house=empty)


def for_everybody(page):
    """Nothing axe complains of, at both ends, and never wider than a phone."""
    for width, scheme in ((1440, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in faults] == []
    page.set_viewport_size({"width": 1440, "height": 900})


def test_twelve_months_of_bank_lines_become_eleven_contracts_and_a_page_to_send(newcomer, tmp_path):
    page, statement = newcomer.page, tmp_path / "releve.csv"
    statement.write_bytes(csv_of(moves()))

    page.goto(f"{COMPANY}suppliers/contracts/")
    tabs = page.get_by_role("navigation", name="Fournisseurs et contrats")
    press_on(page, tabs.get_by_role("link", name="Découvrir dans un relevé"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Découvrir dans un relevé")
    for_everybody(page)
    page.locator("input[type=file]").set_input_files(statement)
    press_on(page, page.get_by_role("button", name="Lire les relevés"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Ce qui revient", timeout=30_000)
    for_everybody(page)
    press_on(page, page.get_by_role("checkbox", name=re.compile("^Hiscox")), "Space")
    expect(page.locator("[data-bulk-count]")).to_have_text("11 sélectionnés")
    press_on(page, page.get_by_role("button", name="Accepter 11 lignes"))
    expect(page.locator("[data-toast]").last).to_contain_text("11 contrats ajoutés")

    press_on(page, page.get_by_role("link", name="La page à envoyer"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Une date que personne ne surveillait")
    expect(page.locator("main")).to_contain_text("La fin et le préavis de 11 contrats")
    for_everybody(page)
    page.goto(f"{COMPANY}bank/report/sending/")
    press_on(page, page.get_by_role("button", name="Envoyer le mail"))
    expect(page.locator("[data-toast]").last).to_contain_text("Page envoyée à Inès Aubin")
