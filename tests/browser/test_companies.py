"""Somebody with two clients, in a real browser: from one to the other in two keystrokes, her day, and her calendar."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import faults_of

pytestmark = pytest.mark.browser

ATELIER, STUDIO = "/c/atelier-lumen/", "/c/studio-verdier/"


def is_for_everybody(page):
    found = [
        faults_of(page, page.url, width, scheme) for width, scheme in ((1440, "light"), (768, "dark"), (360, "dark"))
    ]
    assert [fault for faults in found for fault in faults] == []
    page.set_viewport_size({"width": 1440, "height": 900})


def test_two_keystrokes_lead_to_another_company_and_back(standing, visit):
    page = visit(standing, "claire", ATELIER)
    assert "Studio Verdier" not in page.content()
    page.keyboard.press("w")
    expect(page.locator(".rail [data-digit='2'] kbd")).to_have_text("2")
    is_for_everybody(page)
    page.keyboard.press("Digit2")
    page.wait_for_url(f"**{STUDIO}")
    assert "Atelier Lumen" not in page.content()
    page.keyboard.press("w")
    page.keyboard.press("Digit1")  # before the list came
    page.wait_for_url(f"**{ATELIER}")
    page.keyboard.press("w")
    page.keyboard.press("Digit0")
    page.wait_for_url(re.compile(r":\d+/$"))


def test_arrows_and_enter_lead_there_too_and_typing_is_left_alone(standing, visit):
    page = visit(standing, "claire", ATELIER)
    page.keyboard.press("w")
    expect(page.locator(".rail [data-digit='2']")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{STUDIO}")
    page.goto(f"{ATELIER}capture/")
    page.get_by_label("Votre ligne").fill("")
    page.keyboard.type("w2")
    expect(page.get_by_label("Votre ligne")).to_have_value("w2")


def test_on_a_phone_the_list_opens_under_the_thumb(standing, visit):
    page = visit(standing, "claire", ATELIER, width=360)
    page.locator(".topbar summary.company").click()
    page.locator(".topbar [data-digit='2']").click()
    page.wait_for_url(f"**{STUDIO}")


def test_without_a_script_the_list_leads_to_the_page_of_all_companies(standing, visit):
    page = visit(standing, "claire", ATELIER, java_script_enabled=False)
    page.locator(".rail summary.company").click()
    page.get_by_role("link", name="Toutes mes entreprises").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ma journée")


def test_her_day_shows_both_and_a_half_day_is_promised_once(lively, visit):
    page = visit(lively, "claire", "/")
    expect(page.locator(".house")).to_have_count(2)
    expect(page.locator(".across__week").first.locator("[title='Atelier Lumen']")).to_have_count(4)
    is_for_everybody(page)
    page.goto(f"{STUDIO}presence/")
    page.get_by_role("checkbox", name="Mardi Matin").check()
    page.get_by_role("button", name="Enregistrer la semaine").click()
    expect(page.get_by_text("déjà prise par une autre de vos entreprises")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Mardi Matin")).to_be_checked()
    assert "Atelier" not in page.content()
    page.goto("/")
    page.get_by_text("10 demi-journées disponibles").click()
    page.get_by_label("Demi-journées disponibles par semaine").fill("6")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("8 demi-journées promises par semaine, pour 6 disponibles.")).to_be_visible()
    is_for_everybody(page)


def test_a_calendar_gets_an_address_and_loses_it(lively, visit):
    page = visit(lively, "claire", f"{ATELIER}presence/")
    page.get_by_role("link", name="Suivre dans mon agenda").click()
    is_for_everybody(page)
    page.get_by_role("button", name="Créer l’adresse : Renouvellements").click()
    address = page.get_by_label("Adresse du calendrier").input_value().partition("/f/")[2]
    is_for_everybody(page)
    answer = page.request.get(f"{lively.url}/f/{address}")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text().count("BEGIN:VEVENT") > 20
    page.get_by_role("link", name="Je l’ai gardée, continuer").click()
    expect(page.get_by_text("suivi", exact=True)).to_be_visible()
    page.get_by_role("button", name="Révoquer l’adresse : Renouvellements").click()
    expect(page.get_by_text(re.compile("Dernière révocation"))).to_be_visible()
    assert page.request.get(f"{lively.url}/f/{address}").status == 404
