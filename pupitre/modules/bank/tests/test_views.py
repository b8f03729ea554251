"""The pages: giving statements, what comes back, the page to send."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from conftest import hire
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.tenancy.models import Role
from pupitre.modules.bank import actions
from pupitre.modules.bank.models import Finding, Statement
from pupitre.modules.bank.panels import first_step
from pupitre.modules.bank.tests.factories import PERSON, SALARY, csv_of, moves, read
from pupitre.modules.suppliers.actions import remove_contract
from pupitre.modules.suppliers.models import Contract

HOME = "/c/atelier-lumen/bank/"
STATEMENTS, REPORT = f"{HOME}statements/", f"{HOME}report/"


def a_file(content=None, name="releve.csv"):
    return SimpleUploadedFile(name, csv_of(moves()) if content is None else content)


@pytest.fixture
def year(lumen):
    read(lumen.claire)
    return lumen


def picked(page):
    return re.findall(r'name="ref" value="(\w+)"[^>]*checked', page)


def test_several_files_are_received_and_left_to_the_job(lumen, as_):
    claire = as_(lumen.claire)
    claire.get(STATEMENTS)
    claire.send(STATEMENTS, files=[a_file(csv_of(moves(2)), "a.csv"), a_file(csv_of(moves(4)), "b.csv")])
    assert [row.state for row in Statement.objects.all()] == ["waiting", "waiting"]
    assert DBTaskResult.objects.count() == 2
    page = claire.read(STATEMENTS)
    assert "0 sur 2 relevés" in page
    assert 'hx-trigger="every 1s"' in page
    assert "Actualiser" in page


def test_the_polling_stops_when_all_is_read(lumen, as_):
    claire = as_(lumen.claire)
    claire.send(STATEMENTS, files=[a_file()])
    asked = {"HX-Request": "true", "HX-Target": "progress"}
    assert "0 sur 1 relevé" in claire.get(f"{STATEMENTS}progress/", headers=asked).content.decode()
    actions.read_received(Statement.objects.get(), actor=None)
    assert claire.get(f"{STATEMENTS}progress/", headers=asked)["HX-Redirect"] == HOME


def test_nothing_chosen_is_said(lumen, as_):
    claire = as_(lumen.claire)
    answer = claire.send(STATEMENTS)
    assert answer.status_code == 422
    assert "Choisissez au moins un relevé." in answer.content.decode()


def test_a_bad_row_is_told_line_by_line_in_french(lumen, as_):
    statement = read(lumen.claire, csv_of(moves(1)) + b"31/02/2026;PRLV X;-1,00\r\n")
    page = as_(lumen.claire).read(f"{STATEMENTS}{statement.ref}/")
    assert "31/02/2026" in page
    assert "ce jour n’existe pas" in page
    assert "1 ligne à revoir" in as_(lumen.claire).read(HOME)


def test_what_comes_back_is_shown_by_groups_with_the_probable_ones_ticked(year, as_):
    page = as_(year.claire).read(HOME)
    assert "Contrats probables" in page
    assert "Abonnements par carte" in page
    assert "12 prélèvements, le 5 du mois" in page
    assert len(picked(page)) == 10  # Hiscox was seen once: proposed, not ticked
    assert "vu une seule fois, à vérifier" in page


def test_no_raw_label_and_no_person_is_on_any_page(year, as_):
    claire = as_(year.claire)
    ref = Statement.objects.get().ref
    read_of = " ".join(claire.read(url) for url in (HOME, STATEMENTS, REPORT, f"{STATEMENTS}{ref}/"))
    assert not [said for said in (PERSON, SALARY, "CANARI", "PRLV SEPA", "650,00") if said in read_of]


def test_the_ticked_lines_are_accepted_in_one_go_and_taken_back_by_the_toast(year, as_):
    claire = as_(year.claire)
    answer = claire.send(HOME, f"{HOME}findings/acceptance/", ref=picked(claire.read(HOME)))
    page = answer.content.decode()
    assert Contract.objects.count() == 10
    assert "10 contrats ajoutés" in page
    undo = re.search(r'action="(/c/atelier-lumen/undo/\w+/)"', page)[1]
    claire.force("post", undo)
    assert not Contract.objects.exists()


def test_a_contract_that_was_removed_since_is_said_and_leads_nowhere(year, as_):
    """The line went on saying « Contrat ajouté », and led to a page that is gone."""
    [otis] = actions.accept_findings([Finding.objects.get(name="Otis").ref], actor=year.claire)
    assert f"contracts/{otis.contract_ref}/" in as_(year.claire).read(HOME)
    remove_contract(Contract.objects.get(), actor=year.claire)
    page = as_(year.claire).read(HOME)
    assert "Contrat retiré depuis" in page
    assert f"contracts/{otis.contract_ref}/" not in page


def test_a_line_ignored_leaves_the_list_and_comes_back(year, as_):
    claire, adobe = as_(year.claire), Finding.objects.get(name="Adobe")
    claire.force("post", f"{HOME}findings/ignoring/", {"ref": adobe.ref})
    page = claire.read(HOME)
    assert f'id="f-{adobe.ref}"' not in page
    assert "Lignes ignorées" in page
    claire.force("post", f"{HOME}findings/resumption/", {"ref": adobe.ref})
    assert f'id="f-{adobe.ref}"' in claire.read(HOME)


def test_the_accountant_reads_and_changes_nothing(year, as_):
    paul = as_(hire(year.lumen, year.pantin, "Paul", Role.ACCOUNTANT))
    page = paul.read(HOME)
    assert "Propnet" in page
    assert not re.search(r'<input type="checkbox" name="ref"', page)
    assert paul.read(REPORT)
    assert paul.force("post", f"{HOME}findings/acceptance/", {"ref": Finding.objects.first().ref}).status_code == 403
    assert paul.get(f"{REPORT}sending/").status_code == 403


@pytest.mark.parametrize("who", ["lea", "hugo"])
def test_others_see_nothing_of_it(year, as_, who):
    visitor = as_(getattr(year, who))
    ref = Statement.objects.get().ref
    assert [visitor.get(url).status_code for url in (HOME, STATEMENTS, REPORT)] == [403, 403, 403]
    assert visitor.get(f"{STATEMENTS}{ref}/").status_code == 404
    assert "Découvrir dans un relevé" not in visitor.read("/c/atelier-lumen/suppliers/directory/")


def test_discovering_is_reached_from_suppliers(lumen, as_):
    for page in ("suppliers/contracts/", "suppliers/directory/"):
        assert f'href="{HOME}"' in as_(lumen.claire).read(f"/c/atelier-lumen/{page}")


def test_the_rail_shows_suppliers_on_its_pages(year, as_):
    for page in (HOME, STATEMENTS, REPORT):
        doors = re.findall(r'href="([^"]+)"[^>]*aria-current="page"', as_(year.claire).read(page))
        assert set(doors) == {"/c/atelier-lumen/suppliers/"}


def test_the_buttons_say_how_many_lines_they_answer(year, as_):
    page = as_(year.claire).read(HOME)
    assert 'data-bulk-words="ligne lignes"' in page
    assert 'data-bulk-verb="Accepter"' in page


def test_a_statement_that_was_refused_is_no_first_step_done(lumen, as_):
    read(lumen.claire, b"Nom;Prix\r\nPropnet;12\r\n")
    assert not first_step(lumen.claire).is_done
    read(lumen.claire, csv_of(moves(2)))
    assert first_step(lumen.claire).is_done


def test_the_page_to_send_leaves_as_a_mail_once_a_day(year, as_):
    claire = as_(year.claire)
    sending = f"{REPORT}sending/"
    assert "Sophie" in claire.read(sending)
    claire.send(sending, recipient=year.sophie.ref)
    assert Mail.objects.get().member == year.sophie
    again = claire.send(sending, recipient=year.sophie.ref).content.decode()
    assert "a déjà reçu cette page aujourd’hui" in again
    assert Mail.objects.count() == 1


def test_the_page_leaves_to_the_direction_only(year, as_):
    answer = as_(year.claire).send(f"{REPORT}sending/", recipient=year.lea.ref)
    assert answer.status_code == 422
    assert not Mail.objects.exists()


def queries_of(visitor, url):
    visitor.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert visitor.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("url", [HOME, REPORT, STATEMENTS])
def test_more_lines_ask_no_more_questions(lumen, as_, url):
    read(lumen.claire, csv_of(moves(4)))
    first = Finding.objects.filter(is_contract_probable=True, is_stopped=False).first()
    actions.accept_findings([first.ref], actor=lumen.claire)
    claire = as_(lumen.claire)
    few = queries_of(claire, url)
    read(lumen.claire, csv_of(moves(12)))
    rows = Finding.objects.filter(is_contract_probable=True, state="open", is_stopped=False)[:6]
    actions.accept_findings([row.ref for row in rows], actor=lumen.claire)
    assert queries_of(claire, url) == few
