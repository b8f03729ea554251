"""What is found of tasks: their words, those of their checklist, and the names of their files."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from pupitre.engines.tasks.models import Step, Task
from pupitre.engines.tasks.queries import tasks_visible_to
from pupitre.engines.tasks.rules import State
from pupitre.foundation.files.queries import names_on
from pupitre.foundation.registry import Found
from pupitre.foundation.registry.searched import Document, Searched, same
from pupitre.foundation.tenancy.models import Member
from pupitre.ui.addresses import url_of

TASK = "tasks.task"
STATES = {State.DONE: "faite", State.DROPPED: "abandonnée", State.PARKED: "garée"}


def documents(refs: Collection[str] | None) -> Iterator[Document]:
    tasks = list(Task.objects.all() if refs is None else Task.objects.filter(ref__in=refs))
    steps: dict[int, list[str]] = defaultdict(list)
    for task, text in (
        Step.objects.filter(task__in=[one.pk for one in tasks]).order_by("pk").values_list("task", "text")
    ):
        steps[task].append(text)
    files = names_on(TASK, [one.ref for one in tasks])
    for one in tasks:
        yield Document(one.ref, one.title, " ".join([one.note, *steps[one.pk], files.get(one.ref, "")]))


def found(actor: Member, refs: Collection[str]) -> Mapping[str, Found]:
    slug = actor.company.slug
    return {
        one.ref: Found(one.title, url_of("tasks:task", slug, one.ref), _says(one))
        for one in tasks_visible_to(actor).filter(ref__in=refs)
    }


def _says(task: Task) -> str:
    return " · ".join(filter(None, (task.owner.name, STATES.get(task.state, ""))))


TASKS = Searched(TASK, "Tâches", "list-checks", documents, found, {TASK: same})
