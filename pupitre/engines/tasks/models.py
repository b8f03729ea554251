"""Tasks, their checklists, the time they took, and the company's own figures about them."""

from django.db import models
from django.db.models import Q

from pupitre.engines.tasks.rules import CRITICALITY, USUAL, State, state_of
from pupitre.foundation.tenancy.owned import Addressable, OwnedByCompany, Versioned
from pupitre.foundation.tenancy.same_company import SameCompany

OPEN = Q(done_at=None, dropped_at=None, parked_at=None)
PRIORITIES = {1: "Détail", 2: "Courant", 3: "Utile", 4: "Important", 5: "Vital"}


class Task(Addressable, Versioned):
    """Nothing without an owner. Its state is derived; `touched_at` is what parks it when nobody does anything of it."""

    title = models.CharField(max_length=160)
    folded_title = models.CharField(max_length=160, editable=False)
    note = models.TextField(blank=True, max_length=4000)
    owner = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    created_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True, help_text="effort; null: the usual one")
    criticality = models.PositiveSmallIntegerField(default=CRITICALITY)
    is_on_site = models.BooleanField(default=False, help_text="cannot be done from elsewhere")
    is_private = models.BooleanField(default=False, help_text="seen by its owner and its author only")
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_ref = models.CharField(max_length=12, blank=True)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=250, blank=True)
    parked_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField()

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("owner"),
            SameCompany("created_by"),
            SameCompany("done_by"),
            models.CheckConstraint(
                condition=Q(done_at=None, dropped_at=None)
                | Q(done_at=None, parked_at=None)
                | Q(dropped_at=None, parked_at=None),
                name="task_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="task_is_done_by_somebody",
            ),
            models.CheckConstraint(condition=Q(criticality__gte=1, criticality__lte=5), name="task_criticality"),
            models.CheckConstraint(condition=Q(minutes=None) | Q(minutes__gt=0), name="task_takes_time"),
        ]
        indexes = [
            models.Index(fields=["company", "owner", "due_on"], condition=OPEN, name="tasks_open"),
            models.Index(fields=["company", "owner", "done_at"], name="tasks_finished"),
            models.Index(fields=["company", "subject_kind", "subject_ref"], name="tasks_of_a_subject"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        return state_of(
            {
                State.DONE: self.done_at,
                State.DROPPED: self.dropped_at,
                State.PARKED: self.parked_at,
                State.UNDER_WAY: self.started_at,
            }
        )

    @property
    def is_open(self) -> bool:
        return self.state in (State.TODO, State.UNDER_WAY)

    @property
    def effort(self) -> int:
        """In minutes."""
        return self.minutes or USUAL


class Step(Addressable):
    """A line of the checklist of a task."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="steps")
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    done_at = models.DateTimeField(null=True)

    class Meta(Addressable.Meta):
        constraints = [*Addressable.Meta.constraints, SameCompany("task")]

    def __str__(self) -> str:
        return self.text


class TimeSpent(Addressable):
    """Never changed: a correction is a row of the opposite sign that says which one it corrects."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="times")
    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    minutes = models.SmallIntegerField()
    day = models.DateField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("task"),
            SameCompany("member"),
            SameCompany("corrects"),
            models.UniqueConstraint(
                fields=["company", "corrects"], condition=Q(corrects__isnull=False), name="one_correction_per_time"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, minutes__gt=0) | Q(corrects__isnull=False, minutes__lt=0),
                name="time_is_positive_or_corrects",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min"


class Tuning(OwnedByCompany, Versioned):
    """The company's own figures."""

    wip_limit = models.PositiveSmallIntegerField(default=5, help_text="tasks under way at once, for one person")
    stale_days = models.PositiveSmallIntegerField(default=30, help_text="without a date nor any activity: parked")

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company"], name="one_tasks_tuning"),
            models.CheckConstraint(condition=Q(wip_limit__gte=1, stale_days__gte=1), name="tasks_tuning_is_positive"),
        ]
