"""Letters and who signs them: no valid power that day, no letter; asked again when it is signed, told when it left."""

from dataclasses import dataclass
from datetime import date

from pupitre.engines.decisions.public import Signatory
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_short
from pupitre.modules.suppliers import policies
from pupitre.modules.suppliers.actions.contracts import named
from pupitre.modules.suppliers.actions.followed import CannotFollow, StepDraft, Upload, alive, keep_proof, note
from pupitre.modules.suppliers.events import EndingLetterMade, LetterRatified
from pupitre.modules.suppliers.models import Channel, Contract, Ending, EndingLetter, EndingStep
from pupitre.modules.suppliers.queries.endings import followed_of, last_letter_of, live_ending_of, who_may_sign
from pupitre.modules.suppliers.rules.endings import Step


@dataclass(frozen=True)
class LetterDraft:
    """The letter as its text was left by whoever prepared it."""

    signatory: Member
    sender: str
    place: str
    dated_on: date
    recipient: str
    subject: str
    body: str
    channel: Channel = Channel.REGISTERED


def power_of(signatory: Member, contract: Contract, actor: Member, on: date) -> Signatory:
    """The line that lets them sign that day; refused with who has one."""
    able = who_may_sign(contract, actor, on)
    found = next((one for one in able if one.member.pk == signatory.pk), None)
    if found is None:
        names = ", ".join(one.member.name for one in able)
        whose = f"ce jour-là, {names} le peut" if names else "personne ne l’a ce jour-là"
        raise CannotFollow(
            f"{signatory.name} n’a pas le pouvoir de signer cette résiliation au {day_short(on)} : {whose}. "
            "Le registre des pouvoirs dit qui signe quoi."
        )
    return found


@action
def keep_letter(ending: Ending, draft: LetterDraft, pdf: bytes, version: int | None = None, *, actor: Member) -> Ending:
    """The PDF was made before: a letter made again is a new version, the one before stays."""
    ending = alive(ending, version)
    contract = ending.contract
    require(policies.can_decide(actor, contract))
    power_of(draft.signatory, contract, actor, clock.today(current_company()))
    power = power_of(draft.signatory, contract, actor, draft.dated_on)
    last = last_letter_of(ending)
    number = last.number + 1 if last else 1
    name = f"Lettre de résiliation {contract.reference}, version {number}.pdf"
    EndingLetter.objects.create(
        ending=ending,
        number=number,
        power=power.power,
        file=keep_proof(ending, Upload(name, [pdf]), actor),
        recorded_by=actor,
        recorded_at=clock.now(),
        **vars(draft),
    )
    save(ending)
    tell(EndingLetterMade(contract.ref, ending.ref, number, draft.signatory.ref), contract, named(contract))
    return ending


def refuse_without_power(contract: Contract, on: date, actor: Member) -> None:
    """Of a letter made here; one made elsewhere says itself who signed it."""
    ending = live_ending_of(contract)
    letter = last_letter_of(ending) if ending else None
    if letter is not None:
        power_of(letter.signatory, contract, actor, on)


def signed_without_power(contract: Contract, on: date, actor: Member) -> Member | None:
    """Whoever signed the letter that left that day and could not: it did leave, so it is told, never refused."""
    ending = live_ending_of(contract)
    letter = last_letter_of(ending) if ending else None
    if letter is None or any(one.member.pk == letter.signatory.pk for one in who_may_sign(contract, actor, on)):
        return None
    return letter.signatory


@action
def ratify_letter(ending: Ending, version: int | None = None, *, actor: Member) -> Ending:
    """Somebody who has the power takes the letter upon themselves: the step is said again, without its fault."""
    ending = alive(ending, version)
    require(policies.can_decide(actor, ending.contract))
    if not followed_of(ending).lacks_power:
        raise CannotFollow("Cette lettre n’attend pas de ratification.")
    power_of(actor, ending.contract, actor, clock.today(current_company()))
    sent = EndingStep.objects.filter(ending=ending, step=Step.SENT).latest("pk")
    note(ending, StepDraft(Step.SENT, sent.happened_on, f"Ratifiée par {actor.name}"), actor)
    save(ending)
    tell(LetterRatified(ending.contract.ref, ending.ref), ending.contract, named(ending.contract))
    return ending
