"""Writing changes to tasks, few or many, and the one way back of them all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from pupitre.engines.tasks import policies
from pupitre.engines.tasks.actions.times import correct
from pupitre.engines.tasks.events import MemberNamed, TaskRestored
from pupitre.engines.tasks.models import Task, TimeSpent
from pupitre.engines.tasks.queries import all_tasks, tasks_under_way, tuning
from pupitre.engines.tasks.rules import State, may_start
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, tell
from pupitre.foundation.tenancy.models import Member


class CannotChange(Refusal):
    pass


@dataclass(frozen=True)
class Changed:
    """A task under lock with its new values, and what they were, as plain JSON."""

    task: Task
    before: Mapping[str, Any]


def editable(task: Task, actor: Member | None, version: int | None = None) -> Task:
    """Under lock; whoever may not change it is refused."""
    task = locked(task, version)
    require(actor is not None and policies.can_edit(actor, task))
    return task


def changed(task: Task, values: Mapping[str, Any]) -> Changed:
    before = {name: _to_json(getattr(task, name)) for name in values}
    for name, value in values.items():
        setattr(task, name, value)
    task.version += 1
    task.touched_at = clock.now()
    return Changed(task, before)


def write(changes: Sequence[Changed]) -> None:
    """One statement for all those that become the same; their rows are held by the action."""
    alike = defaultdict(list)
    for one in changes:
        alike[tuple((name, getattr(one.task, name)) for name in one.before)].append(one.task.pk)
    for values, keys in alike.items():
        rows = Task.objects.filter(pk__in=keys)
        rows.update(**dict(values), touched_at=clock.now(), version=F("version") + 1)


def keep(changes: Sequence[Changed], sentence: str, times: Iterable[TimeSpent] = ()) -> None:
    """Written, with one way back for all of them."""
    write(changes)
    back = [{"ref": one.task.ref, "version": one.task.version, "before": dict(one.before)} for one in changes]
    offer_undo(sentence, restore_tasks, changes=back, times=[time.ref for time in times])


@action
def restore_tasks(changes: Sequence[Mapping[str, Any]], times: Sequence[str] = (), *, actor: Member) -> list[Task]:
    """Give each its former values back; refused as a whole when one of them has changed since."""
    said = {one["ref"]: one for one in changes}
    rows = list(all_tasks().filter(ref__in=said).select_for_update(of=("self",)).order_by("pk"))
    if len(rows) != len(said) or any(row.version != said[row.ref]["version"] for row in rows):
        raise CannotChange("Quelque chose a changé depuis : rien n’a été annulé.")
    restored = [_restored(row, said[row.ref]["before"], actor) for row in rows]
    for time in TimeSpent.objects.filter(ref__in=times).select_related("task").order_by("pk"):
        correct(time)
    write(restored)
    return rows


def _restored(task: Task, before: Mapping[str, Any], actor: Member) -> Changed:
    """What one did is one's own to take back, even of a task that was thereby given away."""
    was_allowed, was = policies.can_edit(actor, task), task.state
    back = changed(task, {name: _from_json(name, value) for name, value in before.items()})
    require(was_allowed or policies.can_edit(actor, task))
    if task.state == State.UNDER_WAY != was and not has_room(task.owner):
        task.started_at = None  # others were started meanwhile: it waits again
        back = Changed(task, {**back.before, "started_at": None})
    tell(TaskRestored(task.ref), task, named(task))
    return back


def has_room(owner: Member) -> bool:
    """Two tasks started at once wait for each other here."""
    Member.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    return may_start(tasks_under_way(owner).count(), tuning().wip_limit)


def tell_who_is_named(tasks: Sequence[Task], member: Member, actor: Member | None) -> None:
    """Once for all that was given at the same time; what the house gives is told by the digest."""
    if tasks and actor is not None and member.pk != actor.pk:
        named_now = MemberNamed(member.ref, actor.ref, tuple(task.ref for task in tasks), tasks[0].version)
        tell(named_now)


def named(task: Task) -> dict[str, Any]:
    """What the journal shows of a task, kept apart from the chain, and to whom."""
    return {"title": task.title, "followed": [task.owner.ref, task.created_by.ref]}


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(name: str, value: Any) -> Any:
    if value is None or not name.endswith(("_at", "_on")):
        return value
    return datetime.fromisoformat(value) if name.endswith("_at") else date.fromisoformat(value)
