"""« Aujourd’hui sans Claire » by link: no account, GET only shows, and it says nothing once the absence is over."""

from datetime import timedelta

import pytest

from pupitre.engines.attention.public import items_for, news_for
from pupitre.engines.relay import actions
from pupitre.engines.relay.actions.passing import link_for
from pupitre.engines.relay.models import HandoverLine
from pupitre.engines.relay.rules import Outcome
from pupitre.engines.relay.tests.factories import passed
from pupitre.foundation import clock
from tests.access.test_get_never_writes import writes_noted


@pytest.fixture
def handover(lumen):
    return passed(lumen)


@pytest.fixture
def url(handover):
    return f"/r/{link_for(handover)}/"


def line_of(handover):
    return handover.lines.order_by("pk").first()


def test_it_shows_what_is_expected_what_to_do_and_whom_to_call(as_, url):
    page = as_().read(url)
    for words in ("Aujourd’hui sans Claire", "livraison de papier", "tiroir", "06 11 22 33 44", "Fait", "Problème"):
        assert words in page


def test_reading_writes_nothing(as_, url):
    written = []
    with writes_noted(written):
        assert as_().get(url).status_code == 200
    assert not written


def test_done_is_one_gesture_and_can_be_opened_again(as_, url, handover):
    visitor, line = as_(), line_of(handover)
    visitor.force("post", url, {"line": line.ref, "outcome": "done"})
    line.refresh_from_db()
    assert line.outcome == Outcome.DONE
    visitor.force("post", url, {"line": line.ref, "outcome": ""})
    line.refresh_from_db()
    assert line.outcome == Outcome.OPEN


def test_a_problem_has_words_and_reaches_whoever_was_away_and_the_direction(lumen, as_, url, handover):
    visitor, line, since = as_(), line_of(handover), clock.now() - timedelta(minutes=1)
    refused = visitor.force("post", url, {"line": line.ref, "outcome": "trouble"})
    assert refused.status_code == 422
    visitor.force("post", url, {"line": line.ref, "outcome": "trouble", "said": "Le livreur n’est pas venu"})
    for member in (lumen.claire, lumen.sophie):
        assert "relay.trouble" in [item.kind for item in items_for(member)]
    first = news_for(lumen.claire, since, {})[0].news
    assert (first.is_failure, first.detail) == (True, "Le livreur n’est pas venu")
    assert not [item for item in items_for(lumen.lea) if item.kind == "relay.trouble"]


def test_the_link_closes_with_the_relay(lumen, as_, url, handover):
    actions.close_relay(handover, actor=lumen.claire)
    page = as_().get(url)
    assert page.status_code == 410
    assert "papier" not in page.content.decode()


def test_the_link_dies_after_the_day_of_return(as_, url):
    with clock.at(clock.now() + timedelta(days=4)):
        assert as_().get(url).status_code == 410


def test_the_link_of_one_relay_answers_for_no_other(lumen, as_, url, handover):
    other = line_of(passed(lumen, relay=lumen.lea, by=lumen.sophie))
    assert as_().force("post", url, {"line": other.ref, "outcome": "done"}).status_code == 422
    assert not HandoverLine.objects.exclude(outcome="").exists()


def test_a_relay_who_left_opens_nothing(lumen, as_, url):
    lumen.hugo.left_on = clock.today(lumen.lumen) - timedelta(days=1)
    lumen.hugo.save()
    assert as_().get(url).status_code == 410


def test_an_unknown_link_says_nothing(as_, db):
    assert as_().get("/r/nothing-of-the-kind/").status_code == 410
