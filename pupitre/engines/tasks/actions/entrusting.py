"""« Confier à Claire »: a few words, a photograph, and it is somebody else's to do."""

from collections.abc import Iterable

from pupitre.engines.tasks.actions.changing import CannotChange
from pupitre.engines.tasks.actions.editing import add_task
from pupitre.engines.tasks.models import Task
from pupitre.engines.tasks.rules import TASK, TaskDraft
from pupitre.foundation.audit.verbs import action
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.tenancy.models import Member


@action
def entrust_task(draft: TaskDraft, name: str = "", chunks: Iterable[bytes] = (), *, actor: Member) -> Task:
    """The task and what was shown of it are one: neither without the other."""
    if draft.owner is None or draft.owner.pk == actor.pk:
        raise CannotChange("Choisissez à qui confier.")
    task: Task = add_task(draft, actor=actor)
    if name:
        attach_file(name, chunks, kind=TASK, ref=task.ref, actor=actor)
    return task
