"""The states of a saving, one verb each; what is counted is declared by one person and validated by another."""

from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, locked, offer_undo
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.mission import policies
from pupitre.modules.mission.actions.savings import CannotSave, move
from pupitre.modules.mission.models import Saving, SavingStep
from pupitre.modules.mission.rules import SAVED, State

KIND = "mission.saving"
ENDED = (State.VALIDATED, State.ABANDONED)


@action
def accept_proposal(saving: Saving, *, actor: Member) -> Saving:
    """One tap: its price is in the contract, so it is negotiated."""
    saving = _in(saving, actor, State.PROPOSED, "Cette proposition a déjà sa réponse.")
    return _moved(saving, State.CONTRACTED, "Lue dans le contrat", actor)


@action
def contract_saving(saving: Saving, said: str = "", *, actor: Member) -> Saving:
    """The new price is agreed."""
    saving = _in(saving, actor, State.IDENTIFIED, "Seule une économie identifiée devient négociée.")
    if saving.effective_on is None:
        raise CannotSave("Dites d’abord à partir de quand : modifiez l’économie, et donnez son jour d’effet.")
    return _moved(saving, State.CONTRACTED, said, actor)


@action
def realise_saving(saving: Saving, said: str, *, actor: Member) -> Saving:
    """Declared, with the invoices that show it: their numbers, or a file."""
    saving = _in(saving, actor, State.CONTRACTED, "Seule une économie négociée devient réalisée.")
    if not said.strip() and not attachments_of(KIND, saving.ref):
        raise CannotSave("Dites quelles factures le montrent, ou joignez-en une.")
    saving.declared_by = actor
    return _moved(saving, State.REALISED, said or "Facture jointe", actor, "declared_by")


@action
def validate_saving(saving: Saving, *, actor: Member) -> Saving:
    saving = locked(saving)
    require(policies.may_validate_some(actor))
    if saving.state != State.REALISED:
        raise CannotSave("Seule une économie réalisée se valide.")
    if not policies.can_validate(actor, saving):
        raise CannotSave("Qui a déclaré une économie, ou en est responsable, ne la valide pas.")
    return _moved(saving, State.VALIDATED, "", actor)


@action
def return_saving(saving: Saving, why: str, *, actor: Member) -> Saving:
    """What was declared does not hold yet: negotiated again, with the reason."""
    saving = locked(saving)
    require(policies.can_edit_savings(actor))
    if saving.state not in SAVED or (saving.state == State.VALIDATED and not policies.may_validate_some(actor)):
        raise CannotSave("Il n’y a rien à rendre : cette économie n’est pas déclarée réalisée.")
    if not why.strip():
        raise CannotSave("Dites en quelques mots ce que les factures ne montrent pas.")
    saving.declared_by = None
    return _moved(saving, State.CONTRACTED, why, actor, "declared_by")


@action
def abandon_saving(saving: Saving, why: str, *, actor: Member) -> Saving:
    saving = locked(saving)
    require(policies.can_edit_savings(actor))
    if saving.state in ENDED:
        raise CannotSave("Cette économie est déjà validée, ou abandonnée.")
    if saving.state != State.PROPOSED and not why.strip():
        raise CannotSave("Dites en quelques mots pourquoi elle est abandonnée.")
    return _moved(saving, State.ABANDONED, why, actor)


@action
def take_back_step(ref: str, state: str, *, actor: Member) -> Saving:
    """The state it had before the last step, as long as nobody moved it since."""
    saving = locked(Saving.objects.get(ref=ref))
    require(policies.can_edit_savings(actor))
    states = list(SavingStep.objects.filter(saving=saving).order_by("-pk").values_list("state", flat=True)[:50])
    before = next((one for one in states if one != state), None)
    if saving.state != state or not states or states[0] != state or before is None:
        raise CannotSave("Quelqu’un a changé cette économie entre-temps : rien n’a été repris.")
    if saving.state in SAVED and before not in SAVED:
        saving.declared_by = None
    elif before in SAVED and saving.declared_by is None:
        raise CannotSave("Déclarez-la de nouveau : ses factures sont à redire.")
    move(saving, State(before), "Repris", actor, "declared_by")
    return saving


def _in(saving: Saving, actor: Member, state: State, why: str) -> Saving:
    saving = locked(saving)
    require(policies.can_edit_savings(actor))
    if saving.state != state:
        raise CannotSave(why)
    return saving


def _moved(saving: Saving, state: State, said: str, actor: Member, *also: str) -> Saving:
    move(saving, state, said, actor, *also)
    words = dict(Saving._meta.get_field("state").choices or ())
    sentence = f"« {saving.title} » : {str(words[state]).lower()}"
    offer_undo(sentence, take_back_step, ref=saving.ref, state=str(state))
    return saving
