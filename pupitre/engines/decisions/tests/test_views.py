"""Pages of decisions: what waits for me, one request, the matrix, the register; each as its reader may see it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupitre.engines.decisions import actions
from pupitre.engines.decisions.actions import Given
from pupitre.engines.decisions.models import Answer, DecisionRequest, Power
from pupitre.engines.decisions.tests.factories import accept, asked, autonomy

HOME = "/c/atelier-lumen/decisions/"


def page_of(request):
    return f"{HOME}{request.ref}/"


def test_what_waits_comes_by_deadline_with_what_silence_costs(lumen, as_):
    asked(lumen.claire, title="Mobilier", decide_by=date(2026, 12, 10))
    asked(lumen.claire, title="Nettoyage", decide_by=date(2026, 11, 24), consequence="engagés un an")
    page = as_(lumen.sophie).read(HOME)
    assert "Deux décisions" in page
    assert page.index("Nettoyage") < page.index("Mobilier")
    assert "engagés un an" in page


def test_nothing_of_it_reaches_whoever_has_no_part_in_it(lumen, as_):
    request = asked(lumen.claire)
    assert "Mobilier" not in as_(lumen.lea).read(HOME)
    assert as_(lumen.lea).get(page_of(request)).status_code == 404


def test_an_answer_is_a_choice(lumen, as_):
    request = asked(lumen.claire)
    sophie = as_(lumen.sophie)
    assert sophie.force("post", page_of(request), {"edition": 1}).status_code == 422
    assert not re.search(r'name="code"[^>]*checked', sophie.read(page_of(request)))
    sophie.send(page_of(request), code="yes")
    assert Answer.objects.get().is_yes


def test_a_button_of_the_list_preselects_and_decides_nothing(lumen, as_):
    request = asked(lumen.claire)
    page = as_(lumen.sophie).read(f"{page_of(request)}?code=no")
    assert re.search(r'name="code"[^>]*checked', page)
    assert not Answer.objects.exists()


def test_a_second_answer_says_who_was_first(lumen, as_):
    request = asked(lumen.claire)
    accept(request, lumen.sophie)
    response = as_(lumen.sophie).force("post", page_of(request), {"edition": 1, "code": "no"})
    assert "Déjà décidé par Sophie" in response.content.decode()
    assert Answer.objects.count() == 1


def test_asking_from_the_page_goes_through_the_matrix(lumen, as_):
    autonomy(lumen)
    claire = as_(lumen.claire)
    claire.send(f"{HOME}new/", title="Une chaise", amount_cents="500,00", basis="ttc")
    claire.send(f"{HOME}new/", title="Un canapé", amount_cents="500,01", basis="ttc")
    closed = dict(DecisionRequest.objects.values_list("title", "closed_at"))
    assert closed["Une chaise"] is not None
    assert closed["Un canapé"] is None


def test_a_double_click_asks_once(lumen, as_):
    given = {"title": "Une chaise", "once": "a"}
    for _ in range(2):
        as_(lumen.claire).force("post", f"{HOME}new/", given)
    assert DecisionRequest.objects.count() == 1


def test_a_reply_from_the_page(lumen, as_):
    request = asked(lumen.claire)
    actions.answer(request, Given("question", "Combien ?"), actor=lumen.sophie)
    as_(lumen.claire).send(page_of(request), to=f"{page_of(request)}reply/", said="Trois")
    assert not DecisionRequest.objects.get().is_question_open


def test_seen_is_sent_by_the_page_and_counted_once(lumen, as_):
    request, sophie = asked(lumen.claire), as_(lumen.sophie)
    assert "data-seen" in sophie.read(page_of(request))
    assert [sophie.force("post", f"{page_of(request)}seen/").status_code for _ in range(2)] == [204, 204]
    assert DecisionRequest.objects.get().first_seen_at


def test_an_oral_decision_from_the_page_and_its_contest(lumen, as_):
    request = asked(lumen.hugo)
    lumen.claire.roles = ["office_manager", "director"]
    lumen.claire.save()
    claire = as_(lumen.claire)
    claire.send(f"{page_of(request)}oral/", decider=lumen.sophie.ref, code="yes")
    assert "à l’oral" in as_(lumen.sophie).read(page_of(request))
    as_(lumen.sophie).send(page_of(request), to=f"{page_of(request)}contest/")
    assert DecisionRequest.objects.get().is_open


def test_the_matrix_is_the_directions_to_set(lumen, as_):
    given = {"who": "role:office_manager", "mode": "decides", "up_to_cents": "500,00", "basis": "ttc"}
    assert as_(lumen.claire).force("post", f"{HOME}powers/new/", given).status_code == 403
    as_(lumen.sophie).send(f"{HOME}powers/new/", **given)
    assert Power.objects.get().up_to_cents == 500_00
    assert "jusqu’à 500,00" in as_(lumen.claire).read(f"{HOME}powers/").replace("\u202f", " ").replace("\xa0", " ")


def test_the_matrix_is_the_register_of_who_may_sign_and_until_when(lumen, as_):
    autonomy(lumen, may_sign=True, ends_on=date(2026, 12, 31))
    assert "signe, jusqu’au 31 déc. 2026" in as_(lumen.sophie).read(f"{HOME}powers/")


def test_the_direction_is_asked_one_question_until_it_is_answered(lumen, as_):
    sophie = as_(lumen.sophie)
    assert "jusqu’à quel montant" in sophie.read(HOME)
    assert "jusqu’à quel montant" not in as_(lumen.claire).read(HOME)
    sophie.send(HOME, to=f"{HOME}powers/new/", up_to_cents="300,00")
    assert Power.objects.get().up_to_cents == 300_00
    assert "jusqu’à quel montant" not in sophie.read(HOME)


def test_the_register_shows_by_delegation_and_is_the_directions(lumen, as_):
    autonomy(lumen)
    asked(lumen.claire, 100_00, title="Une lampe")
    assert "par délégation" in as_(lumen.sophie).read(f"{HOME}register/")
    assert as_(lumen.claire).get(f"{HOME}register/").status_code == 403


def test_waiting_times_are_told_to_their_owner_only(lumen, as_):
    accept(asked(lumen.claire), lumen.sophie)
    assert "médiane" in as_(lumen.sophie).read(HOME)
    assert "médiane" not in as_(lumen.claire).read(HOME)


def test_the_register_is_exported_whole_and_only_to_whoever_may_read_it(lumen, as_):
    accept(asked(lumen.claire, title="=cmd()", payee_name="Bruneau"), lumen.sophie)
    sheet = as_(lumen.sophie).get(f"{HOME}register/csv/").content.decode("utf-8-sig")
    assert "'=cmd()" in sheet
    assert [words for words in ("Bruneau", "900,00", "TTC", "Sophie", "dans Pupitre") if words not in sheet] == []
    assert as_(lumen.sophie).get(f"{HOME}register/xlsx/").content[:2] == b"PK"
    assert as_(lumen.claire).get(f"{HOME}register/csv/").status_code == 403


def test_whoever_asks_follows_what_becomes_of_it(lumen, as_):
    lea = as_(lumen.lea)
    lea.force("post", f"{HOME}new/", {"title": "Deux lampes", "amount_cents": "180", "basis": "ttc", "once": "k"})
    request = DecisionRequest.objects.get()
    assert [words for words in ("Ce que j’ai demandé", "Deux lampes") if words not in lea.read(HOME)] == []
    assert "Sophie : réponse attendue" in " ".join(lea.read(f"{HOME}{request.ref}/").split())
    accept(request, lumen.sophie)
    assert "Accepté" in lea.read(f"{HOME}{request.ref}/")


def test_the_register_counts_what_nobody_needed_to_ask(lumen, as_):
    accept(asked(lumen.claire, 120_00, title="Une lampe"), lumen.sophie)
    accept(asked(lumen.claire, 900_00, title="Une table"), lumen.sophie)
    assert "2 décisions prises une à une, dont 0" in " ".join(as_(lumen.sophie).read(f"{HOME}register/").split())
    autonomy(lumen)
    asked(lumen.claire, 80_00, title="Une ampoule", payee_name="Bruneau")
    said = " ".join(as_(lumen.sophie).read(f"{HOME}register/").split())
    assert "2 décisions prises une à une, dont 1" in said
    assert "1 par délégation" in said


def test_a_long_register_has_pages(lumen, as_, monkeypatch):
    monkeypatch.setattr("pupitre.engines.decisions.views.requests.A_PAGE", 2)
    for n in range(3):
        accept(asked(lumen.claire, title=f"Lampe {n}"), lumen.sophie)
    sophie = as_(lumen.sophie)
    assert "Lampe 0" not in sophie.read(f"{HOME}register/")
    assert "Lampe 0" in sophie.read(f"{HOME}register/?page=2")


@pytest.mark.parametrize(("url", "pinned"), [("", 12), ("register/", 10)])
def test_a_list_asks_as_much_for_one_as_for_thirty(lumen, as_, url, pinned):
    sophie = as_(lumen.sophie)

    def asks():
        with CaptureQueriesContext(
            connection,
        ) as found:
            sophie.get(f"{HOME}{url}")
        return len(found)

    def grow(n):
        for k in range(n):
            accept(asked(lumen.claire, title=f"Chose {k}"), lumen.sophie)
            asked(lumen.hugo, title=f"Autre {k}")

    grow(1)
    asks()
    one = asks()
    grow(30)
    assert asks() == one <= pinned
