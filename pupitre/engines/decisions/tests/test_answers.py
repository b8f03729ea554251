"""A request gets one decision, and its effect at once; or a question, later, another round."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.engines.attention.public import items_for
from pupitre.engines.decisions import actions
from pupitre.engines.decisions.actions import Ask, CannotDecide, Given
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.queries import requests
from pupitre.engines.decisions.rules import REQUEST, Kind, Way
from pupitre.engines.decisions.tests.factories import accept, asked, autonomy, items_about
from pupitre.foundation import clock, registry
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.verbs import last_undo
from pupitre.foundation.registry import Room

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


def test_a_decision_takes_effect_in_the_same_gesture(lumen, ordered):
    accept(asked(lumen.claire, kind="shop.order", subject="X1"), lumen.sophie)
    assert ordered == ["X1"]


def test_when_the_effect_refuses_nothing_is_decided(lumen, monkeypatch):
    def sold_out(settled, *, actor):
        raise Refusal("Épuisé.")

    kind = Kind("shop.order", "Commande", accept=sold_out)
    monkeypatch.setitem(registry.rooms, "shop", Room("shop", decisions=(kind,)))
    request = asked(lumen.claire, kind="shop.order", subject="X1")
    with pytest.raises(Refusal, match="Épuisé"):
        accept(request, lumen.sophie)
    assert not Answer.objects.exists()
    assert not Entry.objects.filter(event="decisions.DecisionTaken").exists()


def test_what_has_no_object_any_more_is_not_decided(lumen, monkeypatch):
    there = {"X1"}
    kind = Kind("shop.order", "Commande", still_valid=lambda subject, cents: subject in there)
    monkeypatch.setitem(registry.rooms, "shop", Room("shop", decisions=(kind,)))
    request = asked(lumen.claire, kind="shop.order", subject="X1")
    there.clear()
    with pytest.raises(CannotDecide, match="plus d’objet"):
        accept(request, lumen.sophie)


def test_the_second_answer_learns_who_decided(lumen):
    request = asked(lumen.claire)
    accept(request, lumen.sophie)
    with pytest.raises(CannotDecide, match="Déjà décidé par Sophie, le 23/11/2026 à 10 h 00"):
        actions.decide(request, Given("no"), actor=lumen.sophie)


def test_what_was_shown_is_what_is_decided(lumen):
    request = asked(lumen.claire)
    ask = Ask(title=request.title, amount_cents=980_00, basis="ttc")
    actions.edit_request(request, ask, actor=lumen.claire)
    with pytest.raises(CannotDecide, match="a changé"):
        accept(request, lumen.sophie, edition=1)
    accept(request, lumen.sophie, edition=2)


def test_later_is_dated_counted_and_comes_back(lumen):
    request = asked(lumen.claire, decide_by=FRIDAY)
    with pytest.raises(CannotDecide, match="attendue"):
        actions.answer(request, Given("later", until=date(2026, 11, 28)), actor=lumen.sophie)
    actions.answer(request, Given("later", until=date(2026, 11, 25)), actor=lumen.sophie)
    assert items_about(request, lumen.sophie, TODAY) == []
    assert len(items_about(request, lumen.sophie, date(2026, 11, 25))) == 1
    assert DecisionRequest.objects.get().postponed == 1


def test_a_question_goes_to_the_asker_and_its_reply_comes_back(lumen):
    request = asked(lumen.claire)
    actions.answer(request, Given("question", "Combien de devis ?"), actor=lumen.sophie)
    assert items_about(request, lumen.sophie, TODAY) == []
    assert [item.why for item in items_about(request, lumen.claire, TODAY)] == [
        "Sophie demande : « Combien de devis ? »"
    ]
    actions.answer(request, Given("reply", "Trois."), actor=lumen.claire)
    assert len(items_about(request, lumen.sophie, TODAY)) == 1


def test_on_the_last_day_a_question_waits_at_the_asker_s_and_the_decision_too(lumen):
    request = asked(lumen.claire, decide_by=TODAY)
    actions.answer(request, Given("question", "Combien ?"), actor=lumen.sophie)
    assert [item.kind for item in items_about(request, lumen.sophie, TODAY)] == [REQUEST]
    assert "decisions.question" in [item.kind for item in items_for(lumen.claire, TODAY)]


def test_a_condition_is_written(lumen):
    request = asked(lumen.claire)
    with pytest.raises(CannotDecide, match="condition"):
        actions.decide(request, Given("condition"), actor=lumen.sophie)
    actions.decide(request, Given("condition", "850 € au plus"), actor=lumen.sophie)


def test_dès_l_accord_somebody_has_it_to_do(lumen):
    accept(asked(lumen.claire, then_what="Passer la commande", then_member=lumen.hugo), lumen.sophie)
    assert [item.title for item in items_for(lumen.hugo, TODAY)] == ["Passer la commande"]


def test_an_oral_decision_is_marked_and_may_be_contested_for_two_days(lumen):
    request = asked(lumen.hugo)
    answer = actions.record_oral(request, Given("yes", "Au téléphone"), lumen.sophie, actor=lumen.claire)
    assert (answer.by, answer.recorded_by, answer.way) == (lumen.sophie, lumen.claire, Way.ORAL)
    with clock.at(clock.now() + timedelta(hours=49)), pytest.raises(CannotDecide, match="48 heures"):
        actions.contest(answer.ref, actor=lumen.sophie)
    actions.contest(answer.ref, "Je n’ai rien dit.", actor=lumen.sophie)
    assert DecisionRequest.objects.get().is_open


def test_the_direction_reads_what_was_delegated_and_has_two_days_to_take_it_back(lumen, as_):
    autonomy(lumen)
    request = asked(lumen.claire, 120_00, title="Une cafetière")
    sophie, url = as_(lumen.sophie), "/c/atelier-lumen/decisions/"
    page = sophie.read(url)
    assert [words for words in ("Fait en votre nom", "Une cafetière") if words not in page] == []
    assert "Fait en votre nom" not in as_(lumen.claire).read(url)
    sophie.force("post", f"{url}{request.ref}/contest/")
    assert DecisionRequest.objects.get().is_open
    assert [item.kind for item in items_for(lumen.sophie, TODAY)] == [REQUEST]
    assert "Fait en votre nom" not in sophie.read(url)


def test_whoever_was_stood_in_for_takes_it_back_and_nobody_else(lumen):
    actions.name_stand_in(lumen.sophie, lumen.hugo, starts_on=TODAY, actor=lumen.sophie)
    answer = accept(asked(lumen.claire), lumen.hugo)
    assert [one.ref for one in requests.done_in_name_of(lumen.sophie, of_the_direction=True)] == [answer.ref]
    for other in (lumen.claire, lumen.lea, lumen.hugo):
        with pytest.raises(PermissionDenied):
            actions.contest(answer.ref, actor=other)
    with clock.at(clock.now() + timedelta(hours=49)), pytest.raises(CannotDecide, match="48 heures"):
        actions.contest(answer.ref, actor=lumen.sophie)
    actions.contest(answer.ref, actor=lumen.sophie)
    assert DecisionRequest.objects.get().is_open


def test_nobody_notes_an_oral_answer_to_their_own_request(lumen):
    with pytest.raises(PermissionDenied):
        actions.record_oral(asked(lumen.claire), Given("yes"), lumen.sophie, actor=lumen.claire)


def test_ten_minutes_to_think_again_then_a_new_request(lumen):
    request = asked(lumen.claire)
    answer = accept(request, lumen.sophie)
    assert last_undo().verb == "decisions.take_back"
    with clock.at(clock.now() + timedelta(minutes=11)), pytest.raises(CannotDecide, match="dix minutes"):
        actions.take_back(answer.ref, actor=lumen.sophie)
    actions.take_back(answer.ref, actor=lumen.sophie)
    accept(request, lumen.sophie)
    assert Answer.objects.filter(is_yes__isnull=False).count() == 2


def test_an_effect_that_left_is_not_taken_back(lumen, ordered):
    answer = accept(asked(lumen.claire, kind="shop.order", subject="X1"), lumen.sophie)
    with pytest.raises(CannotDecide, match="déjà parti"):
        actions.take_back(answer.ref, actor=lumen.sophie)


def test_put_off_then_due_sooner_it_comes_back_in_time(lumen):
    request = asked(lumen.claire, decide_by=FRIDAY)
    actions.answer(request, Given("later", until=date(2026, 11, 26)), actor=lumen.sophie)
    ask = Ask(request.title, amount_cents=900_00, basis="ttc", decide_by=date(2026, 11, 24))
    actions.edit_request(request, ask, actor=lumen.claire)
    assert len(items_about(request, lumen.sophie, date(2026, 11, 24))) == 1


def test_taking_back_when_it_is_asked_again_is_a_sentence(lumen, monkeypatch):
    kind = Kind("shop.order", "Commande")
    monkeypatch.setitem(registry.rooms, "shop", Room("shop", decisions=(kind,)))
    final = accept(asked(lumen.claire, kind="shop.order", subject="X1"), lumen.sophie)
    asked(lumen.claire, kind="shop.order", subject="X1")
    with pytest.raises(CannotDecide, match="nouvelle demande"):
        actions.take_back(final.ref, actor=lumen.sophie)


def test_what_is_settled_otherwise_leaves_every_desk(lumen):
    request = asked(lumen.claire, subject="X1")
    actions.close_moot_requests(request.kind, "X1", actor=None)
    assert items_about(request, lumen.sophie, TODAY) == []
