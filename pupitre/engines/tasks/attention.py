"""What of tasks needs somebody: each open task for its owner, and those of somebody who left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet

from pupitre.engines.attention.public import Item, Verb
from pupitre.engines.tasks.models import OPEN, Task
from pupitre.engines.tasks.rules import TAKEOVER, TASK
from pupitre.engines.tasks.tables import from_whom, on_day
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company, Role
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.formatting import counted, ended
from pupitre.kernel.presence import Mode
from pupitre.ui.addresses import url_of


def open_tasks(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """One query; the others are asked only when somebody left with tasks that are not done."""
    here, base = here or Here(on), url_of("tasks:list", company.slug)
    left: dict[int, list[Task]] = defaultdict(list)
    for task in _open():
        if task.owner.is_here(on):
            yield _to_do(task, company, on, base)
        else:
            left[task.owner_id].append(task)
    for tasks in left.values():
        yield from _to_take_over(tasks, company, here)


def done_tasks(keys: Iterable[str]) -> set[str]:
    """Of these keys of items, those whose task is done; one question."""
    asked = {key.split(":")[1]: key for key in keys if key.startswith(f"{TASK}:")}
    done = Task.objects.filter(ref__in=asked, done_at__isnull=False).values_list("ref", flat=True) if asked else ()
    return {asked[ref] for ref in done}


OWN = ("ref", "title", "created_at", "due_on", "minutes", "criticality", "is_on_site", "is_private", "started_at")


def _lines() -> "QuerySet[Task]":
    """Only what a line says: read for the whole company by each desk."""
    people = ("ref", "name", "joined_on", "left_on")
    named = (f"{who}__{name}" for who in ("owner", "created_by") for name in people)
    return Task.objects.filter(OPEN).select_related("owner", "created_by").only(*OWN, *named).order_by("pk")


_open = Prepared(_lines)


def _to_do(task: Task, company: Company, on: date, base: str) -> Item:
    """Its owner's alone: who has it is the task's to say, never the item's. `base` is the list's address: one
    reversed for thousands of lines."""
    who, url = frozenset({task.owner.ref}), f"{base}{task.ref}/"
    since = clock.local(task.created_at, company).date()
    return Item(
        key=f"{TASK}:{task.ref}:1",
        kind=TASK,
        title=task.title,
        why=_why(task, since, on),
        seen_by=who,
        acts=who,
        criticality=task.criticality,
        url=url,
        act_by=task.due_on,
        minutes=task.effort,
        waiting_since=since,
        verbs=(
            Verb("Fait", f"{url}finish/", "post"),
            Verb("Confier à…", f"{url}#hand"),
            Verb("Sans objet…", f"{url}#drop"),
        ),
        is_settled_there=True,
        mode=Mode.ON_SITE if task.is_on_site else None,
    )


def _why(task: Task, since: date, on: date) -> str:
    said = from_whom(task) or "Notée"
    under_way = ", en cours" if task.started_at else ""
    return ended(f"{said} {on_day(since, on)}{under_way}")


def _to_take_over(tasks: list[Task], company: Company, here: Here) -> Iterator[Item]:
    """One line for all that somebody left; a private task is told to its author alone."""
    keepers = here.with_role(Role.OFFICE_MANAGER) or here.with_role(Role.DIRECTOR)
    known = [task for task in tasks if not task.is_private]
    if known and keepers:
        listing = f"{url_of('tasks:list', company.slug)}?owner={tasks[0].owner.ref}"
        yield _taken_over(known, keepers, tasks[0].owner.ref, listing)
    for task in tasks:
        if task.is_private and task.created_by.ref in here.refs:
            url = url_of("tasks:task", company.slug, task.ref)
            yield _taken_over([task], frozenset({task.created_by.ref}), task.ref, url)


def _taken_over(tasks: list[Task], who: Iterable[str], about: str, url: str) -> Item:
    first = tasks[0]
    count = counted(len(tasks), "tâche ouverte", "tâches ouvertes")
    days = [task.due_on for task in tasks if task.due_on]
    return Item(
        key=f"{TAKEOVER}:{about}:1",
        kind=TAKEOVER,
        title=f"À reprendre : {first.title}" if len(tasks) == 1 else f"Reprendre les tâches de {first.owner.name}",
        why=f"{first.owner.name} n’est plus là et avait {count}.",
        seen_by=frozenset(who),
        acts=frozenset(who),
        criticality=max(3, *(task.criticality for task in tasks)),
        url=url,
        act_by=min(days, default=None),
        minutes=10,
        stake_words="sans responsable",
        verbs=(Verb("Confier", url),),
    )
