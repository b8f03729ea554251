"""What an amount lets pass: alone, with those of the day, by link, and once the request is edited."""

from datetime import date, timedelta

import pytest

from pupitre.engines.decisions import actions
from pupitre.engines.decisions.actions import Ask, CannotAsk, CannotDecide, PowerDraft
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.rules import Way
from pupitre.engines.decisions.tests.factories import accept, asked, autonomy
from pupitre.foundation import clock

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(("cents", "passes"), [(499_99, True), (500_00, True), (500_01, False)])
def test_below_autonomy_it_takes_effect_at_once_and_leaves_a_trace(lumen, ordered, cents, passes):
    autonomy(lumen)
    request = asked(lumen.claire, cents, kind="shop.order", subject="X1")
    assert (ordered == ["X1"]) is passes
    assert request.is_open is not passes
    assert [one.way for one in Answer.objects.all()] == ([Way.DELEGATION] if passes else [])


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


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"cents": 0}, "plus grand que zéro"), ({"cents": -5}, "plus grand que zéro"), ({"basis": ""}, "HT ou TTC")],
)
def test_an_amount_is_positive_and_says_its_basis(lumen, given, sentence):
    ask = Ask("Chaise", amount_cents=given.get("cents", 10_00), basis=given.get("basis", "ht"))
    with pytest.raises(CannotAsk, match=sentence):
        actions.request_decision(ask, actor=lumen.claire)


def test_below_by_link_above_once_signed_in(lumen):
    with pytest.raises(CannotDecide, match="une fois connecté"):
        accept(asked(lumen.claire, 500_01, payee_name="Bruneau"), lumen.sophie, way=Way.LINK)
    accept(asked(lumen.claire, 500_00, payee_name="Propnet"), lumen.sophie, way=Way.LINK)


def test_the_eleventh_link_of_the_day_asks_to_sign_in(lumen):
    for n in range(10):
        accept(asked(lumen.claire, 100_00, payee_name=f"Marchand {n}"), lumen.sophie, way=Way.LINK)
    with pytest.raises(CannotDecide, match="Beaucoup de décisions"):
        accept(asked(lumen.claire, 100_00), lumen.sophie, way=Way.LINK)
