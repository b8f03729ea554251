"""Makes the pictures of the README and of the manual, from a demo: `.venv/bin/python docs/pictures/make.py`."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

HOUSE = Path(__file__).parents[2]
HERE, MANUAL = Path(__file__).parent, HOUSE / "docs/use/pictures"
TODAY, NOW = "2026-11-24", "2026-11-24T08:10:00+01:00"
PORT = int(os.environ.get("PUPITRE_PICTURES_PORT", "8177"))
AT = f"http://localhost:{PORT}"
LUMEN = "/c/atelier-lumen"
SIZE = {"width": 1440, "height": 1060}
READING = {"width": 1024, "height": 700}
PHONE = {"width": 390, "height": 844}
OFFICE_MANAGER, DIRECTOR = "claire@pupitre.example", "sophie@atelier-lumen.example"
CHROMIUM = os.environ.get("PUPITRE_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--lang=fr-FR"]
SHORT = {"desk": 530}  # pixels: what is dense stays light
LINE = "rappeler Propnet demain 15 min"
PAGES = {  # of the manual, as the office manager sees them; « @ » begins the link that leads there
    "desk": "/",
    "item": "/ @main .score a[href*='/items/']",
    "presence": "/presence/",
    "tasks": "/tasks/",
    "routines": "/routines/",
    "relay": "/relay/",
    "contracts": "/suppliers/contracts/",
    "contract": "/suppliers/contracts/ @main table a[href*='/contracts/']",
    "import": "/imports/",
    "discover": "/bank/",
    "discover-page": "/bank/report/",
    "rights": "/people/rights/",
    "powers": "/decisions/powers/",
}


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with house("demo", "--today", TODAY) as say:
            of_the_readme(browser, say)
            of_the_manual(browser, say)
        with house() as say:
            of_the_first_day(browser, say)
        browser.close()


@contextmanager
def house(*verb: str) -> Iterator["Say"]:
    with tempfile.TemporaryDirectory() as data:
        settings = {**os.environ, "PUPITRE_DATA": data, "PUPITRE_NOW": NOW, "PUPITRE_URL": AT}
        say = Say(settings, Path(data) / "said")
        if verb:
            say(*verb)
        with say.heard.open("w") as heard:
            command = [HOUSE / "bin/pupitre", "serve"]
            server = subprocess.Popen(command, env=settings, stdout=heard, stderr=heard)
        try:
            wait()
            yield say
        finally:
            server.terminate()
            server.wait()


class Say:
    """A verb of the house of the pictures; and what its server printed."""

    def __init__(self, settings: dict[str, str], heard: Path) -> None:
        self.settings, self.heard = settings, heard

    def __call__(self, *verb: str) -> str:
        command = [HOUSE / "bin/pupitre", *verb]
        return subprocess.run(command, env=self.settings, check=True, capture_output=True, text=True).stdout

    def way_in(self, email: str) -> str:
        return self("signin", email).split()[-1]


def wait() -> None:
    for _ in range(150):
        try:
            urlopen(f"{AT}/health/")  # noqa: S310 (our own house)
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("Pupitre n’a pas démarré.")


def open_page(browser: Browser, size: dict[str, int], **more: object) -> Page:
    return browser.new_page(viewport=size, locale="fr-FR", timezone_id="Europe/Paris", **more)


def signed_in(browser: Browser, link: str, size: dict[str, int]) -> Page:
    page = open_page(browser, size)
    page.goto(link)
    page.click("main button[type=submit]")
    return page


def of_the_readme(browser: Browser, say: Say) -> None:
    page = signed_in(browser, say.way_in(OFFICE_MANAGER), SIZE)
    shoot(page, f"{LUMEN}/", HERE / "desk-light.png")
    shoot(page, f"{LUMEN}/suppliers/contracts/", HERE / "contracts.png")
    page.emulate_media(color_scheme="dark")
    shoot(page, f"{LUMEN}/", HERE / "desk-dark.png")


def of_the_manual(browser: Browser, say: Say) -> None:
    page = signed_in(browser, say.way_in(OFFICE_MANAGER), READING)
    for name, address in PAGES.items():
        path, _, clicked = address.partition(" @")
        shoot(page, f"{LUMEN}{path}", MANUAL / f"{name}.png", clicked)
    shoot(page, "/accounts/security/", MANUAL / "security.png")
    page.goto(f"{AT}{LUMEN}/capture/")
    page.get_by_label("Votre ligne").fill(LINE)
    page.keyboard.press("Enter")
    keep(page, MANUAL / "capture.png")
    shoot(signed_in(browser, say.way_in(DIRECTOR), PHONE), f"{LUMEN}/decisions/", MANUAL / "decisions-phone.png")


def of_the_first_day(browser: Browser, say: Say) -> None:
    page = open_page(browser, READING)
    page.goto(next(word for word in say.heard.read_text().split() if "/setup/" in word))
    keep(page, MANUAL / "first-day-doors.png")
    page.get_by_label("Nom de l’entreprise").fill("Maison Arceau")
    page.get_by_label("Votre nom").fill("Nadia Ferrand")
    page.get_by_label("e-mail").fill("nadia@arceau.example")
    page.get_by_label("Mot de passe").fill("une phrase assez longue")
    page.get_by_role("button", name="Créer mon entreprise").click()
    page.wait_for_load_state("networkidle")
    shoot(page, "/c/maison-arceau/", MANUAL / "first-day-steps.png")


def shoot(page: Page, address: str, file: Path, clicked: str = "") -> None:
    page.goto(f"{AT}{address}")
    if clicked:
        page.goto(AT + str(page.locator(clicked).first.get_attribute("href")).partition("#")[0])
    keep(page, file)


def keep(page: Page, file: Path) -> None:
    page.wait_for_load_state("networkidle")
    file.parent.mkdir(exist_ok=True)
    height = SHORT.get(file.stem, 0)
    page.screenshot(path=file, clip={"x": 0, "y": 0, **READING, "height": height} if height else None)


if __name__ == "__main__":
    main()
