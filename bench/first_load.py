"""What a browser that has never come asks for to show the desk: requests, and compressed bytes."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from bench.houses import COMPANY, HOUSE, OM, pupitre, verb
from bench.results import Measure


def measures(data: Path) -> list[Measure]:
    from playwright.sync_api import sync_playwright

    browser_path = os.environ.get("PUPITRE_CHROMIUM") or _found()
    if browser_path is None:
        return []
    link = verb(data, "signin", OM)
    with pupitre(data) as (port, _, _), sync_playwright() as play:
        options = {"executable_path": browser_path, "args": ["--no-sandbox", "--disable-gpu"]}
        browser = play.chromium.launch(**options)
        requests, size = _first_load(browser, f"http://127.0.0.1:{port}", urlsplit(link).path)
        browser.close()
    return [
        Measure("premier affichage : requêtes", requests, 12),
        Measure("premier affichage : poids", size / 1000, 150, "ko"),
    ]


def _found() -> str | None:
    import sys

    sys.path.insert(0, str(HOUSE / "bin"))
    import grounds

    return grounds.found_browser()


def _first_load(browser: object, base: str, path: str) -> tuple[int, int]:
    """Signed in beforehand in the same context, whose cache is then turned off."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(base + path)
    page.locator("form button[type=submit], form button:not([type])").first.click()
    page.wait_for_load_state("networkidle")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(f"{base}/c/{COMPANY}/")
    page.wait_for_load_state("networkidle")
    return len(sizes), sum(sizes)
