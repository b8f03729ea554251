"""Nothing is decided by silence, but the one reversible act agreed in advance, announced a day before."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.engines.decisions import actions, jobs
from pupitre.engines.decisions.actions import CannotDecide, Given
from pupitre.engines.decisions.models import Answer, DecisionRequest, Precaution
from pupitre.engines.decisions.queries import requests
from pupitre.engines.decisions.rules import Kind, Silence, Way
from pupitre.engines.decisions.tests.factories import asked
from pupitre.foundation import clock, registry
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.registry import Room

WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)


@pytest.fixture
def kept(monkeypatch):
    """A kind whose silence keeps the choice open; what was done is in the list."""
    done = []
    kind = Kind(
        "shop.window",
        "Échéance",
        accept=lambda settled, actor: done.append(settled.code),
        take_back=lambda settled, actor: done.remove(settled.code),
        silence=Silence("yes", "le préavis part"),
    )
    monkeypatch.setitem(registry.rooms, "shop", Room("shop", decisions=(kind,)))
    return done


def waits(cast, **more):
    return asked(cast.claire, kind="shop.window", subject="X1", decide_by=THURSDAY, **more)


def tick(cast, day, hour=9):
    with clock.at(datetime(day.year, day.month, day.day, hour, tzinfo=clock.now().tzinfo)):
        jobs.break_silence.func(str(cast.lumen.uid))
        deliver(cast.lumen)


def test_without_an_agreement_silence_decides_nothing(lumen, kept):
    waits(lumen)
    for day in (WEDNESDAY, THURSDAY, THURSDAY + timedelta(days=1)):
        tick(lumen, day)
    assert (kept, Answer.objects.count()) == ([], 0)


def test_it_is_announced_the_eve_and_done_on_the_last_day(lumen, kept):
    actions.agree_precaution("shop.window", actor=lumen.sophie)
    waits(lumen)
    tick(lumen, date(2026, 11, 24))
    assert not Mail.objects.exists()
    tick(lumen, WEDNESDAY)
    assert {mail.member for mail in Mail.objects.select_related("member")} == {lumen.sophie, lumen.claire}
    tick(lumen, WEDNESDAY, 18)
    assert kept == []
    tick(lumen, THURSDAY, 10)
    final = Answer.objects.get()
    assert (kept, final.way, final.is_yes, final.by) == (["yes"], Way.PRECAUTION, True, lumen.sophie)


def test_an_answer_given_in_time_is_the_only_one(lumen, kept):
    actions.agree_precaution("shop.window", actor=lumen.sophie)
    request = waits(lumen)
    tick(lumen, WEDNESDAY)
    actions.decide(request, Given("no"), actor=lumen.sophie)
    tick(lumen, THURSDAY, 10)
    assert (kept, Answer.objects.get().is_yes) == ([], False)


@pytest.mark.parametrize("given", [Given("question", "Combien ?"), Given("later", until=THURSDAY)])
def test_a_question_or_a_later_is_no_silence(lumen, kept, given):
    actions.agree_precaution("shop.window", actor=lumen.sophie)
    actions.answer(waits(lumen), given, actor=lumen.sophie)
    tick(lumen, WEDNESDAY)
    assert DecisionRequest.objects.get().announced_at is None


def test_announced_late_it_waits_a_whole_day(lumen, kept):
    actions.agree_precaution("shop.window", actor=lumen.sophie)
    waits(lumen)
    tick(lumen, THURSDAY, 9)
    tick(lumen, THURSDAY, 17)
    assert kept == []
    tick(lumen, THURSDAY + timedelta(days=1), 10)
    assert kept == ["yes"]


def test_the_direction_takes_it_back_within_two_days(lumen, kept):
    actions.agree_precaution("shop.window", actor=lumen.sophie)
    waits(lumen)
    tick(lumen, WEDNESDAY)
    tick(lumen, THURSDAY, 10)
    [final] = requests.done_in_name_of(lumen.sophie, of_the_direction=True)
    with pytest.raises(PermissionDenied):
        actions.contest(final.ref, actor=lumen.claire)
    actions.contest(final.ref, actor=lumen.sophie)
    assert (kept, DecisionRequest.objects.get().is_open) == ([], True)


def test_it_ends_with_its_agreement_or_with_whoever_agreed(lumen, kept):
    agreed = actions.agree_precaution("shop.window", actor=lumen.sophie)
    with pytest.raises(CannotDecide, match="déjà convenu"):
        actions.agree_precaution("shop.window", actor=lumen.sophie)
    actions.end_precaution(agreed, actor=lumen.sophie)
    waits(lumen)
    tick(lumen, WEDNESDAY)
    tick(lumen, THURSDAY, 10)
    assert kept == []


def test_only_the_direction_agrees_and_the_page_says_so(lumen, kept, as_):
    with pytest.raises(PermissionDenied):
        actions.agree_precaution("shop.window", actor=lumen.claire)
    sophie, url = as_(lumen.sophie), "/c/atelier-lumen/decisions/powers/"
    assert "Pas convenu" in sophie.read(url)
    sophie.force("post", f"{url}silence/", {"kind": "shop.window"})
    assert "Convenu par Sophie" in sophie.read(url)
    assert sophie.force("post", f"{url}silence/", {"kind": "decisions.free"}).status_code == 404
    request = waits(lumen)
    assert "mesure conservatoire" in sophie.read(f"/c/atelier-lumen/decisions/{request.ref}/")
    sophie.force("post", f"{url}silence/{Precaution.objects.get().ref}/end/")
    assert "Pas convenu" in sophie.read(url)
