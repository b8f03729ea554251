"""Leaving a contract: its steps, the letters that were made, and what goes back."""

from django.db import models
from django.db.models import Q

from pupitre.foundation.tenancy.owned import Addressable, OwnedByCompany, Versioned
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.kernel.refs import LENGTH
from pupitre.modules.suppliers.models.contracts import Channel, Contract
from pupitre.modules.suppliers.rules.endings import Mark, Outcome, Step, Thing

STEPS = [
    (Step.DECIDED.value, "Décidée"),
    (Step.LETTER.value, "Lettre signée"),
    (Step.SENT.value, "Envoyée"),
    (Step.ACKNOWLEDGED.value, "Accusée"),
    (Step.CONFIRMED.value, "Confirmée par le fournisseur"),
    (Step.RETURNED.value, "Accès, clés, matériel rendus"),
    (Step.LAST_INVOICE.value, "Dernière facture"),
    (Step.CREDIT_NOTE.value, "Avoir"),
]
MARKS = [
    (Mark.DONE.value, "Fait"),
    (Mark.NOT_NEEDED.value, "Sans objet"),
    (Mark.WITHDRAWN.value, "Retiré"),
    (Mark.CHASED.value, "Relancé"),
]
OUTCOMES = [
    (Outcome.FINISHED.value, "Terminée"),
    (Outcome.ABANDONED.value, "Abandonnée"),
    (Outcome.RESUMED.value, "Reprise"),
]
THINGS = [(Thing.ACCESS.value, "Accès"), (Thing.KEYS.value, "Clés et badges"), (Thing.EQUIPMENT.value, "Matériel")]


class Ending(Addressable, Versioned):
    """Alive while it has no outcome; a contract is left once at a time."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="endings")
    has_letter = models.BooleanField(default=True, help_text="what ends by itself is left without one")
    opened_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="the last day, as foreseen, then as the supplier confirms it")
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    closed_on = models.DateField(null=True)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("contract"),
            models.UniqueConstraint(
                fields=["company", "contract"], condition=Q(outcome=""), name="one_ending_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_on=None) | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="ending_closed_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["company", "outcome"], name="endings_by_outcome")]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.outcome}"


class EndingStep(OwnedByCompany):
    """Never changed: a correction is a new row, and the latest of a step holds, chases apart."""

    ending = models.ForeignKey(Ending, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12, choices=STEPS)
    mark = models.CharField(max_length=10, choices=MARKS)
    happened_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="the last day that the supplier confirms")
    note = models.CharField(max_length=300, blank=True)
    proof = models.CharField(max_length=LENGTH, blank=True, help_text="the ref of the file that proves it")
    lacks_power = models.BooleanField(default=False, help_text="it left signed by somebody who had no power that day")
    recorded_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(OwnedByCompany.Meta):
        constraints = [*OwnedByCompany.Meta.constraints, SameCompany("ending"), SameCompany("recorded_by")]

    def __str__(self) -> str:
        return f"{self.step} {self.mark}"


class EndingLetter(OwnedByCompany):
    """A letter as it was made, with what it was made from: made again, it is a new version."""

    ending = models.ForeignKey(Ending, models.PROTECT, related_name="letters")
    number = models.PositiveSmallIntegerField()
    signatory = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    power = models.CharField(max_length=LENGTH, help_text="the ref of the line that lets them sign")
    sender = models.TextField()
    place = models.CharField(max_length=120)
    dated_on = models.DateField()
    channel = models.CharField(
        max_length=10, choices=Channel.choices, blank=True, default="", help_text="how it is said to be sent"
    )
    recipient = models.TextField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    file = models.CharField(max_length=LENGTH, help_text="the ref of the PDF")
    recorded_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("ending"),
            SameCompany("signatory"),
            SameCompany("recorded_by"),
            models.UniqueConstraint(fields=["company", "ending", "number"], name="one_letter_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.number})"


class ThingToReturn(Addressable, Versioned):
    ending = models.ForeignKey(Ending, models.PROTECT, related_name="things")
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=THINGS)
    returned_on = models.DateField(null=True)
    is_needless = models.BooleanField(default=False, help_text="it turned out that there is none to return")

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("ending"),
            models.CheckConstraint(
                condition=Q(is_needless=False) | Q(returned_on=None), name="thing_returned_or_needless"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class EndingTuning(Addressable, Versioned):
    """The company's own delays, in days; null: as shipped (data/delays.csv)."""

    acknowledged = models.PositiveSmallIntegerField(null=True)
    confirmed = models.PositiveSmallIntegerField(null=True)
    again = models.PositiveSmallIntegerField(null=True, help_text="between two chases")
    returned = models.PositiveSmallIntegerField(null=True, help_text="before the last day")

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            models.UniqueConstraint(fields=["company"], name="one_ending_tuning"),
        ]
