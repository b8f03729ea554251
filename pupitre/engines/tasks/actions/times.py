"""The time that tasks take: recorded, and corrected by an entry of the opposite sign."""

from datetime import date

from pupitre.engines.tasks import policies
from pupitre.engines.tasks.events import TimeRecorded
from pupitre.engines.tasks.models import Task, TimeSpent
from pupitre.engines.tasks.rules import LONGEST, State
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import duration


class CannotRecord(Refusal):
    pass


@action
def record_time(task: Task, minutes: int, day: date | None = None, *, actor: Member) -> TimeSpent:
    """By whoever spent it; today unless said otherwise."""
    task = locked(task)
    require(policies.can_edit(actor, task))
    time = spend(task, minutes, day, actor)
    offer_undo(f"{duration(minutes)} sur « {task.title} »", take_back_time, ref=time.ref)
    return time


@action
def take_back_time(ref: str, *, actor: Member) -> TimeSpent:
    time = TimeSpent.objects.select_related("task").get(ref=ref)
    task = locked(time.task)
    require(policies.can_take_back_time(actor, task, time.member_id))
    return correct(time)


def spend(task: Task, minutes: int, day: date | None, member: Member) -> TimeSpent:
    """Within an action that holds the task."""
    today = clock.today(current_company())
    if task.state == State.DROPPED:
        raise CannotRecord("Cette tâche est sans objet : rouvrez-la pour y noter du temps.")
    if not 1 <= minutes <= LONGEST:
        raise CannotRecord("Le temps passé va d’une minute à cinq jours.")
    if day is not None and day > today:
        raise CannotRecord("Le temps se note une fois passé.")
    return _write(TimeSpent(task=task, member=member, minutes=minutes, day=day or today))


def correct(time: TimeSpent) -> TimeSpent:
    """Within an action that holds its task."""
    if time.corrects_id is not None or TimeSpent.objects.filter(corrects=time).exists():
        raise CannotRecord("Ce temps est déjà repris.")
    said = {"task": time.task, "member_id": time.member_id, "day": time.day}
    return _write(TimeSpent(corrects=time, minutes=-time.minutes, **said))


def _write(time: TimeSpent) -> TimeSpent:
    time.recorded_at = clock.now()
    time.save(force_insert=True)
    Task.objects.filter(pk=time.task_id).update(touched_at=time.recorded_at)
    told = TimeRecorded(time.task.ref, time.member.ref, time.minutes, time.day.isoformat())
    tell(told, time.task, {"title": time.task.title})
    return time
