"""What the first page weighs, and what is left in the browser of somebody who has gone."""

import pytest

pytestmark = pytest.mark.browser

HEAVIEST = 150_000  # bytes, as they travel
MOST_REQUESTS = 12


def test_the_first_page_is_light(standing, visit):
    page, weights = visit(standing, "claire", "/health/"), []
    page.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    page.goto("/c/atelier-lumen/")
    page.wait_for_load_state("networkidle")
    assert 3 < len(weights) <= MOST_REQUESTS
    assert sum(weights) <= HEAVIEST


def test_nothing_stays_in_the_browser_of_whoever_signed_out(lively, visit):
    page = visit(lively, "sophie", "/c/atelier-lumen/")
    page.goto("/c/atelier-lumen/suppliers/contracts/")
    page.get_by_role("link", name="Contrat", exact=True).first.click()
    page.goto("/accounts/")
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/accounts/sign-in/**")
    for _ in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert page.get_by_label("Mot de passe").is_visible()
    assert page.evaluate("Object.values(sessionStorage).filter(kept => kept.includes('<'))") == []
