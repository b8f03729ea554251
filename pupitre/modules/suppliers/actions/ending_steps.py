"""Following an ending: its steps noted and taken back, its chases, and the contract taken up again."""

from datetime import date

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.modules.suppliers import policies
from pupitre.modules.suppliers.actions.contracts import named, still_there
from pupitre.modules.suppliers.actions.followed import (
    CannotFollow,
    StepDraft,
    Upload,
    alive,
    close,
    contract_of,
    finish_if_over,
    follow_end,
    follow_notice,
    note,
    open_again,
    open_ending,
    said,
)
from pupitre.modules.suppliers.actions.signing import refuse_without_power
from pupitre.modules.suppliers.actions.windows import take_up_again
from pupitre.modules.suppliers.events import ContractResumed, EndingChased, EndingStepNoted, EndingStepTakenBack
from pupitre.modules.suppliers.models import Contract, Ending, NoticeSent
from pupitre.modules.suppliers.models.endings import STEPS
from pupitre.modules.suppliers.queries.endings import followed_of, last_ending_of, things_of_ending
from pupitre.modules.suppliers.rules.endings import (
    CHASED,
    IN_ITS_OWN_WAY,
    BadStep,
    Mark,
    Outcome,
    Step,
    check_step,
    check_withdrawal,
)


@action
def record_ending_step(ending: Ending, draft: StepDraft, version: int | None = None, *, actor: Member) -> Ending:
    ending = alive(ending, version)
    require(policies.can_decide(actor, ending.contract))
    _check(ending, draft, actor)
    row = note(ending, draft, actor)
    confirmed = draft.ends_on if draft.step is Step.CONFIRMED and not draft.is_needless else None
    if confirmed:
        ending.ends_on = confirmed
    save(ending, "ends_on")
    last_day = confirmed.isoformat() if confirmed else ""
    event = EndingStepNoted(
        ending.contract.ref, ending.ref, str(draft.step), str(row.mark), draft.happened_on.isoformat(), last_day
    )
    tell(event, ending.contract, {**named(ending.contract), "reason": draft.note})
    offer_undo(f"{dict(STEPS)[draft.step]} : noté", take_back_ending_step, ref=ending.ref, step=str(draft.step))
    finish_if_over(ending)
    return ending


@action
def take_back_ending_step(ref: str, step: str, *, actor: Member) -> Ending:
    """A new row that says so; what was finished by it is followed again."""
    ending = locked(Ending.objects.get(ref=ref))
    ending.contract = contract_of(ending)
    require(policies.can_decide(actor, ending.contract))
    if ending.outcome not in ("", Outcome.FINISHED):
        raise CannotFollow("Cette résiliation n’est plus en cours.")
    try:
        check_withdrawal(followed_of(ending), Step(step))
    except BadStep as reason:
        raise CannotFollow(said(reason)) from reason
    open_again(ending)
    note(ending, StepDraft(Step(step), clock.today(current_company())), actor, Mark.WITHDRAWN)
    if step == Step.CONFIRMED:
        ending.ends_on = ending.contract.terminated_on
        save(ending, "ends_on")
    tell(EndingStepTakenBack(ending.contract.ref, ending.ref, step), ending.contract, named(ending.contract))
    return ending


@action
def record_ending_chase(ending: Ending, step: Step, version: int | None = None, *, actor: Member) -> Ending:
    """Somebody wrote or called: the text was theirs to send, the house only counts."""
    ending = alive(ending, version)
    require(policies.can_decide(actor, ending.contract))
    followed, today = followed_of(ending), clock.today(current_company())
    if step not in CHASED or step not in followed.open_steps:
        raise CannotFollow("Cette étape n’attend plus de réponse.")
    done = followed.chases(step)
    if any(row.happened_on == today for row in done):
        raise CannotFollow("Une relance est déjà notée aujourd’hui.")
    note(ending, StepDraft(step, today), actor, Mark.CHASED)
    save(ending)
    event = EndingChased(ending.contract.ref, ending.ref, str(step), len(done) + 1)
    tell(event, ending.contract, named(ending.contract))
    return ending


@action
def resume_contract(
    ending: Ending, on: date, note_of_it: str, proof: Upload | None, version: int | None = None, *, actor: Member
) -> Ending:
    """After the letter: the contract goes on because the supplier accepted it in writing."""
    contract = still_there(contract_of(ending))
    ending = alive(ending, version)
    require(policies.can_decide(actor, contract))
    followed = followed_of(ending)
    if not followed.has_left:
        raise CannotFollow("La lettre n’est pas partie : changez simplement de décision.")
    if on > clock.today(current_company()) or on < followed.closed[Step.SENT].happened_on:
        raise CannotFollow("L’accord est du jour de la lettre au plus tôt, d’aujourd’hui au plus tard.")
    if proof is None:
        raise CannotFollow("Joignez l’accord écrit du fournisseur : sans lui, la résiliation tient.")
    note(ending, StepDraft(Step.SENT, on, note_of_it, proof=proof), actor, Mark.WITHDRAWN)
    close(ending, Outcome.RESUMED)
    take_up_again(contract, actor)
    details = {**named(contract), "reason": note_of_it}
    tell(ContractResumed(contract.ref, ending.ref, on.isoformat()), contract, details)
    return ending


@action
def follow_ending(contract: Contract, version: int | None = None, *, actor: Member) -> Ending:
    """Of a contract whose end was noted before endings were followed: from the letter it had, else without."""
    contract = still_there(contract, version)
    require(policies.can_decide(actor, contract))
    if contract.terminated_on is None:
        raise CannotFollow("La fin de ce contrat n’est pas notée.")
    if last_ending_of(contract) is not None:
        raise CannotFollow("La fin de ce contrat est déjà suivie.")
    sent = NoticeSent.objects.filter(contract=contract).order_by("-pk").first()
    if sent is not None:
        ending = follow_notice(contract, contract.terminated_on, StepDraft(Step.SENT, sent.sent_on), actor)
    else:
        ending = open_ending(contract, contract.terminated_on, clock.today(current_company()), actor)
        follow_end(contract, contract.terminated_on, actor)
    event = EndingStepNoted(
        contract.ref, ending.ref, str(Step.DECIDED), str(Mark.DONE), ending.opened_on.isoformat(), ""
    )
    tell(event, contract, named(contract))
    return ending


def _check(ending: Ending, draft: StepDraft, actor: Member) -> None:
    if draft.step in IN_ITS_OWN_WAY:
        raise CannotFollow(said(BadStep("not_of_it")))
    mark = Mark.NOT_NEEDED if draft.is_needless else Mark.DONE
    today = clock.today(current_company())
    try:
        check_step(followed_of(ending), draft.step, draft.happened_on, today, ends_on=draft.ends_on, mark=mark)
    except BadStep as reason:
        raise CannotFollow(said(reason)) from reason
    if draft.is_needless and not draft.note.strip():
        raise CannotFollow("Dites pourquoi cette étape est sans objet.")
    if draft.step is Step.LETTER and not draft.is_needless:
        refuse_without_power(ending.contract, draft.happened_on, actor)
    if draft.step is Step.CONFIRMED and not draft.is_needless and draft.ends_on is None:
        raise CannotFollow("Notez le dernier jour que le fournisseur confirme.")
    if draft.step is Step.RETURNED and not draft.is_needless:
        _refuse_what_is_left(ending)


def _refuse_what_is_left(ending: Ending) -> None:
    left = [one.label for one in things_of_ending(ending) if one.returned_on is None and not one.is_needless]
    if left:
        raise CannotFollow(f"Il reste à rendre : {', '.join(left)}.")
