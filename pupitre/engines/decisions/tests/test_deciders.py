"""Who may answer today: by the matrix, for somebody away, after a while; asked again at the click."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.engines.attention.public import items_of, news_for, note_presence_change
from pupitre.engines.decisions import actions
from pupitre.engines.decisions.actions import Given, PowerDraft
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.rules import REQUEST, Way
from pupitre.engines.decisions.tests.factories import accept, asked, autonomy, items_about
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Role
from pupitre.kernel.periods import Period

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


def test_nobody_decides_their_own_request_nor_a_colleague_s(lumen):
    actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=2_000_00), actor=lumen.sophie)
    request = asked(lumen.hugo, 3_000_00)
    for actor in (lumen.hugo, lumen.lea, lumen.claire):
        with pytest.raises(PermissionDenied):
            accept(request, actor)


def test_the_directors_own_decision_is_marked(lumen):
    request = asked(lumen.sophie, 9_000_00)
    assert not request.is_open
    assert Answer.objects.get().way == Way.OWN


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


def test_the_sole_decider_away_is_told_to_those_who_keep_the_matrix(lumen):
    away(lumen.sophie, lumen.claire)
    request = asked(lumen.hugo)
    assert [item.title for item in items_about(request, lumen.claire, TODAY)] == [
        "Personne n’est là pour décider : Mobilier de la salle 2"
    ]


def test_the_director_s_small_purchase_waits_for_nobody_below(lumen):
    autonomy(lumen)
    assert not asked(lumen.sophie, 300_00).is_open


def test_nobody_left_is_an_item_and_never_a_yes(lumen):
    lumen.sophie.roles = [Role.EMPLOYEE]
    lumen.sophie.save()
    request = asked(lumen.hugo)
    assert request.is_open
    assert [item.title for item in items_about(request, lumen.claire, TODAY)] == [
        "Personne ne peut décider : Mobilier de la salle 2"
    ]


def test_escalation_waits_for_the_next_level_after_working_days(lumen):
    actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=2_000_00, escalates_after=2), actor=lumen.sophie)
    request = asked(lumen.claire)
    for days, whom in ((0, {lumen.hugo}), (1, {lumen.hugo}), (2, {lumen.hugo, lumen.sophie})):
        on = TODAY + timedelta(days=days)
        [item] = [item for item in items_of(lumen.lumen, on) if request.ref in item.key]
        assert item.acts == {member.ref for member in whom}
        assert item.seen_by == {lumen.hugo.ref, lumen.sophie.ref}


def test_a_referent_decides_within_the_line_of_their_role(lumen):
    lumen.lea.roles = [Role.REFERENT]
    lumen.lea.save()
    actions.add_power(PowerDraft(holder_role=Role.REFERENT, up_to_cents=2_000_00), actor=lumen.sophie)
    assert accept(asked(lumen.claire, 900_00), lumen.lea).by == lumen.lea
    with pytest.raises(PermissionDenied):
        accept(asked(lumen.claire, 2_500_00), lumen.lea)


def test_while_a_question_waits_nobody_above_is_waited_for(lumen):
    actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=2_000_00, escalates_after=2), actor=lumen.sophie)
    request = asked(lumen.claire)
    actions.answer(request, Given("question", "Combien ?"), actor=lumen.hugo)
    with clock.at(clock.now() + timedelta(days=3)):
        actions.answer(request, Given("reply", "Deux."), actor=lumen.claire)
    for days, whom in ((4, {lumen.hugo}), (7, {lumen.hugo, lumen.sophie})):  # a Friday, then the next Monday
        [item] = [one for one in items_of(lumen.lumen, TODAY + timedelta(days=days)) if one.kind == REQUEST]
        assert item.acts == {member.ref for member in whom}


def test_how_long_somebody_waits_is_a_sentence_whatever_the_day(lumen):
    request = asked(lumen.claire)
    (item,) = items_about(request, lumen.sophie, date(2026, 12, 3))
    assert item.why == "Claire attend une réponse depuis le 23 nov."


def test_who_stands_above_may_answer_before_being_waited_for(lumen):
    actions.add_power(PowerDraft(holder=lumen.hugo, up_to_cents=2_000_00), actor=lumen.sophie)
    accept(asked(lumen.claire), lumen.sophie)
