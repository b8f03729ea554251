"""A task is started, paused, finished, dropped, handed, parked, and comes back."""

from collections.abc import Callable, Mapping
from typing import Any

from pupitre.engines.tasks import policies
from pupitre.engines.tasks.actions.changing import (
    CannotChange,
    changed,
    editable,
    has_room,
    keep,
    named,
    tell_who_is_named,
)
from pupitre.engines.tasks.actions.times import spend
from pupitre.engines.tasks.events import (
    TaskDropped,
    TaskFinished,
    TaskHanded,
    TaskMoved,
    TaskParked,
    TaskPaused,
    TaskRanked,
    TaskReopened,
    TaskStarted,
    TaskUnparked,
)
from pupitre.engines.tasks.models import Task
from pupitre.engines.tasks.queries import tuning
from pupitre.engines.tasks.rules import Change, State, What
from pupitre.foundation import clock
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import counted

Values = Mapping[str, Any]
CLOSED = (State.DONE, State.DROPPED)
REOPENED: Values = {
    **dict.fromkeys(("started_at", "done_at", "done_by_id", "dropped_at", "parked_at")),
    "dropped_why": "",
}


class TooManyUnderWay(CannotChange):
    """The page lists those under way, each with « Mettre en pause »."""


@action
def start_task(task: Task, *, actor: Member) -> Task:
    """Refused beyond the company's limit of tasks under way, which is the owner's own."""
    task = editable(task, actor)
    if task.state != State.TODO:
        raise CannotChange("Cette tâche n’est pas à commencer.")
    if not has_room(task.owner):
        under_way = counted(tuning().wip_limit, "tâche en cours au plus", "tâches en cours au plus")
        raise TooManyUnderWay(
            f"{under_way} à la fois, et {task.owner.name} y est : mettez-en une en pause, puis commencez celle-ci."
        )
    return _become(task, {"started_at": clock.now()}, TaskStarted(task.ref), "commencée")


@action
def pause_task(task: Task, *, actor: Member) -> Task:
    task = editable(task, actor)
    if task.state != State.UNDER_WAY:
        raise CannotChange("Cette tâche n’est pas en cours.")
    return _become(task, {"started_at": None}, TaskPaused(task.ref), "en pause")


@action
def finish_task(task: Task, minutes: int | None = None, *, actor: Member) -> Task:
    """With the time it took, when it is told: both are taken back together."""
    task = editable(task, actor)
    values, _ = finishing(task, Change(What.FINISH), actor)
    times = [spend(task, minutes, None, actor)] if minutes is not None else []
    tell(TaskFinished(task.ref, minutes or 0), task, named(task))
    keep([changed(task, values)], f"« {task.title} » : fait", times)
    return task


@action
def reopen_task(task: Task, *, actor: Member) -> Task:
    task = editable(task, actor)
    if task.state not in CLOSED:
        raise CannotChange("Cette tâche est déjà ouverte.")
    return _become(task, REOPENED, TaskReopened(task.ref), "rouverte")


@action
def drop_task(task: Task, why: str, *, actor: Member) -> Task:
    """« Sans objet », with the reason."""
    task = editable(task, actor)
    return _become(task, *dropping(task, Change(What.DROP, why=why), actor), "sans objet")


@action
def hand_task(task: Task, to: Member, *, actor: Member) -> Task:
    """The task is theirs from now on; they start it when they want."""
    task = editable(task, actor)
    values, event = handing(task, Change(What.HAND, member=to), actor)
    task = _become(task, values, event, f"confiée à {to.name}")
    tell_who_is_named([task], to, actor)
    return task


@action
def park_task(task: Task, *, actor: Member) -> Task:
    task = editable(task, actor)
    return _become(task, *parking(task, Change(What.PARK), actor), "garée")


@action
def unpark_task(task: Task, *, actor: Member) -> Task:
    task = editable(task, actor)
    if task.state != State.PARKED:
        raise CannotChange("Cette tâche n’est pas garée.")
    return _become(task, {"parked_at": None}, TaskUnparked(task.ref), "reprise")


def _become(task: Task, values: Values, event: Any, said: str) -> Task:
    change = changed(task, values)
    tell(event, task, named(task))
    keep([change], f"« {task.title} » : {said}")
    return task


def finishing(task: Task, change: Change, actor: Member) -> tuple[Values, Any]:
    if task.state in CLOSED:
        raise CannotChange("Cette tâche est déjà faite, ou sans objet.")
    values = {"done_at": clock.now(), "done_by_id": actor.pk, "parked_at": None}
    return values, TaskFinished(task.ref, 0)


def dropping(task: Task, change: Change, actor: Member) -> tuple[Values, Any]:
    if task.state in CLOSED:
        raise CannotChange("Cette tâche est déjà faite, ou sans objet.")
    if not change.why.strip():
        raise CannotChange("Dites en quelques mots pourquoi cette tâche est sans objet.")
    values = {"dropped_at": clock.now(), "dropped_why": change.why.strip()[:250], "parked_at": None}
    return values, TaskDropped(task.ref)


def handing(task: Task, change: Change, actor: Member) -> tuple[Values, Any]:
    _refuse_closed(task)
    if change.member is None or not policies.can_receive(change.member, clock.today(current_company())):
        raise CannotChange("Choisissez quelqu’un de présent dans l’entreprise, qui peut avoir des tâches.")
    if change.member.pk == task.owner_id:
        raise CannotChange("Cette tâche est déjà à cette personne.")
    event = TaskHanded(task.ref, task.owner.ref, change.member.ref)
    return {"owner_id": change.member.pk, "started_at": None}, event


def parking(task: Task, change: Change, actor: Member | None) -> tuple[Values, Any]:
    if not task.is_open:
        raise CannotChange("Cette tâche n’est pas à garer.")
    return {"parked_at": clock.now(), "started_at": None}, TaskParked(task.ref)


def _moving(task: Task, change: Change, actor: Member) -> tuple[Values, Any]:
    _refuse_closed(task)
    if task.due_on == change.day:
        raise CannotChange("C’est déjà son échéance.")
    return {"due_on": change.day}, TaskMoved(task.ref, change.day.isoformat() if change.day else "")


def _ranking(task: Task, change: Change, actor: Member) -> tuple[Values, Any]:
    _refuse_closed(task)
    if task.criticality == change.criticality:
        raise CannotChange("C’est déjà sa priorité.")
    return {"criticality": change.criticality}, TaskRanked(task.ref, change.criticality)


def _refuse_closed(task: Task) -> None:
    if task.state in CLOSED:
        raise CannotChange("Cette tâche est terminée : rouvrez-la d’abord.")


CHANGES: Mapping[What, Callable[..., tuple[Values, Any]]] = {
    What.FINISH: finishing,
    What.DROP: dropping,
    What.HAND: handing,
    What.DUE: _moving,
    What.PRIORITY: _ranking,
    What.PARK: parking,
}
