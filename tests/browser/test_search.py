"""Finding and going, from the keyboard, with a finger, and without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
HOME = "/c/atelier-lumen/"


@pytest.fixture(scope="module")
def house(standing):
    """Its clock has told the search what there is."""
    standing.says(DELIVER)
    return standing


DELIVER = """
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.tenancy.models import Company
for company in Company.objects.all():
    deliver(company)
"""


def opened(page):
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Chercher, aller, faire")
    palette.get_by_role("option").first.wait_for()
    return palette


def test_a_word_typed_badly_an_arrow_and_enter_open_what_was_meant(house, visit):
    page = visit(house, "claire", HOME)
    palette = opened(page)
    palette.get_by_role("option", name="Nouveau contrat").wait_for()
    page.keyboard.type("netoyage")
    palette.get_by_role("option", name="Nettoyage des bureaux Propnet").wait_for()
    first, second = palette.get_by_role("option").all()[:2]
    assert first.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    assert second.get_attribute("aria-selected") == "true"
    box = palette.get_by_role("combobox")
    assert box.get_attribute("aria-activedescendant") == second.get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Nettoyage des bureaux").wait_for()


def test_a_gesture_begins_from_anywhere(house, visit):
    page = visit(house, "claire", "/c/atelier-lumen/people/")
    opened(page)
    page.keyboard.type("nouveau contrat")
    page.get_by_role("option", name="Nouveau contrat", selected=True).wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/suppliers/contracts/new/")


def test_the_palette_opens_and_closes_and_the_keys_are_listed(house, visit):
    page = visit(house, "lea", HOME)
    palette = opened(page)
    page.keyboard.press("Escape")
    assert not palette.is_visible()
    page.keyboard.press("/")
    palette.wait_for()
    page.keyboard.press("Control+k")
    assert not palette.is_visible()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Raccourcis clavier")
    assert {"/", "?", "Ctrl K"} <= set(keys.locator("kbd").all_inner_texts())


def test_where_a_list_filters_the_slash_is_for_the_list(house, visit):
    page = visit(house, "claire", "/c/atelier-lumen/people/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    assert not page.get_by_role("dialog").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_palette_is_for_everybody(house, visit, scheme):
    page = visit(house, "claire", HOME, scheme=scheme)
    opened(page)
    assert Axe().run(page).response["violations"] == []
    page.keyboard.type("nettoyage")
    page.get_by_role("option", name="Nettoyage des bureaux Propnet").wait_for()
    assert Axe().run(page).response["violations"] == []


def test_with_a_finger_on_a_phone(house, visit):
    page = visit(house, "claire", HOME, width=360, has_touch=True)
    page.locator(".topbar").get_by_role("link", name="Chercher").tap()
    page.get_by_role("combobox").fill("propnet")
    page.get_by_role("option", name="Propnet").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.getElementById('palette').scrollWidth <= innerWidth")
    page.get_by_role("option", name="Chercher").tap()
    page.get_by_role("heading", level=1, name="Chercher").wait_for()


def test_without_a_script_the_same_is_found(house, visit):
    page = visit(house, "claire", HOME, java_script_enabled=False)
    page.get_by_role("link", name="Chercher").first.click()
    page.get_by_role("searchbox").fill("netoyage")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Nettoyage des bureaux", exact=True).wait_for()
    page.get_by_role("link", name="nettoyage", exact=True).click()
    assert "q=nettoyage" in page.url


def test_results_come_while_one_types(house, visit):
    page = visit(house, "lea", "/c/atelier-lumen/search/")
    page.get_by_role("main").get_by_role("searchbox").fill("propnet")
    page.get_by_role("link", name="Propnet").wait_for()
    page.wait_for_url("**/search/?q=propnet")
    assert not page.get_by_role("link", name="Nettoyage des bureaux", exact=True).is_visible()
    assert Axe().run(page).response["violations"] == []
