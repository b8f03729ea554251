"""The newcomer: invited at a desk, in on a phone, without anybody in between; a browser's own rules included."""

import pytest

pytestmark = pytest.mark.browser

PEOPLE = "/c/atelier-lumen/people/"


def test_a_newcomer_is_invited_joins_on_a_phone_and_finds_the_link_used(lively, visit):
    desk = visit(lively, "claire", PEOPLE + "new/")
    desk.get_by_label("Nom", exact=True).fill("Ana Costa")
    desk.get_by_label("Adresse e-mail").fill("ana@example.org")
    desk.locator("main form").get_by_role("button").first.click()
    desk.get_by_label("Autres actions").click()
    desk.get_by_role("button", name="Inviter dans Pupitre").click()
    link = desk.get_by_label("Adresse à transmettre").input_value().removeprefix(lively.url)

    phone = visit(lively, None, link, width=360)
    assert phone.get_by_text("Claire Morel vous invite").is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.get_by_label("Choisissez un mot de passe").fill("une phrase assez longue")
    phone.get_by_role("button", name="Rejoindre Atelier Lumen").click()
    phone.wait_for_url("**/c/atelier-lumen/")

    phone.get_by_role("link", name="Qui voit cette page").click()
    assert phone.get_by_role("heading", name="Qui voit quoi").first.is_visible()
    assert visit(lively, None, link).get_by_text("Elle a déjà servi").is_visible()
