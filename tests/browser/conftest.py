"""A house as it is served, frozen on a Tuesday morning, and the browsers of those who live in it."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests.running.conftest import HOUSE, House

TODAY = "2026-11-24"
MORNING = f"{TODAY}T08:10:00+01:00"
WHO = {
    "claire": "claire@pupitre.example",
    "sophie": "sophie@atelier-lumen.example",
    "lea": "lea@atelier-lumen.example",
    "yanis": "yanis@atelier-lumen.example",
    "nora": "nora@voisins.example",
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--lang=fr-FR"]
NO_BROWSER = "Aucun navigateur : sudo apt install chromium, ou donnez son chemin dans PUPITRE_CHROMIUM."
LINKS = """
from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.accounts.models import User
for email in {emails}:
    print(new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, User.objects.get(email=email)))
"""


class Frozen(House):
    """Its day never ends; its address is known once it is served."""

    url = ""

    def environment(self, **more):
        return super().environment(PUPITRE_NOW=MORNING, **more)

    def open(self):
        process, port = self.serve()
        self.url = f"http://localhost:{port}"
        return process


@dataclass
class Opened:
    """What went wrong in the pages of a test, that nobody looked at."""

    contexts: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    def watch(self, page):
        page.on("pageerror", lambda problem: self.wrong.append(str(problem)))
        page.on("console", self._heard)
        page.on("response", self._answered)

    def _heard(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.wrong.append(message.text)

    def _answered(self, answer):
        is_piece = not answer.request.is_navigation_request()
        if answer.status >= 500 or (is_piece and answer.status >= 400):
            self.wrong.append(f"{answer.status} {answer.url}")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = os.environ.get("PUPITRE_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not os.access(path, os.X_OK):
        pytest.fail(NO_BROWSER, pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def _prepared():
    subprocess.run([sys.executable, "-I", HOUSE / "bin" / "prepare.py", "--develop"], check=True)


@pytest.fixture(scope="session")
def standing(_prepared, browser, tmp_path_factory):
    """The sample companies, served to whoever only reads; `keys` are the cookies of each."""
    with lived_in(Frozen(tmp_path_factory.mktemp("standing") / "data")) as house:
        played = house.ask("demo", "--today", TODAY)
        assert played.returncode == 0, played.stderr
        tokens = house.says(LINKS.format(emails=list(WHO.values()))).split()
        house.open()
        house.keys = {who: sign_in(browser, house, token) for who, token in zip(WHO, tokens, strict=True)}
        yield house


@pytest.fixture
def lively(standing, tmp_path):
    """A copy of it, for whoever writes."""
    with lived_in(Frozen(tmp_path / "data")) as house:
        shutil.copytree(standing.data, house.data, ignore=shutil.ignore_patterns("*.lock", "*.pid"))
        house.keys = standing.keys
        house.open()
        yield house


@pytest.fixture
def empty(_prepared, tmp_path):
    with lived_in(Frozen(tmp_path / "data")) as house:
        yield house


@contextmanager
def lived_in(house):
    try:
        yield house
    finally:
        house.clean()


def sign_in(browser, house, token):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{house.url}/accounts/sign-in/{token}/")
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_selector("main")
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def visit(browser):
    """Opens a page of a house for somebody; whatever a browser complains about fails the test."""
    opened = Opened()

    def enter(house, who=None, path="/", width=1440, scheme="light", **how):
        known = {"storage_state": house.keys[who]} if who else {}
        size = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "locale": "fr-FR"}
        context = browser.new_context(base_url=house.url, **size, **known, **how)
        context.set_default_timeout(10_000)
        opened.contexts.append(context)
        page = context.new_page()
        opened.watch(page)
        page.goto(path)
        return page

    yield enter
    for context in opened.contexts:
        context.close()
    assert opened.wrong == []
