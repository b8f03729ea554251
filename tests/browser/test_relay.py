"""The relay: passed from the desk in one page, answered on a phone without an account, told on the day of return."""

import re
from email import message_from_bytes, policy
from time import monotonic, sleep

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import faults_of

pytestmark = pytest.mark.browser

LINK = re.compile(r"/r/[\w-]+/")
DESK = "/c/atelier-lumen/"


def link_in_the_outbox(house):
    """What a mail server would have taken: waited for, since a mail leaves a moment later."""
    until = monotonic() + 30
    while monotonic() < until:
        for file in (house.data / "outbox").glob("*.eml"):
            text = message_from_bytes(file.read_bytes(), policy=policy.default).get_body(("plain",)).get_content()
            if found := LINK.search(text):
                return found[0]
        sleep(0.2)
    pytest.fail("no mail to the relay")


def test_a_relay_is_passed_answered_on_a_phone_and_read_on_return(lively, visit):
    desk = visit(lively, "claire", DESK)
    desk.get_by_role("link", name="Passer le relais").click()
    desk.get_by_label("Qui et quoi est attendu").fill(
        "Mercredi 10 h, livraison de papier, en salle 2\nChauffagiste à 14 h"
    )
    desk.get_by_label("Si cela ne peut pas attendre").fill("Sophie, 06 11 22 33 44")
    desk.get_by_label("Consignes qui restent").fill("Les clés sont à l’accueil.")
    desk.get_by_role("button", name="Passer le relais").click()
    expect(desk.get_by_text("Le relais est passé à Yanis Benali.")).to_be_visible()

    link = link_in_the_outbox(lively)
    phone = visit(lively, None, link, width=360)
    expect(phone.get_by_role("heading", name="Aujourd’hui sans Claire")).to_be_visible()
    assert [fault for scheme in ("light", "dark") for fault in faults_of(phone, link, 360, scheme)] == []
    phone.get_by_role("button", name="Fait : Mercredi 10 h").click()
    phone.get_by_text("Problème", exact=True).click()
    phone.get_by_label("Que se passe-t-il ?").fill("Personne n’est venu")
    phone.get_by_role("button", name="Signaler").click()
    expect(phone.get_by_text("Personne n’est venu")).to_be_visible()

    desk.goto(lively.url + DESK)
    expect(desk.get_by_text("Yanis Benali signale un problème : Chauffagiste à 14 h")).to_be_visible()
    desk.goto(lively.url + DESK + "relay/")
    assert desk.get_by_label("Consignes qui restent").input_value() == "Les clés sont à l’accueil."
    desk.get_by_role("link", name="Voir sa page").click()
    desk.get_by_role("button", name="Reprendre la main").click()
    expect(visit(lively, None, link).get_by_text("Cette page ne s’ouvre plus").first).to_be_visible()
