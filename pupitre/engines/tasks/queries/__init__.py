"""Which tasks: whose, in what state, about what; what they took."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum

from pupitre.engines.tasks.models import OPEN, Step, Task, TimeSpent, Tuning
from pupitre.engines.tasks.rules import LOOKED_AT, State, usual_minutes
from pupitre.foundation.access.table import COMPANY, NONE, TEAM, widest_scope
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.prepared import Prepared

STATES: Mapping[State, Q] = {
    State.TODO: OPEN & Q(started_at=None),
    State.UNDER_WAY: OPEN & Q(started_at__isnull=False),
    State.DONE: Q(done_at__isnull=False),
    State.DROPPED: Q(dropped_at__isnull=False),
    State.PARKED: Q(parked_at__isnull=False),
}


def all_tasks() -> "QuerySet[Task]":
    return Task.objects.select_related("owner", "created_by")


def seen_by(actor: Member) -> Q:
    """Of the company for those who run it, of the team for its manager, else one's own; a private one is its two
    people's, whoever asks."""
    mine = Q(owner=actor) | Q(created_by=actor)
    scope = widest_scope(actor, "tasks.see_tasks")
    if scope == NONE:
        return Q(pk__in=())
    if scope == COMPANY:
        return mine | Q(is_private=False)
    return mine | Q(is_private=False, owner__manager=actor) if scope == TEAM else mine


def tasks_visible_to(actor: Member) -> "QuerySet[Task]":
    return all_tasks().filter(seen_by(actor))


def task_seen(actor: Member, ref: str) -> Task | None:
    """Absent and forbidden look alike."""
    return tasks_visible_to(actor).filter(ref=ref).first()


def tasks_about(actor: Member, kind: str, ref: str) -> "QuerySet[Task]":
    """Those of a subject that the actor may see, the open ones first."""
    found = tasks_visible_to(actor).filter(subject_kind=kind, subject_ref=ref)
    return found.order_by("done_at", "dropped_at", "due_on", "pk")


def entrusted_by(actor: Member, most: int) -> "list[Task]":
    """What the actor gave to others, the latest first."""
    return list(tasks_visible_to(actor).filter(created_by=actor).exclude(owner=actor).order_by("-pk")[:most])


def tasks_under_way(owner: Member) -> "QuerySet[Task]":
    return all_tasks().filter(STATES[State.UNDER_WAY], owner=owner).order_by("started_at", "pk")


def stale_tasks(before: datetime) -> "QuerySet[Task]":
    """A task with a date is late, never stale: the house hides no deadline."""
    return all_tasks().filter(OPEN, due_on=None, touched_at__lt=before).order_by("pk")


def steps_of(task: Task) -> list[Step]:
    return list(Step.objects.filter(task=task).order_by("position", "pk"))


def times_of(task: Task) -> list[TimeSpent]:
    """Without those that were corrected, nor their corrections."""
    rows = list(TimeSpent.objects.filter(task=task).select_related("member").order_by("pk"))
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.corrects_id is None and row.pk not in corrected]


def tuning() -> Tuning:
    """What the company chose, or the usual; nothing is written."""
    found: Tuning | None = _tuning.first()
    return found or Tuning()


_tuning = Prepared(lambda: Tuning.objects.all())


def usual_minutes_of(owner: Member) -> int | None:
    """What this person's finished tasks took, when enough of them tell."""
    return usual_minutes([taken for (taken,) in _taken(owner.pk)])


def _taken_by(owner: int) -> "QuerySet[Any, Any]":
    finished = Task.objects.filter(owner=owner, done_at__isnull=False).annotate(taken=Sum("times__minutes"))
    return finished.filter(taken__gt=0).order_by("-done_at", "-pk").values_list("taken")[:LOOKED_AT]


_taken = Prepared(_taken_by)
