"""A link in a mail: GET shows, POST decides once, in the name of one person, of what was shown."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection

from pupitre.engines.decisions import actions
from pupitre.engines.decisions.actions import Ask, PowerDraft
from pupitre.engines.decisions.actions.links import link_for
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.rules import Way
from pupitre.engines.decisions.tests.factories import accept, asked
from pupitre.foundation import clock
from pupitre.foundation.access.models import Link
from pupitre.foundation.audit.models import Undo
from pupitre.foundation.tenancy.models import Role
from tests.access.test_get_never_writes import writes_noted

SHOWN = re.compile(r'name="shown" value="([^"]+)"')


@pytest.fixture
def request_400(lumen):
    return asked(lumen.claire, 400_00, decide_by=date(2026, 11, 27))


@pytest.fixture
def url(lumen, request_400):
    return f"/d/{link_for(request_400, lumen.sophie)}/"


def answered(visitor, url, after=5, **given):
    """Read, then sent some seconds later, as somebody who reads does."""
    page = visitor.read(url)
    shown = SHOWN.search(page)
    with clock.at(clock.now() + timedelta(seconds=after)):
        return visitor.force("post", url, {"edition": 1, "shown": shown[1] if shown else "", **given})


def test_fifty_readings_write_nothing_and_the_link_stays_open(as_, url):
    visitor, written = as_(), []
    with writes_noted(written):
        pages = {visitor.get(url).status_code for _ in range(50)} | {visitor.head(url).status_code}
    assert (pages, written) == ({200}, [])
    assert not Link.objects.get(purpose="decision").used_at


def test_one_post_decides_and_says_through_what(lumen, as_, url):
    page = answered(as_(), url, code="yes").content.decode()
    assert "C’est noté" in page
    final = Answer.objects.get()
    assert (final.by, final.way, final.is_yes) == (lumen.sophie, Way.LINK, True)
    assert Link.objects.get(purpose="decision").used_at


def test_it_says_in_whose_name(as_, url):
    assert "Vous décidez au nom de Sophie" in as_().read(url)


def test_no_choice_decides_nothing(as_, url):
    assert answered(as_(), url).status_code == 422
    assert not Answer.objects.exists()


def test_an_answer_faster_than_reading_asks_to_confirm(as_, url):
    answer = answered(as_(), url, after=1, code="yes")
    assert answer.status_code == 422
    assert "plus vite qu’on ne lit" in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_link_used_again_or_late_says_who_decided(lumen, as_, url, request_400):
    other = f"/d/{link_for(request_400, lumen.hugo)}/"
    answered(as_(), url, code="yes")
    for late in (url, other):
        response = as_().get(late)
        assert response.status_code == 200
        assert "Déjà décidé" in response.content.decode()
        answered(as_(), late, code="no")
    assert Answer.objects.count() == 1


def test_a_question_uses_the_link_and_decides_nothing(as_, url):
    answered(as_(), url, code="question", said="Combien de devis ?")
    assert [one.is_yes for one in Answer.objects.all()] == [None]
    assert "n’est plus valable" in as_().get(url).content.decode()


def refused(as_, url):
    response = answered(as_(), url, code="yes")
    assert response.status_code == 403
    assert not Answer.objects.exists()
    return response.content.decode()


def test_an_edited_amount_refuses_the_link(lumen, as_, url, request_400):
    ask = Ask(title=request_400.title, amount_cents=480_00, basis="ttc")
    actions.edit_request(request_400, ask, actor=lumen.claire)
    assert "a changé" in refused(as_, url)


def test_a_role_removed_refuses_the_link(lumen, as_, url):
    lumen.sophie.roles = [Role.EMPLOYEE]
    lumen.sophie.save()
    assert "n’est plus la vôtre" in refused(as_, url)


def test_a_limit_lowered_refuses_the_link(lumen, as_):
    power = actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=450_00), actor=lumen.sophie)
    request = asked(lumen.claire, 400_00)
    url = f"/d/{link_for(request, lumen.hugo)}/"
    actions.edit_power(power, PowerDraft(holder=lumen.hugo, up_to_cents=300_00), actor=lumen.sophie)
    assert "n’est plus la vôtre" in refused(as_, url)


def test_a_membership_ended_closes_the_link(lumen, as_, url):
    lumen.sophie.left_on = date(2026, 11, 20)
    lumen.sophie.save()
    assert as_().get(url).status_code == 410
    assert answered(as_(), url, code="yes").status_code == 410


def test_above_the_company_s_amount_the_link_asks_to_sign_in(lumen, as_):
    url = f"/d/{link_for(asked(lumen.claire, 500_01), lumen.sophie)}/"
    assert "une fois connecté" in refused(as_, url)


def test_somebody_else_s_session_decides_nothing(lumen, as_, url):
    response = answered(as_(lumen.claire), url, code="yes")
    assert response.status_code == 403
    assert not Answer.objects.exists()


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 403), (1, 403)])
def test_it_lives_seventy_two_hours(as_, url, seconds, status):
    with clock.at(clock.now() + timedelta(hours=72, seconds=seconds)):
        assert as_().get(url).status_code == status


def test_it_ends_with_the_last_useful_day(lumen, as_):
    url = f"/d/{link_for(asked(lumen.claire, 100_00, decide_by=date(2026, 11, 23)), lumen.sophie)}/"
    with clock.at(clock.now().replace(hour=22, minute=59)):
        assert as_().get(url).status_code == 200
    with clock.at(clock.now().replace(hour=23, minute=1)):
        assert as_().get(url).status_code == 403


def test_a_reminder_closes_the_link_before(lumen, as_, url, request_400):
    link_for(request_400, lumen.sophie)
    assert as_().get(url).status_code == 403


def test_only_a_digest_of_the_token_is_kept(url):
    token = url.split("/")[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access_link")
        assert token not in str(cursor.fetchall())


def test_it_is_kept_by_no_cache_and_told_to_no_other_site(as_, url):
    response = as_().get(url)
    assert response["Referrer-Policy"] == "same-origin"  # with none at all, a browser's POST says it comes from nowhere
    assert "no-store" in response["Cache-Control"]


def test_a_refused_link_shows_nothing_of_the_request(lumen, as_, url):
    with clock.at(clock.now() + timedelta(days=400)):
        assert "Mobilier" not in as_().read(url)
    assert "Mobilier" not in as_(lumen.lea).read(url)
    answered(as_(), url, code="yes")
    assert "Mobilier" not in as_().read(url)


def test_an_unknown_link_says_so(db, as_):
    assert as_().get("/d/nothing/").status_code == 410


def test_withdrawn_meanwhile(lumen, as_, url, request_400):
    actions.withdraw_request(request_400, actor=lumen.claire)
    assert "retirée" in as_().read(url)


def test_decided_in_the_house_closes_nothing_for_the_reader(lumen, as_, url, request_400):
    accept(request_400, lumen.sophie)
    assert "Déjà décidé" in as_().read(url)


def test_a_document_added_since_is_read_before_it_is_decided(lumen, as_, url, request_400):
    actions.attach_document(request_400, "devis.pdf", [b"%PDF-1"], actor=lumen.claire)
    response = answered(as_(), url, code="yes")
    assert (response.status_code, Answer.objects.count()) == (403, 0)
    assert "La demande a changé" in response.content.decode()


def test_the_way_back_of_an_answer_is_for_whoever_gave_it(lumen, as_, request_400):
    accept(request_400, lumen.sophie)
    offered = Undo.objects.get(verb="decisions.take_back")
    assert offered.member == lumen.sophie
    as_(lumen.claire).force("post", f"/c/atelier-lumen/undo/{offered.ref}/")
    assert not DecisionRequest.objects.get().is_open
