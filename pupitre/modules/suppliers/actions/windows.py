"""What is decided of a window and done of it, and how a contract ends."""

from dataclasses import dataclass
from datetime import date

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_short
from pupitre.kernel.notice import end_after_notice
from pupitre.modules.suppliers import policies
from pupitre.modules.suppliers.actions.contracts import named, still_there
from pupitre.modules.suppliers.actions.followed import (
    StepDraft,
    Upload,
    abandon,
    follow_decision,
    follow_end,
    follow_notice,
)
from pupitre.modules.suppliers.actions.reckoning import DERIVED, reckon_again
from pupitre.modules.suppliers.actions.signing import signed_without_power
from pupitre.modules.suppliers.events import (
    ContractEnded,
    ContractReopened,
    LetterLacksPower,
    NoticeWasSent,
    WindowDecided,
)
from pupitre.modules.suppliers.models import Channel, Contract, NoticeSent, WindowDecision
from pupitre.modules.suppliers.queries import contract_named, decisions_of, facts_of
from pupitre.modules.suppliers.queries.endings import followed_of, live_ending_of
from pupitre.modules.suppliers.rules import Act, Choice, Deed, Position, StateCode, position
from pupitre.modules.suppliers.rules.drafts import terms_of
from pupitre.modules.suppliers.rules.endings import Step


class CannotDecide(Refusal):
    pass


@dataclass(frozen=True)
class Decided:
    """What was decided of which window (`is_review`: of which yearly review), why, and by whom if not by the actor."""

    occurrence: int
    choice: Choice
    reason: str = ""
    is_review: bool = False
    decided_by: Member | None = None
    decided_on: date | None = None


@action
def record_window_decision(
    contract: Contract, decided: Decided, version: int | None = None, *, actor: Member
) -> Contract:
    contract = still_there(contract, version)
    require(policies.can_decide(actor, contract))
    if not policies.is_within_powers(decided.decided_by or actor, contract):
        raise CannotDecide("C’est au-delà de votre délégation : demandez la décision, elle arrivera à qui décide.")
    ends_on = _end_of(contract, decided)
    _refuse_the_same(contract, decided)
    _write(contract, decided, ends_on, actor)
    inverse = {"ref": contract.ref, "occurrence": decided.occurrence, "is_review": decided.is_review}
    offer_undo("Décision notée", withdraw_decision, **inverse, choice=str(decided.choice))
    return contract


@action
def carry_out_decision(contract: Contract, decided: Decided, *, actor: Member) -> Contract:
    """What was decided through the matrix, which asked whether whoever decides may."""
    contract = still_there(contract)
    ends_on = _end_of(contract, decided)
    _refuse_the_same(contract, decided)
    _write(contract, decided, ends_on, actor)
    return contract


@action
def withdraw_decision(ref: str, occurrence: int, is_review: bool, choice: str, *, actor: Member) -> Contract:
    """Take a decision back: a new row that says so."""
    contract = still_there(contract_named(ref))
    require(policies.can_decide(actor, contract))
    _withdraw(contract, occurrence, is_review, choice, actor)
    return contract


@action
def undo_decision(contract: Contract, occurrence: int, is_review: bool, choice: str, *, actor: Member) -> Contract:
    """Taken back through the matrix, which asked whether whoever takes it back had decided it."""
    contract = still_there(contract)
    _withdraw(contract, occurrence, is_review, choice, actor)
    return contract


@action
def record_notice_sent(
    contract: Contract,
    sent_on: date,
    channel: Channel,
    tracking_number: str = "",
    version: int | None = None,
    *,
    proof: Upload | None = None,
    actor: Member,
) -> Contract:
    """The letter left on that day, whenever it is noted: the contract ends with the term that it was in time for."""
    contract = still_there(contract, version)
    require(policies.can_decide(actor, contract))
    if sent_on > clock.today(current_company()):
        raise CannotDecide("L’envoi se note une fois la lettre partie.")
    act = _to_send(contract, sent_on)
    ends_on = end_after_notice(terms_of(contract), sent_on) if act.is_review else act.term_ends_on
    said = {"channel": channel, "tracking_number": tracking_number, "sent_on": sent_on}
    NoticeSent.objects.create(
        contract=contract, occurrence=act.occurrence, recorded_by=actor, recorded_at=clock.now(), **said
    )
    unable = signed_without_power(contract, sent_on, actor)
    follow_notice(contract, ends_on, StepDraft(Step.SENT, sent_on, lacks_power=bool(unable), proof=proof), actor)
    _end(contract, ends_on)
    event = NoticeWasSent(contract.ref, act.occurrence, sent_on.isoformat(), str(channel))
    tell(event, contract, {**named(contract), "tracking_number": tracking_number})
    if unable:
        tell(LetterLacksPower(contract.ref, unable.ref, sent_on.isoformat()), contract, named(contract))
    offer_undo("Envoi noté", reopen_contract, ref=contract.ref, terminated_on=ends_on.isoformat())
    return contract


@action
def end_contract(contract: Contract, on: date, version: int | None = None, *, actor: Member) -> Contract:
    """Its last day, for good, whatever its windows say."""
    contract = still_there(contract, version)
    require(policies.can_edit_contracts(actor))
    if contract.terminated_on is not None:
        raise CannotDecide("La fin de ce contrat est déjà notée.")
    if on < contract.starts_on:
        raise CannotDecide("Le contrat finirait avant de commencer.")
    follow_end(contract, on, actor)
    _end(contract, on)
    tell(ContractEnded(contract.ref, on.isoformat()), contract, named(contract))
    offer_undo(f"{contract.title} terminé", reopen_contract, ref=contract.ref, terminated_on=on.isoformat())
    return contract


@action
def reopen_contract(ref: str, terminated_on: str = "", *, actor: Member) -> Contract:
    """It goes on after all; what had been decided to leave it no longer holds."""
    contract = still_there(contract_named(ref))
    require(policies.can_edit_contracts(actor) or policies.can_decide(actor, contract))
    if contract.terminated_on is None or (terminated_on and contract.terminated_on.isoformat() != terminated_on):
        raise CannotDecide("La fin de ce contrat a changé depuis : elle reste comme elle est.")
    ending = live_ending_of(contract)
    if ending is not None:
        if not terminated_on and followed_of(ending).has_left:
            raise CannotDecide("La lettre est partie : notez la reprise, avec l’accord écrit du fournisseur.")
        abandon(ending)
    take_up_again(contract, actor)
    tell(ContractReopened(contract.ref), contract, named(contract))
    return contract


def take_up_again(contract: Contract, actor: Member) -> None:
    """Within the action that says why: it goes on, and nothing that was decided to leave it holds."""
    contract.terminated_on = None
    for decision in _leaving(contract):
        _keep(
            contract,
            Decided(decision.occurrence, Choice.WITHDRAWN, is_review=decision.is_review),
            decision.term_ends_on,
            actor,
        )
    reckon_again(contract)
    save(contract, "terminated_on", *DERIVED)


def _withdraw(contract: Contract, occurrence: int, is_review: bool, choice: str, actor: Member) -> None:
    latest = decisions_of([contract]).filter(occurrence=occurrence, is_review=is_review).last()
    if latest is None or latest.choice != choice or contract.terminated_on is not None:
        raise CannotDecide("Cette décision a changé depuis : elle reste comme elle est.")
    _write(contract, Decided(occurrence, Choice.WITHDRAWN, is_review=is_review), latest.term_ends_on, actor)


def _end_of(contract: Contract, decided: Decided) -> date:
    """The last day of the term that is decided; refused when it was too late that day, or not yet a window."""
    today = clock.today(current_company())
    on = decided.decided_on or today
    if on > today:
        raise CannotDecide("Une décision se note une fois qu’elle est prise.")
    found = _position(contract, on)
    if decided.is_review:
        if found.act and found.act.is_review and found.act.occurrence == decided.occurrence:
            return found.act.term_ends_on
        raise CannotDecide("Cette revue n’est plus à décider.")
    window = next((w for w in found.windows if w.occurrence == decided.occurrence), None)
    if window is None or contract.terminated_on is not None:
        raise CannotDecide("Cette échéance n’est plus à décider.")
    if decided.choice is not Choice.RENEW and window.notice_on < on:
        raise CannotDecide(f"Le dernier jour pour résilier est passé : {_otherwise(found)}.")
    return window.term_ends_on


def _refuse_the_same(contract: Contract, decided: Decided) -> None:
    rows = decisions_of([contract]).filter(occurrence=decided.occurrence, is_review=decided.is_review)
    latest = rows.last()
    if latest is not None and (latest.choice, latest.reason) == (decided.choice, decided.reason):
        raise CannotDecide("C’est déjà ce qui est décidé pour cette échéance.")


def _write(contract: Contract, decided: Decided, ends_on: date, actor: Member) -> None:
    _keep(contract, decided, ends_on, actor)
    reckon_again(contract)
    save(contract, *DERIVED)
    event = WindowDecided(contract.ref, decided.occurrence, str(decided.choice), ends_on.isoformat(), decided.is_review)
    tell(event, contract, {**named(contract), "reason": decided.reason})
    is_leaving = decided.choice is Choice.TERMINATE
    follow_decision(contract, is_leaving, None if decided.is_review else ends_on, decided.decided_on, actor)


def _keep(contract: Contract, decided: Decided, ends_on: date, actor: Member) -> None:
    WindowDecision.objects.create(
        contract=contract,
        occurrence=decided.occurrence,
        is_review=decided.is_review,
        term_ends_on=ends_on,
        choice=decided.choice,
        reason=decided.reason,
        decided_on=decided.decided_on or clock.today(current_company()),
        decided_by=decided.decided_by or actor,
        recorded_by=actor,
        recorded_at=clock.now(),
    )


def _otherwise(found: Position) -> str:
    if found.over_on is not None:
        return f"le contrat s’arrête de lui-même le {day_short(found.over_on)}"
    return "le bail continue" if found.state.code is StateCode.GOES_ON_UNTIL else "le contrat est reconduit"


def _to_send(contract: Contract, sent_on: date) -> Act:
    """What there was to send on that day."""
    act = _position(contract, sent_on).act
    if act is not None and act.deed is Deed.SEND:
        return act
    missed = _position(contract, clock.today(current_company())).to_note
    if missed is None or missed.lost_after is None:
        raise CannotDecide("Aucune résiliation décidée n’attend son envoi.")
    raise CannotDecide(
        f"Partie après le {day_short(missed.lost_after)}, cette lettre n’arrête pas le contrat à cette échéance. "
        "Décidez d’abord de la suivante, puis notez-y cet envoi."
    )


def _leaving(contract: Contract) -> list[WindowDecision]:
    latest = {(row.is_review, row.occurrence): row for row in decisions_of([contract])}
    return [row for row in latest.values() if row.choice == Choice.TERMINATE]


def _end(contract: Contract, on: date) -> None:
    contract.terminated_on = on
    reckon_again(contract)
    save(contract, "terminated_on", *DERIVED)


def _position(contract: Contract, today: date) -> Position:
    return position(facts_of(contract, current_company(), decisions_of([contract])), today)
