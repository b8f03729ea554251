"""An ending from the decision to the keys: what each gesture does, and what it refuses."""

from datetime import date

import pytest

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.models import Undo
from pupitre.foundation.files.models import Attachment
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers import actions, attention
from pupitre.modules.suppliers.actions.followed import CannotFollow, StepDraft
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.models import Channel, Contract, Ending, EndingLetter, EndingStep, NoticeSent
from pupitre.modules.suppliers.queries.endings import followed_of, last_ending_of, things_of_ending
from pupitre.modules.suppliers.rules import Choice
from pupitre.modules.suppliers.rules.endings import Delays, Step
from pupitre.modules.suppliers.tests.ending_cases import (
    PROOF,
    TODAY,
    left,
    left_without_power,
    let_sign,
    letter,
    note,
    to_leave,
)
from pupitre.modules.suppliers.tests.factories import contract_with

LAST_DAY = date(2027, 2, 28)


def again(ending):
    return Ending.objects.select_related("contract__supplier").get(pk=ending.pk)


def closed(ending):
    return {str(step) for step in followed_of(again(ending)).closed}


def the_item(cast, on=TODAY):
    return next(iter(attention.endings_to_act_on(cast.lumen, on)), None)


def test_a_decision_to_leave_opens_an_ending_with_what_usually_goes_back(lumen):
    ending = to_leave(lumen)
    assert (ending.outcome, ending.ends_on, closed(ending)) == ("", LAST_DAY, {"decided"})
    assert {thing.kind for thing in things_of_ending(ending)} == {"keys", "access", "equipment"}


@pytest.mark.parametrize("choice", [Choice.RENEW, Choice.RENEGOTIATE])
def test_decided_otherwise_before_the_letter_it_is_abandoned(lumen, choice):
    ending = to_leave(lumen)
    actions.record_window_decision(ending.contract, Decided(2, choice), actor=lumen.claire)
    assert again(ending).outcome == "abandoned"


def test_a_decision_withdrawn_abandons_it_and_a_new_one_opens_another(lumen):
    ending = to_leave(lumen)
    actions.withdraw_decision(ending.contract.ref, 2, False, "terminate", actor=lumen.claire)
    actions.record_window_decision(ending.contract, Decided(2, Choice.TERMINATE), actor=lumen.claire)
    assert [one.outcome for one in Ending.objects.order_by("pk")] == ["abandoned", ""]


def test_a_letter_noted_closes_its_steps_and_keeps_its_proof(lumen):
    ending = to_leave(lumen)
    actions.record_notice_sent(ending.contract, TODAY, Channel.REGISTERED, proof=PROOF, actor=lumen.claire)
    assert closed(ending) == {"decided", "letter", "sent"}
    sent = EndingStep.objects.get(step="sent")
    assert Attachment.objects.get(ref=sent.proof).name == "accord.txt"


def test_an_envelope_noted_by_mistake_is_taken_back_with_its_ending(lumen):
    ending = left(lumen)
    contract = Contract.objects.get(pk=ending.contract_id)
    undo = Undo.objects.order_by("-pk").first()
    actions.reopen_contract(**undo.arguments, actor=lumen.claire)
    assert again(ending).outcome == "abandoned"
    assert Contract.objects.get(pk=contract.pk).terminated_on is None


def test_once_the_letter_left_the_contract_goes_on_only_with_the_supplier_s_word(lumen):
    ending = left(lumen)
    with pytest.raises(Refusal, match="accord écrit"):
        actions.reopen_contract(ending.contract.ref, actor=lumen.claire)
    with pytest.raises(CannotFollow, match="Joignez"):
        actions.resume_contract(ending, TODAY, "Repris", None, actor=lumen.claire)
    actions.resume_contract(ending, TODAY, "Repris au même prix", PROOF, actor=lumen.claire)
    contract = Contract.objects.get(pk=ending.contract_id)
    assert (again(ending).outcome, contract.terminated_on) == ("resumed", None)
    assert contract.next_act_on is not None


def test_from_the_letter_to_the_keys(lumen):
    ending = left(lumen)
    note(ending, Step.ACKNOWLEDGED, lumen)
    note(ending, Step.CONFIRMED, lumen, ends_on=date(2027, 3, 31))
    assert again(ending).ends_on == date(2027, 3, 31)
    for thing in things_of_ending(ending):
        actions.return_thing(thing, actor=lumen.claire)
    note(ending, Step.LAST_INVOICE, lumen)
    assert again(ending).outcome == ""
    note(ending, Step.CREDIT_NOTE, lumen, note="Payé à terme échu", is_needless=True)
    assert (again(ending).outcome, again(ending).closed_on) == ("finished", TODAY)
    actions.take_back_ending_step(ending.ref, "credit_note", actor=lumen.claire)
    assert again(ending).outcome == ""


def test_a_step_is_without_object_only_when_one_says_why(lumen):
    with pytest.raises(CannotFollow, match="Dites pourquoi"):
        note(left(lumen), Step.ACKNOWLEDGED, lumen, is_needless=True)


def test_a_confirmation_says_the_last_day(lumen):
    ending = left(lumen)
    note(ending, Step.ACKNOWLEDGED, lumen)
    with pytest.raises(CannotFollow, match="dernier jour"):
        note(ending, Step.CONFIRMED, lumen)
    with pytest.raises(CannotFollow, match="partie le"):
        note(ending, Step.CONFIRMED, lumen, ends_on=date(2026, 11, 22))


def test_nothing_is_all_back_while_something_is_not(lumen):
    ending = left(lumen)
    with pytest.raises(CannotFollow, match="Il reste à rendre"):
        note(ending, Step.RETURNED, lumen)
    things = things_of_ending(ending)
    actions.return_thing(things[0], is_needless=True, actor=lumen.claire)
    for thing in things[1:]:
        actions.return_thing(thing, actor=lumen.claire)
    assert "returned" in closed(ending)
    actions.await_thing(things[0].ref, actor=lumen.claire)
    assert "returned" not in closed(ending)


def test_what_was_ended_before_endings_is_followed_from_its_letter_or_without(lumen):
    contract = contract_with(lumen.claire)
    actions.end_contract(contract, date(2026, 12, 31), actor=lumen.claire)
    ending = actions.follow_ending(contract, actor=lumen.claire)
    assert {"letter", "sent", "acknowledged", "confirmed"} <= closed(ending)


def test_what_was_posted_before_endings_is_followed_from_its_letter(lumen):
    contract = contract_with(lumen.claire)
    said = {"channel": Channel.LRE, "occurrence": 2, "sent_on": TODAY, "recorded_by": lumen.claire}
    NoticeSent.objects.create(contract=contract, recorded_at=clock.now(), **said)
    Contract.objects.update(terminated_on=LAST_DAY)
    ending = actions.follow_ending(contract, actor=lumen.claire)
    assert (closed(ending), ending.ends_on) == ({"decided", "letter", "sent"}, LAST_DAY)


def test_an_end_noted_by_hand_waits_for_no_letter_and_may_be_taken_back(lumen):
    ending = to_leave(lumen)
    actions.end_contract(ending.contract, date(2027, 1, 31), actor=lumen.claire)
    assert again(ending).ends_on == date(2027, 1, 31)
    assert "sent" in closed(ending)
    actions.reopen_contract(ending.contract.ref, actor=lumen.claire)
    assert again(ending).outcome == "abandoned"


def test_a_fixed_term_left_to_end_is_followed_without_a_letter(lumen):
    contract = contract_with(lumen.claire, regime=Regime.EXPRESS, starts_on=date(2026, 1, 1), notice_months=0)
    actions.record_window_decision(contract, Decided(0, Choice.TERMINATE), actor=lumen.claire)
    ending = last_ending_of(contract)
    assert not ending.has_letter
    assert the_item(lumen, date(2026, 12, 20)).title.startswith("Rendre accès, clés et matériel")


def test_no_letter_is_made_for_who_has_no_power_that_day(lumen):
    ending = to_leave(lumen)
    let_sign(lumen, ends_on=date(2026, 11, 30))
    actions.keep_letter(ending, letter(lumen), b"%PDF-1.7 1", actor=lumen.claire)
    with pytest.raises(CannotFollow, match="Sophie le peut"):
        actions.keep_letter(ending, letter(lumen, lumen.hugo), b"%PDF-1.7 2", actor=lumen.claire)
    assert [(one.number, one.signatory.name) for one in EndingLetter.objects.all()] == [(1, "Sophie")]


def test_a_letter_is_not_dated_back_to_a_power_that_has_ended(lumen):
    ending = to_leave(lumen)
    with clock.at(clock.now().replace(day=22)):
        let_sign(lumen, ends_on=date(2026, 11, 22))
    with pytest.raises(CannotFollow, match="Sophie n’a pas le pouvoir"):
        actions.keep_letter(ending, letter(lumen, on=date(2026, 11, 22)), b"%PDF-1.7", actor=lumen.claire)


@pytest.mark.parametrize(
    "more", [{"up_to_cents": 5_039_99, "basis": "ht"}, {"category": "Télécom"}, {"may_sign": False}]
)
def test_a_power_counts_within_its_amount_its_category_and_only_if_it_signs(lumen, more):
    ending = to_leave(lumen)
    let_sign(lumen, **more)
    with pytest.raises(CannotFollow, match="personne ne l’a"):
        actions.keep_letter(ending, letter(lumen), b"%PDF-1.7", actor=lumen.claire)


def test_the_power_is_asked_again_when_the_letter_is_signed(lumen):
    ending = to_leave(lumen)
    let_sign(lumen, ends_on=TODAY)
    actions.keep_letter(ending, letter(lumen), b"%PDF-1.7", actor=lumen.claire)
    tomorrow = date(2026, 11, 24)
    with clock.at(clock.now().replace(day=24)):
        with pytest.raises(CannotFollow, match="n’a pas le pouvoir"):
            note(ending, Step.LETTER, lumen, tomorrow)
        note(ending, Step.LETTER, lumen, TODAY)


def test_a_letter_that_left_without_a_power_is_noted_and_told_to_the_direction_until_it_is_ratified(lumen):
    ending = left_without_power(lumen)
    assert "sent" in closed(ending)
    (item,) = attention.endings_to_act_on(lumen.lumen, TODAY)
    assert item.title.startswith("Lettre signée sans pouvoir valable")
    assert item.acts == {lumen.sophie.ref}
    with pytest.raises(CannotFollow, match="Claire n’a pas le pouvoir"):
        actions.ratify_letter(ending, actor=lumen.claire)
    actions.ratify_letter(ending, actor=lumen.sophie)
    assert the_item(lumen) is None
    assert [row.lacks_power for row in EndingStep.objects.filter(step="sent").order_by("pk")] == [True, False]


def test_what_the_supplier_confirmed_is_not_contested_for_want_of_a_power(lumen):
    ending = left_without_power(lumen)
    note(ending, Step.ACKNOWLEDGED, lumen)
    note(ending, Step.CONFIRMED, lumen, ends_on=LAST_DAY)
    assert the_item(lumen) is None


def test_a_letter_left_by_who_may_sign_says_nothing_of_powers(lumen):
    ending = to_leave(lumen)
    let_sign(lumen)
    actions.keep_letter(ending, letter(lumen), b"%PDF-1.7", actor=lumen.claire)
    actions.record_notice_sent(ending.contract, TODAY, Channel.LRE, actor=lumen.claire)
    assert not EndingStep.objects.filter(lacks_power=True).exists()


def test_a_letter_made_again_is_a_new_version_and_the_first_stays(lumen):
    ending = to_leave(lumen)
    let_sign(lumen)
    for n in range(2):
        actions.keep_letter(ending, letter(lumen, body=f"Texte {n}"), b"%%PDF-1.7 %d" % n, actor=lumen.claire)
    assert list(EndingLetter.objects.order_by("number").values_list("number", "body")) == [
        (1, "Texte 0"),
        (2, "Texte 1"),
    ]


def test_the_neighbour_s_ending_does_not_exist_there(cast, lumen):
    ending = left(lumen)
    with working_for(cast.voisins), pytest.raises(Ending.DoesNotExist):
        actions.record_ending_step(ending, StepDraft(Step.ACKNOWLEDGED, TODAY), actor=cast.nora)


def test_an_answer_is_awaited_chased_and_no_more_once_it_came(lumen):
    ending = left(lumen)
    assert the_item(lumen) is None
    late = date(2026, 12, 3)
    item = the_item(lumen, late)
    assert item.title == "Demander des nouvelles à Propnet, nettoyage des bureaux\u00a0: recevoir l’accusé de réception"
    assert (item.acts, item.at_stake) == ({lumen.claire.ref}, 5_040_00)
    with clock.at(clock.now().replace(month=12, day=3)):
        actions.record_ending_chase(ending, Step.ACKNOWLEDGED, actor=lumen.claire)
    assert the_item(lumen, late) is None
    assert the_item(lumen, date(2026, 12, 10)).title.startswith("Relancer Propnet")
    note(ending, Step.ACKNOWLEDGED, lumen)
    assert the_item(lumen, date(2026, 12, 4)) is None


def test_the_company_s_own_delays_are_kept_to(lumen):
    left(lumen)
    actions.tune_ending_delays(Delays(2, 15, 7, 21), actor=lumen.claire)
    assert the_item(lumen, date(2026, 11, 25)) is not None


@pytest.mark.parametrize("count", [1, 6])
def test_endings_cost_the_desk_two_questions_however_many(lumen, count, django_assert_num_queries):
    for n in range(count):
        left(lumen, title=f"Contrat {n}")
    list(attention.endings_to_act_on(lumen.lumen, TODAY))
    with django_assert_num_queries(3):  # who is there is asked once for the whole desk
        assert len(list(attention.endings_to_act_on(lumen.lumen, date(2026, 12, 8)))) == count
