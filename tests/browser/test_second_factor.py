"""The second factor in a real browser: turned on, asked at the door, and opened once by a code on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import faults_of

pytestmark = pytest.mark.browser

SECURITY = "/accounts/security/"
PASSWORD = "quatre planches de chêne"
GIVEN_A_PASSWORD = f"""
from pupitre.foundation.accounts.models import User
lea = User.objects.get(email="lea@atelier-lumen.example")
lea.set_password({PASSWORD!r})
lea.save()
"""
NEXT_CODE = """
from pupitre.foundation import clock
from pupitre.foundation.access import codes, second_factor
from pupitre.foundation.access.models import SecondFactor
factor = SecondFactor.objects.select_related("user").get()
print(codes.code_of(second_factor.secret_of(factor), codes.step_at(clock.now()) + {shift}))
"""
ASKED_OF_EMPLOYEES = """
from pupitre.foundation.tenancy.models import Company
Company.objects.filter(slug="atelier-lumen").update(second_factor_for=["employee"])
"""


@pytest.fixture
def guarded(lively):
    """Léa has a password, and the Atelier asks employees for a second factor."""
    lively.says(GIVEN_A_PASSWORD + ASKED_OF_EMPLOYEES)
    return lively


def code(house, shift):
    return house.says(NEXT_CODE.format(shift=shift))


def is_for_everybody(page):
    """What the walk of every page does not reach."""
    wide, narrow = ((1440, "light"), (360, "dark"))
    assert [*faults_of(page, page.url, *wide), *faults_of(page, page.url, *narrow)] == []
    page.set_viewport_size({"width": 1440, "height": 900})


def give_password(page):
    page.goto("/accounts/sign-in/")
    page.get_by_label("Adresse e-mail").fill("lea@atelier-lumen.example")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def turn_on(page, house):
    """The recovery codes."""
    page.get_by_role("button", name="Activer le second facteur").click()
    expect(page.get_by_role("img", name="Code QR")).to_be_visible()
    is_for_everybody(page)
    page.get_by_label("Code à six chiffres").fill(code(house, -1))
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Activer").click()
    kept = page.locator("li code")
    expect(kept).to_have_count(10)
    is_for_everybody(page)
    return kept.all_inner_texts()


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without"])
def test_it_is_turned_on_kept_on_paper_and_asked_at_the_door(guarded, visit, has_script):
    page = visit(guarded, path="/", java_script_enabled=has_script, accept_downloads=True)
    give_password(page)
    expect(page.locator("main")).to_contain_text("Atelier Lumen demande un second facteur")
    kept = turn_on_quietly(page, guarded) if not has_script else turn_on(page, guarded)
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger les codes").click()
    assert set(kept) <= set(download.value.path().read_text().split())
    page.get_by_role("link", name=re.compile("continuer")).click()
    page.wait_for_url("**/c/atelier-lumen/")

    page.context.clear_cookies()
    give_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second facteur")
    page.get_by_label("Code à six chiffres").fill("12")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Code à six chiffres").fill(code(guarded, 0))
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/c/atelier-lumen/")


def turn_on_quietly(page, house):
    page.get_by_role("button", name="Activer le second facteur").click()
    page.get_by_label("Code à six chiffres").fill(code(house, -1))
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Activer").click()
    return page.locator("li code").all_inner_texts()


def test_a_code_on_paper_opens_once_and_each_page_is_for_everybody(guarded, visit):
    page = visit(guarded, path="/")
    give_password(page)
    is_for_everybody(page)
    kept = turn_on(page, guarded)
    for path in (SECURITY, f"{SECURITY}codes/", f"{SECURITY}off/"):
        page.goto(path)
        is_for_everybody(page)
    for opens in (True, False):
        page.context.clear_cookies()
        give_password(page)
        is_for_everybody(page)
        page.get_by_role("link", name=re.compile("code de secours")).click()
        is_for_everybody(page)
        page.get_by_label("Code de secours").fill(kept[0].lower())
        page.get_by_role("button", name="Se connecter").click()
        if opens:
            expect(page.locator("[data-toast]").last).to_contain_text("il en reste 9")
    expect(page.get_by_role("alert")).to_contain_text("a déjà servi")
