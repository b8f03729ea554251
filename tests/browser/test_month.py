"""The office manager issues last month's page; the director reads it on the phone, opens a figure, keeps the paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE
from tests.browser.test_stories import press_on, said

pytestmark = pytest.mark.browser

MONTH = "/c/atelier-lumen/month/"


def for_everybody(page):
    """Nothing axe complains of, at three widths, and never wider than a phone."""
    for width, scheme in ((1440, "light"), (768, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        faults = Axe().run(page, options=AXE).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in faults] == []
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_page_is_issued_corrected_by_a_version_then_read_on_a_phone_and_kept_on_paper(lively, visit):
    page = visit(lively, "claire", f"{MONTH}2026-09/")
    page.get_by_role("textbox", name="Vos mots").fill("Un mois de rentrée.")
    press_on(page, page.get_by_role("button", name="Garder ces mots"))
    said(page, "Vos mots sont gardés")
    press_on(page, page.get_by_role("button", name="Arrêter la page"))
    said(page, "La page est arrêtée")
    expect(page.locator("main")).to_contain_text("version 1")

    page.goto(f"{lively.url}{MONTH}2026-10/")
    for_everybody(page)
    press_on(page, page.get_by_role("link", name="Chiffres d’aujourd’hui"))
    page.get_by_role("textbox", name="Vos mots").fill("La flotte est renégociée, le nettoyage se décide en novembre.")
    press_on(page, page.get_by_role("button", name="Garder ces mots"))
    press_on(page, page.get_by_role("button", name="Arrêter la page"))
    expect(page.locator("main")).to_contain_text("version 2")
    expect(page.locator("main")).to_contain_text("Le commentaire a changé")

    sophie = visit(lively, "sophie", MONTH, width=360)
    expect(sophie.get_by_role("heading", level=1)).to_have_text("Octobre 2026")
    expect(sophie.locator("main")).to_contain_text("le nettoyage se décide en novembre")
    press_on(sophie, sophie.get_by_role("link", name=re.compile("Décisions prises")))
    expect(sophie.get_by_role("heading", level=1)).to_have_text("Décisions prises")
    expect(sophie.locator("main")).to_contain_text("Douze chaises pour l’atelier")
    for_everybody(sophie)
    paper = sophie.request.get(f"{lively.url}{MONTH}2026-10/pdf/")
    assert paper.body().startswith(b"%PDF")


PAGES = ("2026-11/", "2026-10/circulate/", "issued/", "savings/", "savings/new/", "cost/")


@pytest.mark.parametrize("path", PAGES)
def test_each_page_of_the_mission_is_for_everybody(standing, visit, path):
    for_everybody(visit(standing, "claire", f"{MONTH}{path}"))


def test_a_saving_is_followed_by_keyboard(lively, visit):
    page = visit(lively, "claire", f"{MONTH}savings/")
    press_on(page, page.get_by_role("link", name="Copieurs, deux machines au lieu de trois"))
    for_everybody(page)
    page.get_by_label("Quelles factures").fill("F-2026-1301")
    press_on(page, page.get_by_role("button", name="Déclarer réalisée"))
    said(page, "la direction peut la valider")
    expect(page.locator("main")).to_contain_text("F-2026-1301")
