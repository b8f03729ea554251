"""Makes the pictures of the README from the sample company: `.venv/bin/python docs/pictures/make.py`."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

HOUSE = Path(__file__).parents[2]
HERE = Path(__file__).parent
TODAY, NOW = "2026-11-24", "2026-11-24T08:10:00+01:00"
PORT = 8177
SIZE = {"width": 1440, "height": 1060}
OFFICE_MANAGER = "claire@pupitre.example"
CHROMIUM = os.environ.get("PUPITRE_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--lang=fr-FR"]


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        house = {**os.environ, "PUPITRE_DATA": data, "PUPITRE_NOW": NOW, "PUPITRE_URL": f"http://localhost:{PORT}"}
        run(house, "demo", "--today", TODAY)
        server = subprocess.Popen([HOUSE / "bin/pupitre", "serve"], env=house)
        try:
            wait()
            take(run(house, "signin", OFFICE_MANAGER).split()[-1])
        finally:
            server.terminate()
            server.wait()


def run(house: dict[str, str], *verb: str) -> str:
    done = subprocess.run([HOUSE / "bin/pupitre", *verb], env=house, check=True, capture_output=True, text=True)
    return done.stdout


def wait() -> None:
    for _ in range(100):
        try:
            urlopen(f"http://localhost:{PORT}/health/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("Pupitre n’a pas démarré.")


def take(link: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport=SIZE, color_scheme=scheme, locale="fr-FR", timezone_id="Europe/Paris")
            if scheme == "light":
                page.goto(link)
                page.click("main button[type=submit]")
                state = page.context.storage_state()
            else:
                page.context.add_cookies(state["cookies"])
            shoot(page, "/c/atelier-lumen/", f"desk-{scheme}")
        shoot(page_of(browser, state), "/c/atelier-lumen/suppliers/contracts/", "contracts")
        browser.close()


def page_of(browser, state) -> Page:
    return browser.new_context(viewport=SIZE, storage_state=state, locale="fr-FR").new_page()


def shoot(page: Page, address: str, name: str) -> None:
    page.goto(f"http://localhost:{PORT}{address}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"{name}.png")


if __name__ == "__main__":
    main()
