"""A day of each of those who live there, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.running.test_serve import next_line_about

pytestmark = pytest.mark.browser

DESK = "/c/atelier-lumen/"
A_LINK = """
from pupitre.engines.decisions.actions.links import link_for
from pupitre.engines.decisions.public import Ask, request_decision
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.scope import working_for
with working_for(Company.objects.get(slug="atelier-lumen")):
    people = Member.objects.select_related("company", "user")
    ask = Ask("Rideau métallique", amount_cents=420_00, basis="ht", payee_name="Portalp")
    request = request_decision(ask, actor=people.get(name="Yanis Benali"))
    print(f"/d/{link_for(request, people.get(name='Sophie Lacombe'))}/")
"""
CONTRACTS = f"{DESK}suppliers/contracts/"
TO_DECIDE = f"{CONTRACTS}?view=to_decide"
SHEET = """Fournisseur;Objet;Réf.;Date d'effet;Durée;Préavis;Reconduction;Montant annuel HT
Propnet;Nettoyage des bureaux;N-1;01/03/2024;12 mois;3 mois;tacite;5 040,00 €
Otis;Ascenseur;A-2;15/02/2025;1 an;2 mois;tacite;1 860,50 €
Vigilor;Gardiennage;G-3;pas une date;12 mois;3 mois;tacite;900 €
"""


def toast(page):
    return page.locator("[data-toast]").last


def said(page, words):
    expect(toast(page)).to_contain_text(words)


def take_back(page):
    toast(page).get_by_role("button", name="Annuler").click()
    said(page, "annulé")


def press_on(page, target, key="Enter"):
    """By keyboard: the target takes the focus, and the key does the rest."""
    target.focus()
    expect(target).to_be_focused()
    page.keyboard.press(key)


def test_a_newcomer_has_the_plan_of_the_day(empty, visit, tmp_path):
    opened = empty.open()
    next_line_about(opened, "ouvert")
    link = re.search(r"/setup/\S+", next_line_about(opened, "/setup/"))[0]
    page = visit(empty, path="/")
    page.goto(link)
    page.get_by_label("Nom de l’entreprise").fill("Menuiserie Aubin")
    page.get_by_label("Votre nom").fill("Inès Aubin")
    page.get_by_label("Votre adresse e-mail").fill("ines@aubin.example")
    page.get_by_label("Mot de passe").fill("quatre planches de chêne")
    page.get_by_role("button", name="Créer mon entreprise").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Quels jours êtes-vous là ?")
    for half in ("Mardi Matin", "Mardi Après-midi", "Jeudi Matin"):
        press_on(page, page.get_by_label(half, exact=True), "Space")
    page.get_by_role("button", name="Enregistrer la semaine").click()

    page.goto("/c/menuiserie-aubin/imports/")
    sheet = tmp_path / "contrats.csv"
    sheet.write_text(SHEET, encoding="cp1252")
    page.get_by_label("Ce que contient le fichier").select_option(label="Contrats")
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="Vérifier le fichier").click()
    expect(page.locator("main")).to_contain_text("pas une date")
    page.get_by_role("button", name=re.compile("^Importer")).click()
    expect(page.locator("main")).to_contain_text("dans Pupitre", timeout=20_000)  # a job does it

    page.goto("/c/menuiserie-aubin/")
    plan = page.locator("section[aria-labelledby=plan]")
    expect(plan).to_contain_text("Nettoyage des bureaux")
    expect(plan).to_contain_text("5 040 €")


def first_row(page):
    return page.locator("section[aria-labelledby=plan] li.note:not(.note--done)").first


def title_of(row):
    return row.locator(".note__title").inner_text().strip()


def test_the_office_manager_reads_the_news_once(lively, visit):
    page = visit(lively, "claire", DESK)
    news = page.locator("section.desk__news")
    assert news.locator(".line").count() > 2
    press_on(page, news.get_by_role("button", name="Vu", exact=True))
    expect(page.locator("section.desk__news").get_by_role("button", name="Vu", exact=True)).to_have_count(0)


def test_the_office_manager_decides_a_window_by_keyboard_and_takes_it_back(lively, visit):
    page = visit(lively, "claire", TO_DECIDE)
    press_on(page, page.locator("a.table__name").first)
    page.wait_for_url("**/suppliers/contracts/*/")
    here = page.url
    press_on(page, page.get_by_role("radio", name="Renégocier"), "Space")
    page.get_by_label("Pourquoi").fill("Deux offres à demander")
    page.keyboard.press("Enter")
    said(page, "Renégociation décidée")
    expect(page.locator("main")).to_contain_text("Deux offres à demander")
    button = toast(page).get_by_role("button", name="Annuler")
    press_on(page, button)
    said(page, "annulé")
    page.goto(here)
    expect(page.get_by_role("radio", name="Renégocier")).to_be_visible()


def test_the_office_manager_leaves_a_line_for_her_next_day(lively, visit):
    page = visit(lively, "claire", DESK)
    row = first_row(page)
    title = title_of(row)
    press_on(page, row.locator("summary"))
    press_on(page, row.get_by_role("button", name=re.compile("^Laisser")))
    said(page, "Reporté")
    expect(page.locator("section[aria-labelledby=put-away]")).to_contain_text(title)
    take_back(page)
    page.goto(DESK)
    expect(page.locator("section[aria-labelledby=plan]")).to_contain_text(title)


def test_the_office_manager_pins_a_line_to_a_presence(lively, visit):
    page = visit(lively, "claire", DESK)
    row = first_row(page)
    title = title_of(row)
    press_on(page, row.locator("summary"))
    press_on(page, row.get_by_role("link", name=re.compile("^Épingler")))
    choice = page.locator("details", has=page.locator("#pin"))
    if choice.get_attribute("open") is None:
        press_on(page, choice.locator("summary"))
    choice.locator("select").select_option(index=1)
    press_on(page, choice.get_by_role("button", name="Épingler"))
    said(page, "Épinglé")
    assert title in page.locator("main").inner_text()


def test_the_director_reads_what_waits_and_what_it_costs(standing, visit):
    page = visit(standing, "sophie", DESK)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Claire")
    assert re.search(r"\d\s*€", page.locator("main").inner_text())
    page.get_by_role("link", name="Fournisseurs").first.click()
    page.locator("a.table__name").first.click()
    expect(page.get_by_role("link", name="Modifier")).to_be_visible()


def amounts_on(page):
    """In whole euros: `5 750,00 €` and `5 750 €` are the same price."""
    found = re.findall(r"(\d[\d \u202f\xa0]*)(?:,\d+)?\s*€", page.locator("main").inner_text())
    return {int("".join(amount.split())) for amount in found}


def test_the_director_decides_on_a_phone_and_takes_it_back(lively, visit):
    page = visit(lively, "sophie", width=360)
    page.goto(f"{DESK}decisions/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trois décisions")
    card = page.locator("article", has_text="Mobilier de la salle 2")
    expect(card).to_contain_text("pas de salle pour l’accueil")
    card.get_by_role("link", name="Accepter").click()
    expect(page.get_by_label("Accepter")).to_be_checked()
    page.get_by_role("button", name="Répondre").click()
    said(page, "accepté")
    expect(page.get_by_role("heading", level=1)).to_have_text("Deux décisions")
    take_back(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Trois décisions")


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without"])
def test_the_director_answers_from_a_mail_without_signing_in(lively, visit, has_script):
    path = lively.says(A_LINK).strip()
    page = visit(lively, path=path, width=360, java_script_enabled=has_script)
    expect(page.locator("main")).to_contain_text("au nom de Sophie Lacombe")
    page.get_by_label("Accepter").check()
    page.wait_for_timeout(100)
    page.get_by_role("button", name="Répondre").click()
    expect(page.locator("main")).to_contain_text("plus vite qu’on ne lit")  # the clock of this house is stopped


def test_the_office_manager_asks_about_a_contract_and_reads_the_answer_at_once(lively, visit):
    claire, sophie = visit(lively, "claire"), visit(lively, "sophie", width=360)
    claire.goto(lively.url + TO_DECIDE)
    claire.get_by_role("link", name="Nettoyage des bureaux").first.click()
    contract = claire.url
    claire.get_by_role("link", name="Demander à qui décide").click()
    claire.get_by_label("Résilier").check()
    claire.get_by_label("Pourquoi").fill("Trois devis, dont un à 4 300 €.")
    claire.get_by_role("button", name="Enregistrer").click()
    said(claire, "délégation")
    claire.goto(contract)
    expect(claire.locator("main")).to_contain_text("lettre")
    sophie.goto(lively.url + f"{DESK}decisions/register/")
    expect(sophie.locator("main")).to_contain_text("par délégation")


def test_without_script_a_decision_is_asked_and_taken(lively, visit):
    claire = visit(lively, "claire", java_script_enabled=False)
    claire.goto(lively.url + f"{DESK}decisions/new/")
    claire.get_by_label("Ce qui est à décider").fill("Un canapé pour l’accueil")
    claire.get_by_label("Montant", exact=False).first.fill("900")
    claire.get_by_role("button", name="Demander", exact=True).click()
    expect(claire.locator("main")).to_contain_text("Sophie Lacombe")
    sophie = visit(lively, "sophie", java_script_enabled=False)
    sophie.goto(claire.url)
    sophie.get_by_label("Refuser").check()
    sophie.get_by_role("button", name="Répondre").click()
    claire.reload()
    expect(claire.locator("main")).to_contain_text("Refusé")


def test_the_employee_meets_no_price_but_of_the_contract_that_is_hers(standing, visit):
    """Léa is responsible for one contract, and for one only."""
    page = visit(standing, "lea", DESK)
    doors = page.eval_on_selector_all("header.rail nav a", "links => links.map(link => link.href)")
    assert len(doors) >= 3
    page.goto(CONTRACTS)
    hers = page.locator("a.table__name")
    expect(hers).to_have_count(1)
    hers.click()
    allowed = amounts_on(page) | {420, 850}  # examples of lines that one may note
    for door in [*doors, CONTRACTS]:
        page.goto(door)
        assert amounts_on(page) <= allowed, door
        assert page.get_by_role("link", name=re.compile("^(Nouveau|Modifier|Importer)")).count() == 0, door


def test_without_script_a_contract_is_made_decided_and_taken_back(lively, visit):
    page = visit(lively, "claire", f"{CONTRACTS}new/", java_script_enabled=False)
    write_a_contract(page)
    page.get_by_role("button", name="Enregistrer").click()
    said(page, "Contrat enregistré")
    page.get_by_role("radio", name="Résilier").check()
    page.get_by_role("button", name="Noter la décision").click()
    said(page, "Résiliation décidée")
    take_back(page)
    page.goto(f"{CONTRACTS}?q=Horloge")
    page.locator("a.table__name").first.click()
    expect(page.get_by_role("radio", name="Résilier")).to_be_visible()


def test_without_script_the_day_is_read_and_a_line_is_done(lively, visit):
    page = visit(lively, "claire", DESK, java_script_enabled=False)
    before = page.locator("section[aria-labelledby=plan] li.note:not(.note--done)").count()
    row = first_row(page)
    row.locator("summary").click()
    row.get_by_role("button", name="Mettre de côté").click()
    said(page, "Mis de côté")
    take_back(page)
    page.goto(DESK)
    assert page.locator("section[aria-labelledby=plan] li.note:not(.note--done)").count() == before


def test_two_tabs_on_one_contract_lose_nothing(lively, visit):
    first = visit(lively, "claire", CONTRACTS)
    first.locator("a.table__name").first.click()
    first.get_by_role("link", name="Modifier").click()
    first.wait_for_url("**/edition/")
    second = visit(lively, "sophie", first.url.removeprefix(lively.url))
    for page, words in ((second, "Objet selon Sophie"), (first, "Objet selon Claire")):
        page.get_by_label("Objet").fill(words)
        with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            page.get_by_role("button", name="Enregistrer").click()
        page.wait_for_load_state()
    assert answered.value.status == 409
    alert = first.get_by_role("alert")
    expect(alert).to_contain_text("Objet selon Sophie")
    expect(alert).to_contain_text("Objet selon Claire")
    expect(first.get_by_label("Objet")).to_have_value("Objet selon Claire")
    first.get_by_role("button", name="Enregistrer").click()
    said(first, "Contrat modifié")


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without"])
def test_a_double_click_makes_one_contract(lively, visit, has_script):
    page = visit(lively, "claire", f"{CONTRACTS}new/", java_script_enabled=has_script)
    write_a_contract(page)
    page.get_by_role("button", name="Enregistrer").dblclick()
    page.wait_for_url(re.compile("contracts/[0-9A-Z]{12}/"))
    page.goto(f"{CONTRACTS}?q=Horloge")
    expect(page.locator("a.table__name")).to_have_count(1)


def write_a_contract(page):
    page.get_by_label("Fournisseur").fill("Horlogerie du Nord")
    page.get_by_label("Objet").fill("Horloge de façade")
    page.get_by_label("Prise d’effet").fill("1/3/2024")
    page.get_by_label("Durée initiale").fill("12 mois")
    page.get_by_label("Préavis").fill("3 mois")
    page.get_by_label("Prix").fill("1 240,50")
