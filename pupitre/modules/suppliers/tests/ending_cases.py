"""What every action of endings is tried with: done twice from a stale copy, the second changes nothing."""

from datetime import date

from pupitre.engines.decisions.public import PowerDraft, add_power
from pupitre.foundation import clock
from pupitre.modules.suppliers import actions
from pupitre.modules.suppliers.actions.followed import StepDraft, Upload
from pupitre.modules.suppliers.actions.signing import LetterDraft
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.models import Channel, Contract, Ending
from pupitre.modules.suppliers.queries.endings import last_ending_of, things_of_ending
from pupitre.modules.suppliers.rules import WINDOW, Choice
from pupitre.modules.suppliers.rules.endings import Delays, Step
from pupitre.modules.suppliers.tests.factories import contract_with
from tests.harness.cases import Case

TODAY = date(2026, 11, 23)
PROOF = Upload("accord.txt", [b"Nous acceptons."])


def to_leave(cast, **more):
    """Decided, and its letter not sent."""
    contract = contract_with(cast.claire, **more)
    actions.record_window_decision(contract, Decided(2, Choice.TERMINATE, "trop cher"), actor=cast.claire)
    return last_ending_of(contract)


def left(cast, **more):
    """Its letter left today."""
    ending = to_leave(cast, **more)
    contract = Contract.objects.get(pk=ending.contract_id)
    actions.record_notice_sent(contract, TODAY, Channel.REGISTERED, actor=cast.claire)
    return Ending.objects.get(pk=ending.pk)


def left_without_power(cast):
    """Hugo's power ended between his letter and its envelope; Sophie has one."""
    ending, yesterday = to_leave(cast), date(2026, 11, 22)
    let_sign(cast)
    with clock.at(clock.now().replace(day=22)):
        let_sign(cast, cast.hugo, ends_on=yesterday)
        actions.keep_letter(ending, letter(cast, cast.hugo, yesterday), b"%PDF-1.7", actor=cast.claire)
    actions.record_notice_sent(ending.contract, TODAY, Channel.LRE, actor=cast.claire)
    return Ending.objects.get(pk=ending.pk)


def acknowledged(cast):
    return note(left(cast), Step.ACKNOWLEDGED, cast)


def note(ending, step, cast, on=TODAY, **more):
    return actions.record_ending_step(ending, StepDraft(step, on, **more), actor=cast.claire)


def end_noted_before(cast):
    return actions.end_contract(contract_with(cast.claire), date(2026, 12, 31), actor=cast.claire)


def a_thing(cast):
    return things_of_ending(left(cast))[0]


def a_thing_back(cast):
    return actions.return_thing(a_thing(cast), actor=cast.claire)


def let_sign(cast, member=None, **more):
    """A line of the register of powers: Sophie, for any amount and for as long as it stands, unless said otherwise."""
    said = {"holder": member or cast.sophie, "domain": WINDOW, "may_sign": True, **more}
    return add_power(PowerDraft(**said), actor=cast.sophie)


def letter(cast, signatory=None, on=TODAY, **more):
    said = {
        "sender": "Atelier Lumen",
        "recipient": "Propnet\n1 rue du Lac",
        "subject": "Résiliation du contrat C-0101",
        "body": "Madame, Monsieur,",
    }
    return LetterDraft(signatory or cast.sophie, place="Pantin", dated_on=on, **{**said, **more})


def with_letter(cast):
    ending = to_leave(cast, title="Vitres")
    let_sign(cast)
    return actions.keep_letter(ending, letter(cast), b"%PDF-1.7", actor=cast.claire)


CASES = {
    "suppliers.follow_ending": Case(end_noted_before, lambda it, cast: actions.follow_ending(it, actor=cast.claire)),
    "suppliers.record_ending_step": Case(left, lambda it, cast: note(it, Step.ACKNOWLEDGED, cast)),
    "suppliers.take_back_ending_step": Case(
        acknowledged, lambda it, cast: actions.take_back_ending_step(it.ref, "acknowledged", actor=cast.claire)
    ),
    "suppliers.record_ending_chase": Case(
        left, lambda it, cast: actions.record_ending_chase(it, Step.ACKNOWLEDGED, actor=cast.claire)
    ),
    "suppliers.ratify_letter": Case(left_without_power, lambda it, cast: actions.ratify_letter(it, actor=cast.sophie)),
    "suppliers.resume_contract": Case(
        left, lambda it, cast: actions.resume_contract(it, TODAY, "Repris au même prix", PROOF, actor=cast.claire)
    ),
    "suppliers.return_thing": Case(a_thing, lambda it, cast: actions.return_thing(it, actor=cast.claire)),
    "suppliers.await_thing": Case(a_thing_back, lambda it, cast: actions.await_thing(it.ref, actor=cast.claire)),
    "suppliers.tune_ending_delays": Case(
        to_leave, lambda it, cast: actions.tune_ending_delays(Delays(8, 12, 5, 30), actor=cast.claire)
    ),
}
