"""Those who are not at their desk: the office manager at another client's, the manager of a team on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import faults_of
from tests.browser.test_stories import said

pytestmark = pytest.mark.browser

DESK = "/c/atelier-lumen/"
ELSEWHERE = "/c/studio-verdier/"
A_QUESTION = """
from datetime import date
from pupitre.engines.decisions.public import Ask, Given, answer, request_decision
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.scope import working_for
with working_for(Company.objects.get(slug="studio-verdier")):
    people = Member.objects.select_related("company", "user")
    ask = Ask("Un traceur d’occasion", amount_cents=2_400_00, basis="ht", decide_by=date(2026, 11, 24))
    request = request_decision(ask, actor=people.get(name="Claire Morel"))
    director = next(one for one in people.all() if one.has("director"))
    answer(request, Given("question", "Qui l’installe ?"), actor=director)
"""
A_RELAY = """
from datetime import date
from pupitre.engines.relay.public import Draft, Passed, pass_relay
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.scope import working_for
with working_for(Company.objects.get(slug="atelier-lumen")):
    people = Member.objects.select_related("company", "user")
    draft = Draft(date(2026, 11, 26), (Passed("Mercredi 10 h, livraison de verre"),), "Clés à l’accueil.")
    pass_relay(people.get(name="Yanis Benali"), draft, actor=people.get(name="Claire Morel"))
"""


def test_the_office_manager_elsewhere_sorts_in_ten_minutes_and_the_other_client_is_a_number(lively, visit):
    lively.says(A_QUESTION)
    phone = visit(lively, "claire", ELSEWHERE, width=360)
    expect(phone.locator("main")).to_contain_text("Le tri du jour")
    row = phone.locator("li.note", has_text="Un traceur d’occasion").first
    expect(row).to_contain_text("Qui l’installe")
    assert "Propnet" not in phone.content()  # of the client where she is today
    assert [fault for scheme in ("light", "dark") for fault in faults_of(phone, ELSEWHERE, 360, scheme)] == []
    row.get_by_role("button", name=re.compile("^Laisser pour demain")).click()
    said(phone, "Reporté")
    expect(phone.locator("section[aria-labelledby=triage]")).to_contain_text("Rien ne brûle")


def test_the_manager_holds_the_relay_asks_and_decides_in_the_director_s_absence(lively, visit):
    lively.says(A_RELAY)
    phone = visit(lively, "yanis", DESK, width=360)
    phone.get_by_role("link", name=re.compile("^Relais de Claire Morel")).first.click()
    expect(phone.locator("main")).to_contain_text("Clés à l’accueil")
    phone.get_by_role("button", name="Fait : Mercredi 10 h").click()
    said(phone, "noté")

    phone.goto(f"{DESK}decisions/new/")
    phone.get_by_label("Ce qui est à décider").fill("Deux lampes frontales")
    phone.get_by_label("Montant", exact=False).first.fill("180")
    phone.get_by_role("button", name="Demander", exact=True).click()
    expect(phone.locator("main")).to_contain_text("réponse attendue")

    sophie = visit(lively, "sophie", f"{DESK}presence/")
    sophie.get_by_text("Noter une absence").click()
    sophie.locator("#away_starts_on").fill("24/11/2026")
    sophie.get_by_role("button", name="Noter l’absence").click()
    said(sophie, "absence est notée")
    phone.goto(f"{DESK}decisions/")
    card = phone.locator("article", has_text="Mobilier de la salle 2")
    card.get_by_role("link", name="Accepter").click()
    expect(phone.locator("main")).to_contain_text("Sophie Lacombe")  # in whose name
    phone.get_by_role("button", name="Répondre").click()
    said(phone, "accepté")

    sophie.goto(f"{DESK}decisions/")
    sophie.get_by_role("button", name=re.compile("^Reprendre : Mobilier")).click()
    said(sophie, "Reprise")
