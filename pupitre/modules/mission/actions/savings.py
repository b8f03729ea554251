"""Writing a saving down, and what the contracts propose of themselves."""

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.mission import policies
from pupitre.modules.mission.events import SavingAdded, SavingEdited, SavingMoved
from pupitre.modules.mission.models import Saving, SavingStep
from pupitre.modules.mission.rules import SavingDraft, State, annual_of

OPEN = (State.IDENTIFIED, State.CONTRACTED)
LONGEST = 500  # of what is said of a step
WRITTEN = tuple(name for name in SavingDraft.__dataclass_fields__)


class CannotSave(Refusal):
    pass


@action
def add_saving(draft: SavingDraft, *, actor: Member) -> Saving:
    require(policies.can_edit_savings(actor))
    saving = _made(draft, draft.owner or actor, State.IDENTIFIED)
    step(saving, "", actor)
    tell(SavingAdded(saving.ref, saving.state), saving, {"title": saving.title})
    return saving


@action
def edit_saving(saving: Saving, draft: SavingDraft, version: int | None = None, *, actor: Member) -> Saving:
    """Until it is declared realised: afterwards its figure is what the invoices show."""
    saving = locked(saving, version)
    require(policies.can_edit_savings(actor))
    if saving.state not in OPEN:
        raise CannotSave("Une économie réalisée ne se modifie plus : rendez-la d’abord à l’état « négociée ».")
    values = {**_values(draft), "owner": draft.owner or saving.owner}
    changed = [name for name, value in values.items() if getattr(saving, name) != value]
    if not changed:
        raise CannotSave("Rien n’a changé dans cette économie.")
    for name in changed:
        setattr(saving, name, values[name])
    save(saving, *changed)
    if "annual_cents" in changed:
        step(saving, "Montant corrigé", actor)
    tell(SavingEdited(saving.ref), saving, {"title": saving.title})
    return saving


@action
def propose_saving(draft: SavingDraft, source: str, *, actor: Member | None) -> Saving:
    """What a recorded negotiation or an ended contract shows; counted nowhere until somebody accepts it."""
    if Saving.objects.filter(source=source).exists():
        raise CannotSave("Cette économie est déjà proposée.")
    saving = _made(draft, draft.owner, State.PROPOSED, source)
    step(saving, "", actor)
    tell(SavingAdded(saving.ref, saving.state), saving, {"title": saving.title})
    return saving


def move(saving: Saving, state: State, said: str, actor: Member | None, *also: str) -> None:
    """Within an action: another state, its step, and the event."""
    if len(said) > LONGEST:
        raise CannotSave(f"Dites-le en {LONGEST} signes au plus.")
    before, saving.state = saving.state, state
    save(saving, "state", *also)
    step(saving, said, actor)
    tell(SavingMoved(saving.ref, str(before), str(state), saving.annual_cents), saving, {"title": saving.title})


def step(saving: Saving, said: str, actor: Member | None) -> None:
    SavingStep.objects.create(
        saving=saving,
        state=saving.state,
        annual_cents=saving.annual_cents,
        said=said.strip(),
        by=actor,
        at=clock.now(),
    )


def _made(draft: SavingDraft, owner: Member, state: State, source: str = "") -> Saving:
    saving = Saving(**_values(draft), owner=owner, state=state, source=source, added_at=clock.now())
    saving.save(force_insert=True)
    return saving


def _values(draft: SavingDraft) -> dict[str, object]:
    annual = annual_of(draft)
    if annual is None or annual <= 0:
        raise CannotSave("Il manque de quoi calculer l’économie : ce que cela coûtait, ce que cela coûte.")
    given = {name: getattr(draft, name) for name in WRITTEN if name != "owner"}
    return {**given, "title": " ".join(draft.title.split()), "annual_cents": annual}
