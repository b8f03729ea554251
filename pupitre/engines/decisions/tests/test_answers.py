"""A request gets one decision, in time, from somebody who may, and its effect at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.engines.attention.public import items_for, items_of, news_for, note_presence_change
from pupitre.engines.decisions import actions
from pupitre.engines.decisions.actions import Ask, CannotAsk, CannotDecide, Given, PowerDraft
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.rules import Kind, Way
from pupitre.engines.decisions.tests.factories import accept, asked, autonomy
from pupitre.foundation import clock, registry
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.verbs import last_undo
from pupitre.foundation.registry import Room
from pupitre.foundation.tenancy.models import Role
from pupitre.kernel.periods import Period

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def ordered(monkeypatch):
    """A kind declared by a module that exists only here; what was accepted is in the list."""
    done = []
    kind = Kind("shop.order", "Commande", accept=lambda settled, actor: done.append(settled.subject))
    monkeypatch.setitem(registry.rooms, "shop", Room("shop", decisions=(kind,)))
    return done


@pytest.mark.parametrize(("cents", "passes"), [(499_99, True), (500_00, True), (500_01, False)])
def test_below_autonomy_it_takes_effect_at_once_and_leaves_a_trace(lumen, ordered, cents, passes):
    autonomy(lumen)
    request = asked(lumen.claire, cents, kind="shop.order", subject="X1")
    assert (ordered == ["X1"]) is passes
    assert request.is_open is not passes
    assert [one.way for one in Answer.objects.all()] == ([Way.DELEGATION] if passes else [])


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


def test_nobody_decides_their_own_request_nor_a_colleague_s(lumen):
    actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=2_000_00), actor=lumen.sophie)
    request = asked(lumen.hugo, 3_000_00)
    for actor in (lumen.hugo, lumen.lea, lumen.claire):
        with pytest.raises(PermissionDenied):
            accept(request, actor)


def test_the_second_answer_learns_who_decided(lumen):
    request = asked(lumen.claire)
    accept(request, lumen.sophie)
    with pytest.raises(CannotDecide, match="Déjà décidé par Sophie, le 23/11/2026 à 10 h 00"):
        actions.decide(request, Given("no"), actor=lumen.sophie)


def test_the_directors_own_decision_is_marked(lumen):
    request = asked(lumen.sophie, 9_000_00)
    assert not request.is_open
    assert Answer.objects.get().way == Way.OWN


def test_what_was_shown_is_what_is_decided(lumen):
    request = asked(lumen.claire)
    ask = Ask(title=request.title, amount_cents=980_00, basis="ttc")
    actions.edit_request(request, ask, actor=lumen.claire)
    with pytest.raises(CannotDecide, match="a changé"):
        accept(request, lumen.sophie, edition=1)
    accept(request, lumen.sophie, edition=2)


class TestRightsAtTheClick:
    """Asked again under lock, whatever they were when the request was shown."""

    def test_role_removed(self, lumen):
        request = asked(lumen.claire)
        lumen.sophie.roles = [Role.EMPLOYEE]
        lumen.sophie.save()
        with pytest.raises(PermissionDenied):
            accept(request, lumen.sophie)

    def test_membership_ended(self, lumen):
        request = asked(lumen.claire)
        lumen.sophie.left_on = date(2026, 11, 20)
        lumen.sophie.save()
        with pytest.raises(PermissionDenied):
            accept(request, lumen.sophie)

    def test_limit_lowered(self, lumen):
        power = actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=2_000_00), actor=lumen.sophie)
        request = asked(lumen.claire, 900_00)
        actions.edit_power(power, PowerDraft(holder=lumen.hugo, up_to_cents=800_00), actor=lumen.sophie)
        with pytest.raises(PermissionDenied):
            accept(request, lumen.hugo)

    def test_became_a_beneficiary(self, lumen):
        request = asked(lumen.claire)
        DecisionRequest.objects.update(beneficiaries=[lumen.sophie.ref])
        with pytest.raises(PermissionDenied):
            accept(request, lumen.sophie)

    def test_became_the_askers_stand_in(self, lumen):
        request = asked(lumen.claire)
        actions.name_stand_in(lumen.claire, lumen.sophie, actor=lumen.sophie)
        away(lumen.claire, lumen.claire)
        with pytest.raises(PermissionDenied):
            accept(request, lumen.sophie)

    def test_away_may_still_answer(self, lumen):
        request = asked(lumen.claire)
        away(lumen.sophie, lumen.claire)
        accept(request, lumen.sophie)


def away(member, actor):
    note_presence_change(member, Period(TODAY, FRIDAY), actor=actor)


def test_a_stand_in_decides_in_the_name_of_whoever_is_away(lumen):
    actions.name_stand_in(lumen.sophie, lumen.hugo, actor=lumen.sophie)
    request = asked(lumen.claire)
    with pytest.raises(PermissionDenied):
        accept(request, lumen.hugo)
    away(lumen.sophie, lumen.claire)
    answer = accept(request, lumen.hugo)
    assert (answer.by, answer.on_behalf_of) == (lumen.hugo, lumen.sophie)


def test_a_stand_in_that_the_asker_named_afterwards_does_not_count(lumen):
    lumen.claire.roles = [Role.OFFICE_MANAGER, Role.DIRECTOR]
    lumen.claire.save()
    away(lumen.sophie, lumen.claire)
    request = asked(lumen.claire)
    with clock.at(clock.now() + timedelta(minutes=5)):
        actions.name_stand_in(lumen.sophie, lumen.hugo, actor=lumen.claire)
        with pytest.raises(PermissionDenied):
            accept(request, lumen.hugo)


def test_nobody_stands_in_for_themselves(lumen):
    with pytest.raises(actions.CannotSet, match="soi-même"):
        actions.name_stand_in(lumen.sophie, lumen.sophie, actor=lumen.sophie)


@pytest.mark.parametrize(("mode", "told"), [("decides", False), ("informs", True)])
def test_what_is_delegated_informs_the_direction_when_the_line_says_so(lumen, mode, told):
    autonomy(lumen, mode=mode)
    asked(lumen.claire, 100_00, title="Une lampe")
    names = {member.ref: member.name for member in (lumen.claire, lumen.sophie)}
    since = clock.now() - timedelta(hours=1)
    assert any("Une lampe" in one.news.sentence for one in news_for(lumen.sophie, since, names)) is told


def test_a_power_that_has_ended_decides_nothing_any_more(lumen):
    autonomy(lumen, ends_on=TODAY)
    assert not asked(lumen.claire, 100_00).is_open
    with clock.at(clock.now() + timedelta(days=1)):
        assert asked(lumen.claire, 100_00).is_open


def test_who_only_proposes_does_not_sign_and_no_line_ends_in_the_past(lumen):
    for wrong in ({"mode": "proposes", "may_sign": True}, {"ends_on": date(2026, 11, 22)}):
        with pytest.raises(actions.CannotSet):
            autonomy(lumen, **wrong)


def test_two_halves_of_a_day_at_one_supplier_wait_together(lumen):
    autonomy(lumen)
    first = asked(lumen.claire, 300_00, payee_name="Propnet")
    second = asked(lumen.claire, 200_01, payee_name=" PROPNET ")
    assert not first.is_open
    assert second.is_open
    assert second.together_cents == 500_01


def test_what_was_withdrawn_and_asked_again_still_counts(lumen):
    autonomy(lumen)
    actions.withdraw_request(asked(lumen.claire, 600_00, payee_name="Propnet"), actor=lumen.claire)
    assert asked(lumen.claire, 300_00, payee_name="Propnet").is_open


def test_thirty_days_are_a_flag_and_not_a_rule(lumen):
    autonomy(lumen)
    with clock.at(clock.now() - timedelta(days=20)):
        asked(lumen.claire, 300_00, payee_name="Propnet")
    request = asked(lumen.claire, 400_00, payee_name="Propnet")
    assert not request.is_open
    assert request.recent_cents == 700_00


def test_later_is_dated_counted_and_comes_back(lumen):
    request = asked(lumen.claire, decide_by=FRIDAY)
    with pytest.raises(CannotDecide, match="attendue"):
        actions.answer(request, Given("later", until=date(2026, 11, 28)), actor=lumen.sophie)
    actions.answer(request, Given("later", until=date(2026, 11, 25)), actor=lumen.sophie)
    assert items_about(request, lumen.sophie, TODAY) == []
    assert len(items_about(request, lumen.sophie, date(2026, 11, 25))) == 1
    assert DecisionRequest.objects.get().postponed == 1


def items_about(request, member, on):
    return [item for item in items_for(member, on) if request.ref in item.key]


def test_a_question_goes_to_the_asker_and_its_reply_comes_back(lumen):
    request = asked(lumen.claire)
    actions.answer(request, Given("question", "Combien de devis ?"), actor=lumen.sophie)
    assert items_about(request, lumen.sophie, TODAY) == []
    assert [item.why for item in items_about(request, lumen.claire, TODAY)] == [
        "Sophie demande : « Combien de devis ? »"
    ]
    actions.answer(request, Given("reply", "Trois."), actor=lumen.claire)
    assert len(items_about(request, lumen.sophie, TODAY)) == 1


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


class TestAnEdit:
    """Keeps what its form does not show, and what the module's request is about."""

    def test_of_a_free_request_keeps_the_parties_and_weighs_the_day_it_was_asked(self, lumen):
        asked(lumen.claire, 300_00, payee_name="Propnet")
        request = asked(lumen.claire, 300_00, payee_name="Propnet")
        DecisionRequest.objects.filter(pk=request.pk).update(beneficiaries=[lumen.hugo.ref])
        with clock.at(clock.now() + timedelta(days=1)):
            ask = Ask("Lampes", amount_cents=300_00, basis="ttc", payee_name="Propnet")
            edited = actions.edit_request(request, ask, actor=lumen.claire)
        assert (edited.together_cents, edited.beneficiaries) == (600_00, [lumen.hugo.ref])

    def test_of_a_module_s_request_changes_its_words_only(self, lumen, ordered):
        request = asked(lumen.claire, 5_040_00, kind="shop.order", subject="X1", advice="no", category="Nettoyage")
        edited = actions.edit_request(
            request, Ask("Autre", amount_cents=10_00, recommendation="Vite."), actor=lumen.claire
        )
        kept = (edited.amount_cents, edited.basis, edited.advice, edited.category, edited.title)
        assert kept == (5_040_00, "ttc", "no", "Nettoyage", "Mobilier de la salle 2")
        assert edited.recommendation == "Vite."


@pytest.mark.parametrize("more", [{}, {"payee_name": "Propnet"}])
def test_three_purchases_of_a_day_with_or_without_a_supplier_do_not_all_pass(lumen, more):
    autonomy(lumen)
    assert [asked(lumen.claire, 300_00, **more).is_open for _ in range(3)] == [False, True, True]


def test_two_people_and_two_bases_at_one_supplier_are_added_up(lumen):
    autonomy(lumen)
    actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=500_00, basis="ht"), actor=lumen.sophie)
    assert not asked(lumen.claire, 300_00, payee_name="Propnet").is_open
    ask = Ask("Vitres", amount_cents=300_00, basis="ht", payee_name="Propnet")
    assert actions.request_decision(ask, actor=lumen.hugo).is_open


def test_the_sole_decider_away_is_told_to_those_who_keep_the_matrix(lumen):
    away(lumen.sophie, lumen.claire)
    request = asked(lumen.hugo)
    assert [item.title for item in items_about(request, lumen.claire, TODAY)] == [
        "Personne n’est là pour décider : Mobilier de la salle 2"
    ]


def test_the_director_s_small_purchase_waits_for_nobody_below(lumen):
    autonomy(lumen)
    assert not asked(lumen.sophie, 300_00).is_open


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


def test_nobody_left_is_an_item_and_never_a_yes(lumen):
    lumen.sophie.roles = [Role.EMPLOYEE]
    lumen.sophie.save()
    request = asked(lumen.hugo)
    assert request.is_open
    assert [item.title for item in items_about(request, lumen.claire, TODAY)] == [
        "Personne ne peut décider : Mobilier de la salle 2"
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"cents": 0}, "plus grand que zéro"), ({"cents": -5}, "plus grand que zéro"), ({"basis": ""}, "HT ou TTC")],
)
def test_an_amount_is_positive_and_says_its_basis(lumen, given, sentence):
    ask = Ask("Chaise", amount_cents=given.get("cents", 10_00), basis=given.get("basis", "ht"))
    with pytest.raises(CannotAsk, match=sentence):
        actions.request_decision(ask, actor=lumen.claire)


def test_escalation_waits_for_the_next_level_after_working_days(lumen):
    actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=2_000_00, escalates_after=2), actor=lumen.sophie)
    request = asked(lumen.claire)
    for days, whom in ((0, {lumen.hugo}), (1, {lumen.hugo}), (2, {lumen.hugo, lumen.sophie})):
        on = TODAY + timedelta(days=days)
        [item] = [item for item in items_of(lumen.lumen, on) if request.ref in item.key]
        assert item.acts == {member.ref for member in whom}
        assert item.seen_by == {lumen.hugo.ref, lumen.sophie.ref}


def test_who_stands_above_may_answer_before_being_waited_for(lumen):
    actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=2_000_00), actor=lumen.sophie)
    accept(asked(lumen.claire), lumen.sophie)


def test_below_by_link_above_once_signed_in(lumen):
    with pytest.raises(CannotDecide, match="une fois connecté"):
        accept(asked(lumen.claire, 500_01, payee_name="Bruneau"), lumen.sophie, way=Way.LINK)
    accept(asked(lumen.claire, 500_00, payee_name="Propnet"), lumen.sophie, way=Way.LINK)


def test_the_eleventh_link_of_the_day_asks_to_sign_in(lumen):
    for n in range(10):
        accept(asked(lumen.claire, 100_00, payee_name=f"Marchand {n}"), lumen.sophie, way=Way.LINK)
    with pytest.raises(CannotDecide, match="Beaucoup de décisions"):
        accept(asked(lumen.claire, 100_00), lumen.sophie, way=Way.LINK)
