"""One line, from the key that opens it to the contract that it became."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_page import faults_of

pytestmark = pytest.mark.browser

DESK = "/c/atelier-lumen/"
LINE = "contrat vitrage Propnet 420€/mois tacite préavis 3 mois fin 31/12"


def test_a_contract_in_one_line_by_keyboard(lively, visit):
    page = visit(lively, "claire", DESK)
    page.keyboard.press("c")
    page.wait_for_url("**/capture/")
    expect(page.get_by_label("Votre ligne")).to_be_focused()
    page.keyboard.type(LINE)
    expect(page.locator("mark", has_text="420€/mois")).to_contain_text("à préciser")
    expect(page.locator("#heard")).to_contain_text("À préciser\u00a0: 420€/mois.")
    assert page.url.endswith("/capture/")
    assert [*faults_of(page, "typing", 1440, "light"), *faults_of(page, "typing", 360, "dark")] == []

    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("link", name="HT", exact=True).press("Enter")
    expect(page.get_by_label("Votre ligne")).to_have_value(LINE.replace("420€/mois", "420,00 €/mois HT"))
    expect(page.locator("#preview")).to_contain_text("420,00\u00a0€ HT par mois")
    page.get_by_role("link", name="Continuer").press("Enter")

    page.wait_for_url("**/contracts/new/**")
    expect(page.get_by_label("Fournisseur")).to_have_value("Propnet")
    expect(page.get_by_label("Objet")).to_have_value("Vitrage")
    page.get_by_label("Prise d’effet").fill("1/3/2024")
    page.get_by_role("button", name="Enregistrer").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vitrage")
    expect(page.locator("main")).to_contain_text("420,00")


def test_the_key_is_silent_while_typing_and_once_switched_off(standing, visit):
    page = visit(standing, "claire", f"{DESK}suppliers/contracts/")
    page.locator("input[type=search]").first.press("c")
    assert page.url.endswith("/contracts/")
    page.goto(f"{DESK}capture/")
    switch = page.locator("#keys-here")
    switch.uncheck()
    expect(page.locator("#keys-on")).not_to_be_checked()
    page.goto(DESK)
    page.keyboard.press("c")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert page.url.endswith(DESK)
    page.goto(f"{DESK}capture/")
    expect(switch).not_to_be_checked()
    switch.check()
    page.goto(DESK)
    page.keyboard.press("c")
    page.wait_for_url("**/capture/")


def test_without_a_script_enter_shows_the_same_preview(standing, visit):
    page = visit(standing, "claire", f"{DESK}capture/", java_script_enabled=False)
    page.get_by_label("Votre ligne").fill("congé Léa 12-16/8")
    page.get_by_label("Votre ligne").press("Enter")
    expect(page.locator("#preview")).to_contain_text("ne se demandent pas encore ici")
    page.get_by_role("link", name="Noter une absence").click()
    page.wait_for_url("**/presence/")


def test_a_phone_reaches_it_in_one_tap(standing, visit):
    page = visit(standing, "lea", DESK, width=360)
    page.locator(".tabbar").get_by_role("link", name="Noter").click()
    page.wait_for_url("**/capture/")
    assert Axe().run(page).response["violations"] == []
