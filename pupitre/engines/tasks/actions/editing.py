"""Noting a task, changing what it says, making the same again; the company's own figures."""

from typing import Any

from pupitre.engines.tasks import policies
from pupitre.engines.tasks.actions.changing import CannotChange, changed, editable, keep, named, tell_who_is_named
from pupitre.engines.tasks.actions.states import handing
from pupitre.engines.tasks.events import TaskAdded, TaskEdited, TasksTuned
from pupitre.engines.tasks.models import Step, Task, Tuning
from pupitre.engines.tasks.queries import steps_of
from pupitre.engines.tasks.rules import LONGEST, MOST_STEPS, Change, TaskDraft, What
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.reading import fold

SAME = ("note", "due_on", "minutes", "criticality", "is_on_site", "is_private")


@action
def add_task(draft: TaskDraft, *, actor: Member | None) -> Task:
    """By somebody, or by the house (`actor` None), and then in its owner's name."""
    require(actor is None or policies.can_add(actor))
    owner = draft.owner or actor
    if owner is None:
        raise CannotChange("Une tâche a toujours un responsable.")
    if not policies.can_receive(owner, clock.today(current_company())):
        raise CannotChange("Choisissez quelqu’un de présent dans l’entreprise, qui peut avoir des tâches.")
    about = {"subject_kind": draft.subject_kind, "subject_ref": draft.subject_ref}
    task = _made(owner, actor or owner, {**_values(draft), **about}, draft.steps)
    tell(TaskAdded(task.ref, owner.ref), task, named(task))
    tell_who_is_named([task], owner, actor)
    return task


@action
def edit_task(task: Task, draft: TaskDraft, version: int | None = None, *, actor: Member) -> Task:
    """What it is about stays; a new owner is given it."""
    task = editable(task, actor, version)
    values = {name: value for name, value in _values(draft).items() if getattr(task, name) != value}
    if "is_private" in values and actor.pk not in (task.owner_id, task.created_by_id):
        raise CannotChange("Seuls son responsable et son auteur disent si une tâche est privée.")
    is_handed, handed = draft.owner is not None and draft.owner.pk != task.owner_id, None
    if is_handed:
        given, handed = handing(task, Change(What.HAND, member=draft.owner), actor)
        values = {**values, **given}
    if not values:
        raise CannotChange("Rien n’a changé dans cette tâche.")
    change = changed(task, values)
    if handed is not None:
        tell(handed, task, named(task))
        tell_who_is_named([task], task.owner, actor)
    tell(TaskEdited(task.ref), task, named(task))
    keep([change], f"« {task.title} » modifiée")
    return task


@action
def duplicate_task(task: Task, *, actor: Member) -> Task:
    """The same to do again, to the same person if they are still there, its checklist unticked, without its day."""
    task = editable(task, actor)
    is_here = policies.can_receive(task.owner, clock.today(current_company()))
    same = {name: getattr(task, name) for name in (*SAME, "title", "folded_title", "subject_kind", "subject_ref")}
    owner = task.owner if is_here else actor
    copy = _made(owner, actor, {**same, "due_on": None}, [step.text for step in steps_of(task)])
    tell(TaskAdded(copy.ref, owner.ref, task.ref), copy, named(copy))
    tell_who_is_named([copy], owner, actor)
    return copy


@action
def tune_tasks(wip_limit: int, stale_days: int, *, actor: Member) -> Tuning:
    require(policies.can_tune(actor))
    tuning = locked(Tuning.objects.get_or_create()[0])
    if (tuning.wip_limit, tuning.stale_days) == (wip_limit, stale_days):
        raise CannotChange("Ces réglages sont déjà ceux de l’entreprise.")
    tuning.wip_limit, tuning.stale_days = wip_limit, stale_days
    save(tuning, "wip_limit", "stale_days")
    tell(TasksTuned(wip_limit, stale_days))
    return tuning


def _values(draft: TaskDraft) -> dict[str, Any]:
    title = " ".join(draft.title.split())
    if not title:
        raise CannotChange("Dites en quelques mots ce qu’il y a à faire.")
    if not 1 <= draft.criticality <= 5:
        raise CannotChange("La priorité va de 1 à 5.")
    if draft.minutes is not None and not 1 <= draft.minutes <= LONGEST:
        raise CannotChange("La durée va d’une minute à cinq jours.")
    return {"title": title[:160], "folded_title": fold(title)[:160], **{name: getattr(draft, name) for name in SAME}}


def _made(owner: Member, author: Member, values: dict[str, Any], steps: Any) -> Task:
    now = clock.now()
    task = Task.objects.create(owner=owner, created_by=author, created_at=now, touched_at=now, **values)
    lines = enumerate([text.strip()[:200] for text in steps if text.strip()][:MOST_STEPS], start=1)
    Step.objects.bulk_create([Step(task=task, text=text, position=n) for n, text in lines])
    return task
