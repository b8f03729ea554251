"""What each reader meets at the addresses of the mission, and what the gestures there do."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import hire
from pupitre.engines.decisions.tests.factories import accept, asked
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Role
from pupitre.modules.mission import actions
from pupitre.modules.mission.models import Engagement, MonthPage, Saving
from pupitre.modules.mission.rules import State
from pupitre.modules.mission.tests.factories import OCTOBER, agreed, identified, issued, realised

BASE = "/c/atelier-lumen/month/"
PAGE = f"{BASE}2026-10/"
SAVINGS = f"{BASE}savings/"
QUERIES = 30
PRICES = {"title": "Copieurs", "nature": "hard", "basis": "ht", "before_cents": "5 650", "after_cents": "4 530"}


def test_the_office_manager_comments_and_issues_the_page_she_read(lumen, as_):
    claire = as_(lumen.claire)
    claire.send(PAGE, f"{PAGE}comment/", comment="Un mois calme.")
    said = claire.send(PAGE, f"{PAGE}issue/").content.decode()
    assert "La page est arrêtée" in said
    assert "Arrêtée le 23 nov. 2026 par Claire, version 1" in said
    assert "Un mois calme." in as_(lumen.sophie).read(PAGE)


def test_a_figure_that_moved_since_is_read_again_before_anything_is_frozen(lumen, as_):
    claire = as_(lumen.claire)
    page = claire.read(PAGE)
    digest = page.split('name="digest" value="')[1].split('"')[0]
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    with clock.at(datetime(2026, 10, 5, 9, tzinfo=UTC)):
        realised(lumen.claire)
    given = {"digest": digest, "after": "0", "csrfmiddlewaretoken": token}
    answer = claire.post(f"{PAGE}issue/", given, follow=True).content.decode()
    assert "Un chiffre a changé" in answer
    assert MonthPage.objects.count() == 0


def test_the_director_opens_the_last_page_that_was_issued(lumen, as_):
    issued(lumen.claire)
    assert as_(lumen.sophie).get(BASE).headers["Location"] == PAGE
    assert as_(lumen.claire).get(BASE).headers["Location"] == f"{BASE}2026-11/"


@pytest.mark.parametrize(
    "path", ["", "2026-10/", "2026-10/decisions/", "2026-10/pdf/", "2026-10/csv/", "savings/", "cost/"]
)
def test_an_employee_finds_nothing_there(lumen, as_, path):
    issued(lumen.claire)
    assert [as_(who).get(f"{BASE}{path}").status_code for who in (lumen.lea, lumen.hugo, lumen.nora)] == [404] * 3


@pytest.mark.parametrize("month", ["2026-12", "2026-13", "nothing", "2026-10/unknown", "2026-10?version=7"])
def test_what_names_no_page_is_not_found(lumen, as_, month):
    issued(lumen.claire)
    path, _, query = month.partition("?")
    assert as_(lumen.claire).get(f"{BASE}{path}/?{query}").status_code == 404


def test_every_figure_of_the_page_opens_on_the_rows_it_counted(lumen, as_):
    with clock.at(datetime(2026, 10, 6, 9, tzinfo=UTC)):
        accept(asked(lumen.claire, title="Douze chaises"), lumen.sophie)
        realised(lumen.claire)
    page, claire = as_(lumen.claire).read(PAGE), as_(lumen.claire)
    codes = ("savings", "decisions", "budget", "satisfaction", "waiting", "risks", "windows", "plan", "tasks", "cost")
    assert [code for code in codes if f'href="{PAGE}{code}/"' not in page] == []
    assert "Douze chaises" in claire.read(f"{PAGE}decisions/")
    assert "Copieurs renégociés" in claire.read(f"{PAGE}savings/")


def test_what_another_is_paid_is_not_told_to_an_office_manager(lumen, as_):
    with_two = hire(lumen.lumen, lumen.pantin, "Inès", Role.OFFICE_MANAGER)
    agreed(lumen.claire, lumen.sophie)
    issued(lumen.claire)
    pages = [as_(who).read(PAGE) for who in (with_two, lumen.claire, lumen.sophie)]
    assert ["Coût de la mission en octobre" in page for page in pages] == [False, False, True]
    assert as_(with_two).get(f"{PAGE}cost/").status_code == 404


def test_the_sheet_says_every_figure(lumen, as_):
    answer = as_(lumen.claire).get(f"{PAGE}csv/")
    text = answer.content.decode()
    assert "Pas encore suivi" in text
    assert "Décisions prises" in text
    assert as_(lumen.claire).get(f"{PAGE}xlsx/").content.startswith(b"PK")


def test_the_paper_is_a_pdf_with_a_name(lumen, as_):
    issued(lumen.claire)
    answer = as_(lumen.sophie).get(f"{PAGE}pdf/")
    assert answer.content.startswith(b"%PDF")
    assert 'filename="page-du-mois-2026-10-v1.pdf"' in answer["Content-Disposition"]


def test_the_version_to_circulate_says_what_it_leaves_out(lumen, as_):
    agreed(lumen.claire, lumen.sophie)
    page = as_(lumen.claire).read(f"{PAGE}circulate/")
    assert "Ce qu’elle laisse de côté" in page
    assert "450" not in page
    assert as_(lumen.claire).get(f"{PAGE}circulate/pdf/").content.startswith(b"%PDF")


def test_a_saving_is_noted_negotiated_declared_and_validated_from_its_page(lumen, as_):
    claire, sophie = as_(lumen.claire), as_(lumen.sophie)
    claire.send(f"{SAVINGS}new/", **PRICES, effective_on="1/10/2026")
    found = Saving.objects.get()
    page = f"{SAVINGS}{found.ref}/"
    claire.send(page, f"{page}contracted/", said="Avenant")
    claire.send(page, f"{page}realised/", said="F-2026-1182")
    assert "Elle attend la direction" in claire.read(page)
    sophie.send(page, f"{page}validation/")
    found.refresh_from_db()
    assert found.state == State.VALIDATED
    assert "F-2026-1182" in sophie.read(page)


def test_a_price_that_does_not_fall_is_given_back_as_it_was_typed(lumen, as_):
    answer = as_(lumen.claire).send(f"{SAVINGS}new/", **{**PRICES, "after_cents": "6 000"})
    assert answer.status_code == 422
    assert "6 000" in answer.content.decode().replace("\u202f", " ")


def test_each_total_opens_on_its_rows(lumen, as_):
    identified(lumen.claire)
    realised(lumen.claire)
    page = as_(lumen.claire).read(SAVINGS)
    assert f'href="{SAVINGS}?nature=hard&amp;state=realised"' in page
    rows = as_(lumen.claire).read(f"{SAVINGS}?nature=hard&state=realised")
    assert "1 économie<" in rows.replace("\u00a0", " ").replace("\u202f", " ")


def test_finance_reads_the_ledger_and_not_the_page(lumen, as_):
    paul = hire(lumen.lumen, lumen.pantin, "Paul", Role.FINANCE)
    realised(lumen.claire)
    answers = [as_(paul).get(path).status_code for path in (SAVINGS, f"{SAVINGS}new/", PAGE)]
    assert answers == [200, 403, 404]


def test_the_direction_sees_on_its_desk_what_was_won(lumen, as_):
    identified(lumen.claire)
    assert "économies réalisées par an" not in as_(lumen.sophie).read("/c/atelier-lumen/")
    realised(lumen.claire)
    assert "économies réalisées par an" in as_(lumen.sophie).read("/c/atelier-lumen/")


def test_what_was_won_more_than_a_year_ago_is_no_gain_of_today_on_its_desk(lumen, as_):
    realised(lumen.claire)
    saving = Saving.objects.get()
    saving.effective_on = saving.effective_on.replace(year=saving.effective_on.year - 1, day=1)
    saving.save()
    assert "économies réalisées par an" not in as_(lumen.sophie).read("/c/atelier-lumen/")


def test_an_agreement_is_noted_then_ended(lumen, as_):
    claire = as_(lumen.claire)
    claire.send(f"{BASE}cost/", member=lumen.claire.ref, rate_cents="450", per="day", starts_on="1/9/2026")
    found = Engagement.objects.get()
    assert found.rate_cents == 450_00
    claire.send(f"{BASE}cost/", f"{BASE}cost/{found.ref}/end/", on="30/11/2026")
    found.refresh_from_db()
    assert str(found.ends_on) == "2026-11-30"


@pytest.mark.parametrize("size", [1, 6])
def test_the_page_asks_as_much_whatever_it_counts(lumen, as_, size):
    with clock.at(datetime(2026, 10, 6, 9, tzinfo=UTC)):
        for n in range(size):
            accept(asked(lumen.claire, 900_00 + n, f"Achat {n}"), lumen.sophie)
            asked(lumen.claire, 700_00 + n, f"Attente {n}")
            realised(lumen.claire)
    agreed(lumen.claire, lumen.sophie)
    claire = as_(lumen.claire)
    claire.read(PAGE)
    with CaptureQueriesContext(connection) as found:
        claire.read(PAGE)
    assert len(found) == QUERIES


@pytest.mark.parametrize("size", [1, 6])
def test_the_ledger_asks_as_much_whatever_its_length(lumen, as_, size, django_assert_num_queries):
    for _ in range(size):
        realised(lumen.claire)
    claire = as_(lumen.claire)
    claire.read(SAVINGS)
    with django_assert_num_queries(4):
        claire.read(SAVINGS)


def test_an_issued_page_is_read_in_a_few_questions(lumen, as_):
    actions.comment_month(OCTOBER, "Un mot", actor=lumen.claire)
    issued(lumen.claire)
    sophie = as_(lumen.sophie)
    sophie.read(PAGE)
    with CaptureQueriesContext(connection) as found:
        sophie.read(PAGE)
    assert len(found) <= 9
