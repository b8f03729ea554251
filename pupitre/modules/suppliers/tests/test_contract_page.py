"""The page of a contract, and the short pages of what is noted of it."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from pupitre.foundation.files.models import Attachment
from pupitre.modules.suppliers.models import Contract, WindowDecision
from pupitre.modules.suppliers.tests.factories import contract_with

LIST = "/c/atelier-lumen/suppliers/contracts/"


def test_a_decision_is_noted_from_the_page_and_can_be_taken_back(lumen, as_):
    contract = contract_with(lumen.claire)
    url, sophie = f"{LIST}{contract.ref}/", as_(lumen.sophie)
    page = sophie.send(url, to=f"{url}decisions/", choice="terminate", reason="trop cher").content.decode()
    assert "La lettre de résiliation" in page
    assert "Faire signer la lettre, à poster au plus tard" in page
    assert "trop cher" in page
    assert "/undo/" in page
    assert WindowDecision.objects.get().decided_by == lumen.sophie
    page = sophie.send(url, to=f"{url}notices/", sent_on="aujourd’hui", channel="registered").content.decode()
    assert "Se termine le 28 févr. 2027" in page


def test_a_negotiation_is_noted_on_its_own_page(lumen, as_):
    contract, claire = contract_with(lumen.claire), as_(lumen.claire)
    url = f"{LIST}{contract.ref}/negotiations/"
    assert "Nouveau prix par mois, HT" in claire.read(url)
    assert "n’existe pas" in claire.send(url, on="31/2/2026", price_cents="400").content.decode()
    page = claire.send(url, on="20/11/2026", price_cents="400").content.decode()
    assert "Négociation notée." in page
    assert Contract.objects.get().price_cents == 400_00


def test_the_latest_of_a_history_is_shown_and_the_rest_a_click_away(lumen, as_):
    contract, claire = contract_with(lumen.claire), as_(lumen.claire)
    for cents in range(1, 10):
        claire.send(f"{LIST}{contract.ref}/negotiations/", on="20/11/2026", price_cents=str(400 + cents))
    page = claire.read(f"{LIST}{contract.ref}/")
    assert "Contrat enregistré" not in page
    assert "Tout l’historique" in page
    assert "Contrat enregistré" in claire.read(f"{LIST}{contract.ref}/?history=all")


def test_the_end_of_a_contract_is_noted_on_its_own_page(lumen, as_):
    contract, claire = contract_with(lumen.claire), as_(lumen.claire)
    assert "Dernier jour" in claire.read(f"{LIST}{contract.ref}/end/")
    assert "Fin du contrat notée." in claire.send(f"{LIST}{contract.ref}/end/", on="31/12/2026").content.decode()
    assert Contract.objects.get().terminated_on == date(2026, 12, 31)


def test_a_contract_is_given_to_somebody_on_its_own_page(lumen, as_):
    contract, claire = contract_with(lumen.claire), as_(lumen.claire)
    page = claire.send(f"{LIST}{contract.ref}/owner/", owner=lumen.hugo.ref).content.decode()
    assert "Responsable noté." in page
    assert Contract.objects.get().owner == lumen.hugo
    assert claire.send(f"{LIST}{contract.ref}/owner/", owner=lumen.nora.ref).status_code == 422


def test_the_page_explains_its_dates(lumen, as_):
    page = as_(lumen.claire).read(f"{LIST}{contract_with(lumen.claire).ref}/")
    assert "Ce jour n’est pas ouvré : reculé au vendredi 27 novembre." in page
    assert "à vérifier" in page


def test_a_document_is_kept_on_a_contract(lumen, as_):
    url = f"{LIST}{contract_with(lumen.claire).ref}/"
    as_(lumen.claire).send(url, to=f"{url}files/", file=SimpleUploadedFile("contrat.pdf", b"%PDF-1.7"))
    assert Attachment.objects.get().name == "contrat.pdf"
    assert "contrat.pdf" in as_(lumen.claire).read(url)
