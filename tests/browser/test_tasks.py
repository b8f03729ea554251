"""A task from its first word to its tick, and back, in a real browser; and several at once."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE
from tests.browser.test_stories import press_on, said, take_back

pytestmark = pytest.mark.browser

TASKS = "/c/atelier-lumen/tasks/"


def is_for_everybody(page):
    faults = Axe().run(page, options=AXE).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in faults] == []


def note(page, title):
    page.goto(f"{TASKS}new/")
    page.get_by_label("À faire").fill(title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_task_is_captured_started_ticked_with_its_time_and_taken_back_by_keyboard(lively, visit):
    page = visit(lively, "claire", f"{TASKS}new/?title=Commander les badges&due_on=2026-11-26")
    is_for_everybody(page)
    page.get_by_label("À faire").focus()
    page.keyboard.press("Enter")
    said(page, "Tâche notée")
    is_for_everybody(page)
    press_on(page, page.get_by_role("button", name="Commencer"))
    expect(page.locator(".top__sub")).to_contain_text("En cours")
    press_on(page, page.get_by_role("button", name=re.compile("Fait en 15")))
    said(page, "fait")
    expect(page.locator("main")).to_contain_text("Faite par Claire")
    expect(page.locator("#times")).to_contain_text("15")
    here = page.url
    take_back(page)
    page.goto(here)
    expect(page.locator(".top__sub")).to_contain_text("En cours")
    expect(page.locator("#times")).to_contain_text("Rien de noté")


def test_the_button_announces_how_many_and_one_click_takes_them_all_back(lively, visit):
    page = visit(lively, "claire", f"{TASKS}new/")
    for title in ("Un", "Deux", "Trois"):
        note(page, f"Essai {title}")
    page.goto(f"{TASKS}?q=essai")
    page.get_by_label("Choisir Essai Un").check()
    page.get_by_label("Choisir Essai Deux").check()
    is_for_everybody(page)
    press_on(page, page.get_by_role("button", name="Terminer 2 tâches"))
    said(page, "2 tâches terminées")
    expect(page.locator("a.table__name")).to_have_count(1)
    take_back(page)
    page.goto(f"{TASKS}?q=essai")
    expect(page.locator("a.table__name")).to_have_count(3)


def test_a_phone_ticks_a_task_without_scrolling_sideways(lively, visit):
    page = visit(lively, "claire", TASKS, width=360, scheme="dark")
    note(page, "Relever le compteur")
    is_for_everybody(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Fait", exact=True).first.click()
    said(page, "fait")


@pytest.mark.parametrize("width", [1440, 360])
def test_what_changes_several_fits_on_the_screen(lively, visit, width):
    page = visit(lively, "claire", TASKS, width=width)
    page.get_by_label("Choisir Trier").check()
    press_on(page, page.locator(".bulk summary", has_text="Changer"))
    box = page.locator(".bulk .menu__items").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
