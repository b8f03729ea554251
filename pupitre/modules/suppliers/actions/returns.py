"""What goes back when a contract ends: listed, returned, without object."""

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.modules.suppliers import policies
from pupitre.modules.suppliers.actions.contracts import CannotChange, named
from pupitre.modules.suppliers.actions.followed import (
    CannotFollow,
    StepDraft,
    alive,
    contract_of,
    finish_if_over,
    note,
    open_again,
)
from pupitre.modules.suppliers.events import EndingDelaysTuned, EndingStepNoted, ThingListed, ThingReturned
from pupitre.modules.suppliers.models import Ending, EndingTuning, ThingToReturn
from pupitre.modules.suppliers.queries.endings import followed_of, things_of_ending
from pupitre.modules.suppliers.rules.endings import Delays, Mark, Outcome, Step, Thing, delays_of

RETURNED, NEEDLESS, AWAITED = "returned", "needless", "awaited"


@action
def list_thing(ending: Ending, label: str, kind: Thing, *, actor: Member) -> ThingToReturn:
    ending = alive(ending)
    require(policies.can_decide(actor, ending.contract))
    if Step.RETURNED in followed_of(ending).closed:
        raise CannotFollow("Tout est noté rendu : reprenez d’abord cette étape.")
    thing: ThingToReturn = ThingToReturn.objects.create(ending=ending, label=" ".join(label.split()), kind=kind)
    details = {**named(ending.contract), "thing_label": thing.label}
    tell(ThingListed(ending.contract.ref, ending.ref, thing.ref), ending.contract, details)
    return thing


@action
def return_thing(thing: ThingToReturn, is_needless: bool = False, *, actor: Member) -> ThingToReturn:
    """The last one back closes the step, when it is its turn."""
    thing, ending = _of_a_live_ending(thing, actor)
    if thing.returned_on is not None or thing.is_needless:
        raise CannotFollow("C’est déjà noté.")
    today = clock.today(current_company())
    thing.is_needless, thing.returned_on = is_needless, None if is_needless else today
    _write(thing, ending, NEEDLESS if is_needless else RETURNED)
    offer_undo(f"{thing.label} : noté", await_thing, ref=thing.ref)
    _close_if_all_is_back(ending, actor)
    return thing


@action
def await_thing(ref: str, *, actor: Member) -> ThingToReturn:
    """It is still to be returned after all; and so is the step, and the ending, that it had closed."""
    thing, ending = _of_a_live_ending(ThingToReturn.objects.get(ref=ref), actor, may_be_finished=True)
    if thing.returned_on is None and not thing.is_needless:
        raise CannotFollow("C’est déjà à rendre.")
    thing.is_needless, thing.returned_on = False, None
    _write(thing, ending, AWAITED)
    if Step.RETURNED in followed_of(ending).closed:
        note(ending, StepDraft(Step.RETURNED, clock.today(current_company())), actor, Mark.WITHDRAWN)
        open_again(ending)
    return thing


@action
def tune_ending_delays(delays: Delays, version: int | None = None, *, actor: Member) -> EndingTuning:
    require(policies.can_edit_contracts(actor))
    kept, _ = EndingTuning.objects.get_or_create()
    kept = locked(kept, version)
    if delays_of(kept) == delays:
        raise CannotChange("Rien n’a changé dans ces délais.")
    for name, days in vars(delays).items():
        setattr(kept, name, days)
    save(kept, *vars(delays))
    tell(EndingDelaysTuned(**vars(delays)), kept)
    return kept


def _of_a_live_ending(
    thing: ThingToReturn, actor: Member, *, may_be_finished: bool = False
) -> tuple[ThingToReturn, Ending]:
    """Always the ending first, then what is of it: two gestures at once never wait for each other."""
    ending = locked(Ending.objects.get(pk=thing.ending_id))
    ending.contract = contract_of(ending)
    thing = locked(thing)
    require(policies.can_decide(actor, ending.contract))
    is_ours = not ending.outcome or (may_be_finished and ending.outcome == Outcome.FINISHED)
    if not is_ours:
        raise CannotFollow("Cette résiliation n’est plus en cours.")
    return thing, ending


def _write(thing: ThingToReturn, ending: Ending, how: str) -> None:
    save(thing, "is_needless", "returned_on")
    details = {**named(ending.contract), "thing_label": thing.label}
    tell(ThingReturned(ending.contract.ref, ending.ref, thing.ref, how), ending.contract, details)


def _close_if_all_is_back(ending: Ending, actor: Member) -> None:
    things = things_of_ending(ending)
    is_all_back = all(one.returned_on is not None or one.is_needless for one in things)
    if not is_all_back or Step.RETURNED not in followed_of(ending).open_steps:
        return
    today, is_needless = clock.today(current_company()), all(one.is_needless for one in things)
    why = "Rien à rendre" if is_needless else ""
    row = note(ending, StepDraft(Step.RETURNED, today, why, is_needless=is_needless), actor)
    save(ending)
    event = EndingStepNoted(ending.contract.ref, ending.ref, str(Step.RETURNED), str(row.mark), today.isoformat(), "")
    tell(event, ending.contract, named(ending.contract))
    finish_if_over(ending)
