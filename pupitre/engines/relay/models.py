"""Who answers while somebody is away, what they were told, and what came of each line."""

from django.db import models

from pupitre.engines.relay.rules import LONGEST_LINE, Outcome, Sort
from pupitre.foundation.tenancy.owned import Addressable, Versioned
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.foundation.tenancy.sealing import SealedTextField

SORTS = [(Sort.EXPECTED, "Attendu"), (Sort.TO_DO, "À faire")]
OUTCOMES = [(Outcome.OPEN, "En cours"), (Outcome.DONE, "Fait"), (Outcome.TROUBLE, "Problème")]


class Sheet(Addressable, Versioned):
    """What stays from one absence to the next, so that the kit is always ready: read as it is now, never copied."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    instructions = SealedTextField(blank=True, help_text="hours, where the keys are, what to do if; never a code")
    urgent = models.CharField(max_length=120, blank=True, help_text="one name and one number")

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("member"),
            models.UniqueConstraint(fields=["company", "member"], name="one_relay_sheet_each"),
        ]


class Handover(Addressable):
    """From the moment it is passed until the member is back."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    relay = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    site = models.ForeignKey("tenancy.Site", models.PROTECT, null=True, related_name="+")
    passed_at = models.DateTimeField()
    until = models.DateField(null=True, help_text="the day of return; null: not known")
    is_sudden = models.BooleanField(default=False, help_text="absent that very day")
    closed_at = models.DateTimeField(null=True)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("member"),
            SameCompany("relay"),
            SameCompany("site"),
        ]
        indexes = [models.Index(fields=["company", "closed_at"], name="relay_open_handovers")]

    def __str__(self) -> str:
        return self.ref


class HandoverLine(Addressable):
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="lines")
    sort = models.CharField(max_length=10, choices=SORTS)
    text = models.CharField(max_length=LONGEST_LINE)
    key = models.CharField(max_length=200, blank=True, help_text="of the item it comes from")
    outcome = models.CharField(max_length=10, choices=OUTCOMES, default=Outcome.OPEN, blank=True)
    outcome_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=500, blank=True)

    class Meta(Addressable.Meta):
        constraints = [*Addressable.Meta.constraints, SameCompany("handover")]

    def __str__(self) -> str:
        return self.text
