"""Savings and every step of them, how the office manager is paid, and the month's pages as they were issued."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pupitre.foundation.tenancy.owned import Addressable, OwnedByCompany, Versioned
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.foundation.tenancy.sealing import SealedTextField
from pupitre.kernel.money import Basis
from pupitre.modules.mission.rules import Nature, Per, State, Terms

NATURES = [
    (Nature.HARD, "Dépense en moins"),
    (Nature.AVOIDED, "Coût évité"),
    (Nature.HOURS, "Heures gagnées"),
]
STATES = [
    (State.PROPOSED, "Proposée"),
    (State.IDENTIFIED, "Identifiée"),
    (State.CONTRACTED, "Négociée"),
    (State.REALISED, "Réalisée"),
    (State.VALIDATED, "Validée"),
    (State.ABANDONED, "Abandonnée"),
]
BASES = [(Basis.HT, "HT"), (Basis.TTC, "TTC")]
RATES = [(Per.DAY, "par jour"), (Per.HALF_DAY, "par demi-journée"), (Per.MONTH, "par mois")]
DIRECTION = "direction"


class Saving(Addressable, Versioned):
    """`state` and `annual_cents` are written by the actions; what led there is in its steps."""

    title = models.CharField(max_length=160)
    nature = models.CharField(max_length=10, choices=NATURES, default=Nature.HARD)
    contract = models.CharField(max_length=12, blank=True, help_text="ref of the contract, when there is one")
    basis = models.CharField(max_length=3, choices=BASES, default=Basis.HT)
    before_cents = models.BigIntegerField(null=True, help_text="a year, before")
    after_cents = models.BigIntegerField(null=True, help_text="a year, after")
    minutes_a_month = models.PositiveIntegerField(null=True)
    rate_cents = models.BigIntegerField(null=True, help_text="of an hour, agreed with the direction")
    cap_cents = models.BigIntegerField(null=True, help_text="the most that hours may count for, a year")
    annual_cents = models.BigIntegerField(editable=False)
    effective_on = models.DateField(null=True)
    proof = models.CharField(max_length=300, blank=True, help_text="where the price before comes from")
    owner = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=STATES, default=State.IDENTIFIED)
    declared_by = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=80, blank=True, help_text="what it was proposed from")
    added_at = models.DateTimeField()

    sensitivity: ClassVar = {
        **dict.fromkeys(("title", "nature", "contract", "basis", "before_cents", "after_cents"), DIRECTION),
        **dict.fromkeys(("minutes_a_month", "rate_cents", "cap_cents", "annual_cents", "effective_on"), DIRECTION),
        **dict.fromkeys(("proof", "owner", "state", "declared_by", "source", "added_at"), DIRECTION),
    }

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("owner"),
            SameCompany("declared_by"),
            models.UniqueConstraint(
                fields=["company", "source"], condition=~Q(source=""), name="one_saving_per_source"
            ),
            models.CheckConstraint(condition=Q(annual_cents__gt=0), name="saving_saves"),
            models.CheckConstraint(
                condition=~Q(state__in=("realised", "validated")) | Q(declared_by__isnull=False),
                name="realised_is_declared",
            ),
        ]
        indexes = [models.Index(fields=["company", "state"], name="savings_by_state")]

    def __str__(self) -> str:
        return self.title


class SavingStep(OwnedByCompany):
    """Never changed: what a saving became, said by whom; the last one before an instant tells where it stood."""

    saving = models.ForeignKey(Saving, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=STATES)
    annual_cents = models.BigIntegerField()
    said = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    sensitivity: ClassVar = dict.fromkeys(("saving", "state", "annual_cents", "said", "by", "at"), DIRECTION)

    class Meta(OwnedByCompany.Meta):
        constraints = [*OwnedByCompany.Meta.constraints, SameCompany("saving"), SameCompany("by")]

    def __str__(self) -> str:
        return self.state


class Engagement(Addressable, Versioned):
    """How one office manager is paid, without tax, over a time; two of the same person never overlap."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    per = models.CharField(max_length=10, choices=RATES, default=Per.DAY)
    rate_cents = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    target_days = models.PositiveSmallIntegerField(null=True, help_text="a month")

    sensitivity: ClassVar = dict.fromkeys(
        ("member", "per", "rate_cents", "starts_on", "ends_on", "target_days"), DIRECTION
    )

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("member"),
            models.CheckConstraint(condition=Q(rate_cents__gt=0), name="engagement_is_paid"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="engagement_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.per} {self.starts_on}"

    @property
    def terms(self) -> Terms:
        return Terms(Per(self.per), self.rate_cents, self.starts_on, self.ends_on)


class MonthNote(OwnedByCompany, Versioned):
    """Her words on a month, until its page is issued."""

    month_on = models.DateField(help_text="its first day")
    comment = models.TextField(blank=True, max_length=2000)

    sensitivity: ClassVar = {"month_on": DIRECTION, "comment": DIRECTION}

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "month_on"], name="one_note_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m}"


class MonthPage(Addressable):
    """Never changed: all that the page said and the rows it counted, and where the journal stood. A correction is the
    next number."""

    month_on = models.DateField(help_text="its first day")
    number = models.PositiveSmallIntegerField()
    content = SealedTextField()
    content_digest = models.CharField(max_length=64)
    head_seq = models.PositiveBigIntegerField()
    head_link = models.CharField(max_length=64)
    issued_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    sensitivity: ClassVar = {
        **dict.fromkeys(("month_on", "number", "content_digest", "head_seq", "head_link"), DIRECTION),
        **dict.fromkeys(("issued_by", "issued_at"), DIRECTION),
        "content": "sealed",
    }

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("issued_by"),
            models.UniqueConstraint(fields=["company", "month_on", "number"], name="one_page_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="pages_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.month_on:%Y-%m} v{self.number}"
