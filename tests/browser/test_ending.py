"""A contract that is left, from the decision to the keys returned; by keyboard, and by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE
from tests.browser.test_stories import press_on, said, take_back

pytestmark = pytest.mark.browser

ENDINGS = "/c/atelier-lumen/suppliers/endings/"
LIFT = "Location du chariot élévateur"


def is_for_everybody(page):
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found] == []


def step(page, gesture, **typed):
    """The gesture that comes first is there; another is opened. Filled in, and noted."""
    box = page.locator("section#next", has=page.get_by_role("heading", name=gesture))
    if not box.count():
        box = page.locator("details", has=page.locator("summary", has_text=gesture))
        if box.get_attribute("open") is None:
            press_on(page, box.locator("summary"))
    for label, value in typed.pop("fields", {}).items():
        box.get_by_label(label).fill(value)
    for label in typed.pop("ticks", ()):
        box.get_by_label(label).check()
    press_on(page, box.get_by_role("button", name="Noter cette étape"))
    said(page, "noté")


@pytest.mark.parametrize("width", [1440, 360])
def test_from_the_letter_to_the_keys(lively, visit, width):
    page = visit(lively, "claire", ENDINGS, width=width)
    is_for_everybody(page)
    page.get_by_role("link", name=LIFT).click()
    expect(page.locator("main")).to_contain_text("Faire signer la lettre, à poster au plus tard")
    is_for_everybody(page)

    press_on(page, page.get_by_role("link", name="Préparer la lettre"))
    expect(page.get_by_label("Texte")).to_contain_text("notifions sa résiliation")
    is_for_everybody(page)
    page.get_by_label("Expéditeur, avec son adresse").fill("Atelier Lumen\n3 rue du Lac, 93500 Pantin")
    page.get_by_label("Destinataire, avec son adresse").fill("Loxam\n4 rue des Grues, 93000 Bobigny")
    press_on(page, page.get_by_role("button", name="Faire le PDF"))
    said(page, "à signer")
    expect(page.get_by_role("link", name="Version 1")).to_be_visible()

    step(page, "Noter la signature")
    take_back(page)
    press_on(page, page.locator("summary", has_text="Noter l’envoi"))
    page.get_by_label("Numéro de suivi").fill("1A 222")
    page.get_by_label("Preuve de l’envoi").set_input_files(
        {"name": "depot.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 preuve"}
    )
    press_on(page, page.get_by_role("button", name="Noter l’envoi"))
    said(page, "le contrat s’arrête le")
    expect(page.get_by_role("link", name="depot.pdf")).to_be_visible()
    is_for_everybody(page)

    step(page, "Noter l’accusé de réception")
    step(page, "Noter la confirmation", fields={"Précision": "Courriel de Loxam"})
    for _ in range(page.get_by_role("button", name="Rendu").count()):
        press_on(page, page.get_by_role("button", name="Rendu").first)
        said(page, "noté")
    step(page, "Noter la dernière facture")
    step(page, "Noter l’avoir", fields={"Précision": "Payé à terme échu"}, ticks=["Sans objet (dites pourquoi)"])
    expect(page.locator("main")).to_contain_text("Terminée le")
    is_for_everybody(page)
    page.goto(f"{ENDINGS}?view=closed")
    expect(page.get_by_role("link", name=LIFT)).to_be_visible()


def test_a_supplier_that_does_not_answer_is_chased(lively, visit):
    page = visit(lively, "claire", ENDINGS, scheme="dark")
    page.get_by_role("link", name="Partage de fichiers").click()
    expect(page.get_by_label("Texte à envoyer")).to_contain_text("accusé de réception")
    is_for_everybody(page)
    press_on(page, page.get_by_role("button", name="Noter la relance"))
    said(page, "Relance notée")
    expect(page.locator("main")).to_contain_text("Relances déjà notées : 1")
    press_on(page, page.get_by_label("Autres actions"))
    page.get_by_role("link", name="Le fournisseur accepte que le contrat continue").click()
    is_for_everybody(page)
    page.get_by_label("Accord du").fill("24/11/2026")
    page.get_by_label("Ce qui est convenu").fill("Six mois de plus au même prix")
    page.locator("input[type=file]").set_input_files(
        {"name": "accord.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 accord"}
    )
    press_on(page, page.get_by_role("button", name="Noter la reprise"))
    said(page, "Le contrat continue")
