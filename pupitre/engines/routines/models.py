"""Routines, and what happened to their occurrences: a row only once something did."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pupitre.engines.routines.rules import Kind, Nature, Proof, Rhythm, rhythm_of
from pupitre.foundation.tenancy.owned import Addressable, CompanyManager, Removable, RemovableManager, Versioned
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.kernel.recurrence import Shift, Unit

KINDS = [
    (Kind.MONTH_DAY, "Un jour du mois"),
    (Kind.LAST_WORKING_DAY, "Le dernier jour ouvré du mois"),
    (Kind.WORKING_DAY, "Un jour ouvré du mois, compté depuis le début"),
    (Kind.WEEKDAY, "Un jour de la semaine"),
    (Kind.YEAR_DAY, "Un jour de l’année"),
    (Kind.AFTER_DONE, "Un temps après la dernière fois"),
    (Kind.PRESENCE, "Chaque jour de présence"),
]
UNITS = [(Unit.DAY, "jours"), (Unit.WEEK, "semaines"), (Unit.MONTH, "mois")]
SHIFTS = [
    (Shift.NONE, "Rester ce jour-là"),
    (Shift.EARLIER, "Passer au jour ouvré d’avant"),
    (Shift.LATER, "Passer au jour ouvré d’après"),
]
NATURES = [(Nature.TO_DO, "À faire"), (Nature.EXPECTED, "Attendu : quelque chose doit arriver")]
PROOFS = [(Proof.NONE, "Aucune"), (Proof.TEXT, "Un mot"), (Proof.FIGURE, "Un chiffre"), (Proof.FILE, "Un fichier")]
DIMENSIONS = [
    ("people", "Équipe"),
    ("process", "Organisation"),
    ("finance", "Finances"),
    ("places", "Locaux"),
    ("communication", "Communication"),
]
CRITICALITIES = [(1, "Détail"), (2, "Courant"), (3, "Utile"), (4, "Important"), (5, "Vital")]


class Routine(Addressable, Versioned, Removable):
    """The last fields are written by the actions: what is over, and what the rhythm counts beyond our numbers."""

    title = models.CharField(max_length=160)
    folded_title = models.CharField(max_length=160, editable=False)
    note = models.TextField(blank=True, max_length=4000)
    owner = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS, default=Kind.MONTH_DAY)
    every = models.PositiveSmallIntegerField(default=1)
    day = models.PositiveSmallIntegerField(default=1, help_text="of the month")
    rank = models.PositiveSmallIntegerField(default=1, help_text="of the working day in its month")
    weekday = models.PositiveSmallIntegerField(default=0, help_text="Monday is 0")
    month = models.PositiveSmallIntegerField(default=1)
    unit = models.CharField(max_length=10, choices=UNITS, default=Unit.MONTH, help_text="of « after done »")
    shift = models.CharField(max_length=10, choices=SHIFTS, default=Shift.NONE)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    nature = models.CharField(max_length=10, choices=NATURES, default=Nature.TO_DO)
    grace_days = models.PositiveSmallIntegerField(default=0, help_text="of what is expected")
    lead_days = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(default=15)
    criticality = models.PositiveSmallIntegerField(choices=CRITICALITIES, default=2)
    dimension = models.CharField(max_length=15, choices=DIMENSIONS, default="process")
    proof = models.CharField(max_length=10, choices=PROOFS, default=Proof.NONE)
    unit_label = models.CharField(max_length=30, blank=True, help_text="of the figure")
    catalogue = models.CharField(max_length=40, blank=True, help_text="the shipped routine it comes from")
    is_paused = models.BooleanField(default=False)

    offset = models.IntegerField(default=0, editable=False)
    settled = models.PositiveIntegerField(default=0, editable=False, help_text="the last number that is over")
    last_on = models.DateField(null=True, editable=False, help_text="when it was last done or skipped")

    objects: ClassVar[RemovableManager] = RemovableManager()
    with_removed: ClassVar[CompanyManager] = CompanyManager()

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("owner"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="routine_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(criticality__range=(1, 5)), name="routine_criticality"),
        ]
        indexes = [models.Index(fields=["company", "folded_title"], name="routines_by_title")]

    def __str__(self) -> str:
        return self.title

    @property
    def rhythm(self) -> Rhythm:
        given = {name: getattr(self, name) for name in ("every", "day", "rank", "weekday", "month")}
        return rhythm_of(self.kind, **given, unit=Unit(self.unit), shift=Shift(self.shift))

    @property
    def is_expected(self) -> bool:
        return self.nature == Nature.EXPECTED


class Occurrence(Addressable):
    """Done, skipped, or moved and still waiting; `missed` is how many before it were let go by, since that day."""

    routine = models.ForeignKey(Routine, models.PROTECT, related_name="occurrences")
    number = models.PositiveIntegerField()
    planned_on = models.DateField()
    moved_from = models.DateField(null=True)
    missed = models.PositiveIntegerField(default=0)
    missed_since = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(null=True)
    grace_days = models.PositiveSmallIntegerField(default=0, help_text="of the routine, when it was done")
    said = models.TextField(blank=True, max_length=2000)
    figure_hundredths = models.BigIntegerField(null=True)
    unit_label = models.CharField(max_length=30, blank=True)
    skipped_why = models.CharField(max_length=300, blank=True)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("routine"),
            SameCompany("closed_by"),
            models.UniqueConstraint(fields=["company", "routine", "number"], name="one_occurrence_per_number"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, done_on=None, skipped_why="")
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="occurrence_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.planned_on}"

    @property
    def is_over(self) -> bool:
        return self.closed_at is not None

    def is_waiting_after(self, routine: Routine) -> bool:
        """Moved and still to come; one that was moved and then let go by waits no more."""
        return not self.is_over and self.number > routine.settled
