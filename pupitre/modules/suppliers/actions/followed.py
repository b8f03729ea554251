"""What an action of endings writes: steps noted, an ending opened, finished or abandoned; and what it refuses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.verbs import locked, save, tell
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_short
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers.actions.contracts import named
from pupitre.modules.suppliers.events import EndingAbandoned, EndingFinished
from pupitre.modules.suppliers.models import Contract, Ending, EndingStep, ThingToReturn
from pupitre.modules.suppliers.queries import contract_named
from pupitre.modules.suppliers.queries.endings import followed_of, live_ending_of
from pupitre.modules.suppliers.rules.endings import (
    BY_LETTER,
    BadStep,
    Mark,
    Outcome,
    Step,
    check_step,
    things_of,
)

KIND = "suppliers.ending"
REFUSED = {
    "not_of_it": "Cette étape ne se note pas ici.",
    "closed": "Cette étape est déjà notée.",
    "too_early": "L’étape d’avant n’est pas encore notée.",
    "in_future": "Une étape se note une fois qu’elle a eu lieu.",
    "not_noted": "Cette étape a changé depuis : elle reste comme elle est.",
    "stands_on_it": "Une étape notée après s’appuie sur celle-ci : reprenez-la d’abord.",
}


class CannotFollow(Refusal):
    pass


@dataclass(frozen=True)
class Upload:
    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True)
class StepDraft:
    """What is said of a step; without object, the note says why."""

    step: Step
    happened_on: date
    note: str = ""
    ends_on: date | None = None
    is_needless: bool = False
    lacks_power: bool = False
    proof: Upload | None = None


def said(reason: BadStep) -> str:
    on = day_short(reason.on) if reason.on else ""
    dated = {
        "before_the_last": f"L’étape d’avant est du {on} : celle-ci ne peut pas la précéder.",
        "ends_before_sent": f"La lettre est partie le {on} : le contrat ne peut pas avoir fini avant.",
    }
    return dated.get(reason.code) or REFUSED[reason.code]


def alive(ending: Ending, version: int | None = None) -> Ending:
    """Under lock, with its contract; what is closed is not followed any more."""
    fresh = locked(ending, version)
    if fresh.outcome:
        raise CannotFollow("Cette résiliation n’est plus en cours.")
    fresh.contract = contract_of(fresh)
    return fresh


def contract_of(ending: Ending) -> Contract:
    ref = Contract.with_removed.values_list("ref", flat=True).get(pk=ending.contract_id)
    try:
        return contract_named(ref)
    except Contract.DoesNotExist as gone:
        raise CannotFollow("Ce contrat vient d’être retiré.") from gone


def follow_decision(contract: Contract, is_leaving: bool, ends_on: date | None, on: date | None, actor: Member) -> None:
    """Decided to leave: an ending opens, or goes on to another term. Decided otherwise before the letter: it closes."""
    ending = live_ending_of(contract)
    if is_leaving:
        ending = ending or open_ending(contract, ends_on, on or clock.today(current_company()), actor)
        if ending.ends_on != ends_on:
            ending.ends_on = ends_on
            save(ending, "ends_on")
    elif ending is not None and not followed_of(ending).is_sent:
        abandon(ending)


def abandon(ending: Ending) -> None:
    close(ending, Outcome.ABANDONED)
    tell(EndingAbandoned(ending.contract.ref, ending.ref), ending.contract, named(ending.contract))


def follow_notice(contract: Contract, ends_on: date, draft: StepDraft, actor: Member) -> Ending:
    """The letter left: what was not said before it has no object any more."""
    sent_on = draft.happened_on
    ending = live_ending_of(contract) or open_ending(contract, ends_on, sent_on, actor)
    followed = followed_of(ending)
    if Step.LETTER not in followed.closed:
        note(ending, StepDraft(Step.LETTER, sent_on, "Signée avec l’envoi"), actor)
    try:
        check_step(followed_of(ending), Step.SENT, sent_on, clock.today(current_company()))
    except BadStep as reason:
        raise CannotFollow(said(reason)) from reason
    note(ending, draft, actor)
    ending.ends_on = ends_on
    save(ending, "ends_on")
    return ending


def follow_end(contract: Contract, on: date, actor: Member) -> None:
    """Its end is noted by hand: no letter is awaited any more, the rest is still to be followed."""
    ending = live_ending_of(contract)
    if ending is None:
        return
    held = followed_of(ending).closed
    today = clock.today(current_company())
    for step in (step for step in BY_LETTER if ending.has_letter and step not in held):
        note(ending, StepDraft(step, today, "Fin du contrat notée sans lettre", is_needless=True), actor)
    ending.ends_on = on
    save(ending, "ends_on")


def open_ending(contract: Contract, ends_on: date | None, on: date, actor: Member) -> Ending:
    ending: Ending = Ending.objects.create(
        contract=contract,
        has_letter=contract.regime != Regime.EXPRESS,
        opened_on=clock.today(current_company()),
        ends_on=ends_on,
    )
    note(ending, StepDraft(Step.DECIDED, on), actor)
    for kind, label in things_of(contract.category):
        ThingToReturn.objects.create(ending=ending, kind=kind, label=label)
    return ending


def note(ending: Ending, draft: StepDraft, actor: Member, mark: Mark = Mark.DONE) -> EndingStep:
    proof = keep_proof(ending, draft.proof, actor) if draft.proof else ""
    step: EndingStep = EndingStep.objects.create(
        ending=ending,
        step=draft.step,
        mark=Mark.NOT_NEEDED if draft.is_needless else mark,
        happened_on=draft.happened_on,
        ends_on=draft.ends_on,
        note=draft.note[:300],
        proof=proof,
        lacks_power=draft.lacks_power,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    return step


def keep_proof(ending: Ending, proof: Upload, actor: Member) -> str:
    ref: str = attach_file(proof.name, proof.chunks, kind=KIND, ref=ending.ref, actor=actor).ref
    return ref


def close(ending: Ending, outcome: Outcome) -> None:
    ending.outcome, ending.closed_on = outcome, clock.today(current_company())
    save(ending, "outcome", "closed_on")


def open_again(ending: Ending) -> None:
    """Something that had finished it was taken back."""
    if not ending.outcome:
        save(ending)
        return
    if Ending.objects.filter(contract=ending.contract, outcome="").exists():
        raise CannotFollow("Une autre résiliation de ce contrat est en cours.")
    ending.outcome, ending.closed_on = "", None
    save(ending, "outcome", "closed_on")


def finish_if_over(ending: Ending) -> None:
    """The last step closes it, whoever recorded it."""
    if not followed_of(ending).is_over:
        return
    close(ending, Outcome.FINISHED)
    contract = ending.contract
    last_day = ending.ends_on.isoformat() if ending.ends_on else ""
    tell(EndingFinished(contract.ref, ending.ref, last_day, contract.yearly_cents), contract, named(contract))
