"""The gallery in a real browser: nothing sticks out, nothing is out of reach, each behaviour behaves."""

import gzip
import os

import pytest
from django.conf import settings
from django.urls import path

from pupitre.ui import assets
from pupitre.ui.gallery import gallery

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs a loop of its own

urlpatterns = [path("gallery/", gallery)]
pytestmark = [pytest.mark.browser, pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(browser, live_server):
    assets.prepare(settings.STATICFILES_DIRS[0])
    pages, said = [], []

    def open_gallery(width=1440, scheme="light", **how):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, **how)
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda problem: said.append(str(problem)))
        page.goto(f"{live_server.url}/gallery/")
        pages.append(page)
        return page

    yield open_gallery
    for page in pages:
        page.close()
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 360])
def test_the_gallery_is_reachable_by_everybody_and_never_slides_sideways(visit, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(width, scheme)
    page.wait_for_selector("[data-toast]")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    checked = Axe().run(page)
    assert checked.violations_count == 0, checked.generate_report()


def test_a_question_mark_lists_the_shortcuts_except_while_typing(visit):
    page = visit()
    page.locator('[name="q"]').first.focus()
    page.keyboard.press("?")
    assert not page.locator("#shortcuts").is_visible()
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("#shortcuts").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#shortcuts").is_visible()


def test_shortcuts_can_be_switched_off_for_good(visit):
    page = visit()
    page.locator("h1").click()
    page.keyboard.press("?")
    page.locator("[data-keys-switch]").uncheck()
    page.reload()
    page.locator("h1").click()
    page.keyboard.press("?")
    assert not page.locator("#shortcuts").is_visible()


def test_a_single_key_takes_the_cursor_where_it_says(visit):
    page = visit()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_the_choice_of_theme_is_drawn_by_the_server_the_next_time(visit):
    page = visit()
    page.locator(".rail .who").click()
    page.locator('.rail [data-theme-choice="dark"]').click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    answer = page.request.get(page.url).text()
    assert 'data-theme="dark"' in answer


def test_chosen_rows_are_counted_aloud(visit):
    page = visit()
    bar = page.locator("[data-bulk]")
    assert not bar.is_visible()
    page.locator("[data-select]").first.check()
    assert page.locator("[data-bulk-count]").text_content() == "1 sélectionné"
    page.locator("[data-select-all]").check()
    assert page.locator("[data-bulk-count]").text_content() == "5 sélectionnés"


def test_a_menu_is_worked_by_keyboard_alone(visit):
    page = visit()
    menu = page.locator(".section details[data-menu]", has_text="Exporter")
    menu.locator("summary").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Tableur (XLSX)"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert menu.get_attribute("open") is None


def test_a_form_is_sent_once_only(visit):
    page = visit()
    sent = []
    page.route("**/gallery/", lambda route: sent.append(route.request.method) if route.request.method == "POST" else 0)
    page.evaluate(
        """() => { const form = document.querySelector('form[data-once].form');
        form.noValidate = true; form.requestSubmit(); form.requestSubmit(); }"""
    )
    page.wait_for_timeout(200)
    assert sent == ["POST"]


def test_on_a_phone_the_other_destinations_are_one_thumb_away(visit):
    page = visit(360, has_touch=True)
    more = page.locator(".tabbar summary")
    assert more.bounding_box()["height"] >= 44
    more.click()
    assert page.locator(".tabbar .menu__items a", has_text="Obligations").is_visible()


def test_the_first_page_is_light(browser, live_server):
    page, answers = browser.new_page(), []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{live_server.url}/gallery/")
    page.wait_for_load_state("networkidle")
    weight = sum(len(gzip.compress(answer.body())) for answer in answers)
    page.close()
    assert len(answers) <= 12
    assert weight <= 150_000
