"""The checklist of a task."""

from datetime import datetime
from typing import Any

from pupitre.engines.tasks.actions.changing import CannotChange, editable, named
from pupitre.engines.tasks.events import StepAdded, StepRemoved, StepRestored, StepTicked
from pupitre.engines.tasks.models import Step, Task
from pupitre.engines.tasks.rules import MOST_STEPS
from pupitre.foundation import clock
from pupitre.foundation.audit.verbs import action, locked, offer_undo, tell
from pupitre.foundation.tenancy.models import Member


@action
def add_step(task: Task, text: str, *, actor: Member) -> Step:
    """At the end of the list."""
    task = editable(task, actor)
    text = text.strip()
    if not text:
        raise CannotChange("Écrivez l’étape à ajouter.")
    last = Step.objects.filter(task=task).order_by("-position").first()
    if Step.objects.filter(task=task).count() >= MOST_STEPS:
        raise CannotChange(f"{MOST_STEPS} étapes au plus : c’est plusieurs tâches.")
    step = Step.objects.create(task=task, text=text[:200], position=last.position + 1 if last else 1)
    _tell(StepAdded(task.ref), task)
    return step


@action
def tick_step(step: Step, is_done: bool = True, *, actor: Member) -> Step:
    task = editable(step.task, actor)
    step = _still_there(step)
    if (step.done_at is not None) == is_done:
        raise CannotChange("Cette étape est déjà cochée." if is_done else "Cette étape n’est pas cochée.")
    step.done_at = clock.now() if is_done else None
    step.save(update_fields=["done_at"])
    _tell(StepTicked(task.ref, is_done), task)
    return step


@action
def remove_step(step: Step, *, actor: Member) -> Step:
    task = editable(step.task, actor)
    step = _still_there(step)
    done_at = step.done_at.isoformat() if step.done_at else ""
    kept = {"task": task.ref, "ref": step.ref, "text": step.text, "position": step.position, "done_at": done_at}
    step.delete()
    _tell(StepRemoved(task.ref), task)
    offer_undo(f"Étape retirée de « {task.title} »", restore_step, **kept)
    return step


@action
def restore_step(task: str, ref: str, text: str, position: int, done_at: str, *, actor: Member) -> Step:
    found = editable(Task.objects.get(ref=task), actor)
    if Step.objects.filter(ref=ref).exists():
        raise CannotChange("Cette étape est déjà là.")
    when = datetime.fromisoformat(done_at) if done_at else None
    step = Step.objects.create(task=found, ref=ref, text=text, position=position, done_at=when)
    _tell(StepRestored(found.ref), found)
    return step


def _still_there(step: Step) -> Step:
    try:
        return locked(step)
    except Step.DoesNotExist as gone:
        raise CannotChange("Cette étape n’est plus là.") from gone


def _tell(event: Any, task: Task) -> None:
    """The task was touched; its version stays, so that a form that is open elsewhere can still be saved."""
    Task.objects.filter(pk=task.pk).update(touched_at=clock.now())
    tell(event, task, named(task))
