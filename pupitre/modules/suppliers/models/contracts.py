"""Suppliers, their contracts, and what was decided and sent for each window."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from pupitre.foundation.tenancy.owned import (
    Addressable,
    CompanyManager,
    OwnedByCompany,
    Removable,
    RemovableManager,
    Versioned,
)
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.kernel.money import Basis
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers.rules import Choice, Per

REGIMES = [
    (Regime.TACIT, "Tacite reconduction"),
    (Regime.EXPRESS, "Durée ferme, sans reconduction"),
    (Regime.OPEN_ENDED, "Durée indéterminée"),
    (Regime.LEASE, "Bail commercial 3-6-9"),
    (Regime.INSURANCE, "Assurance"),
]
PERIODS = [
    (Per.MONTH, "par mois"),
    (Per.QUARTER, "par trimestre"),
    (Per.HALF_YEAR, "par semestre"),
    (Per.YEAR, "par an"),
    (Per.ONCE, "en une fois"),
]
BASES = [(Basis.HT, "HT"), (Basis.TTC, "TTC")]
CHOICES = [
    (Choice.RENEW, "Reconduire"),
    (Choice.RENEGOTIATE, "Renégocier"),
    (Choice.TERMINATE, "Résilier"),
    (Choice.WITHDRAWN, "Décision retirée"),
]


class Supplier(Addressable, Versioned, Removable):
    name = models.CharField(max_length=120)
    folded_name = models.CharField(max_length=120, editable=False)
    siren = models.CharField(max_length=9, blank=True)
    siret = models.CharField(max_length=14, blank=True)
    vat_number = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=60, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)

    objects: ClassVar[RemovableManager] = RemovableManager()
    with_removed: ClassVar[CompanyManager] = CompanyManager()

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            models.UniqueConstraint(
                fields=["company", "siren"], condition=~Q(siren="") & Q(removed_at=None), name="one_supplier_per_siren"
            ),
            models.UniqueConstraint(
                fields=["company", "folded_name"],
                condition=Q(siren="") & Q(removed_at=None),
                name="one_supplier_per_name_without_siren",
            ),
        ]
        indexes = [models.Index(fields=["company", "folded_name"], name="suppliers_by_name")]

    def __str__(self) -> str:
        return self.name


class Contract(Addressable, Versioned, Removable):
    """The last fields are derived, written by the same actions, so that lists and the desk filter in SQL."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="contracts")
    reference = models.CharField(max_length=60)
    title = models.CharField(max_length=160)
    folded_title = models.CharField(max_length=160, editable=False)
    category = models.CharField(max_length=60, blank=True)
    regime = models.CharField(max_length=12, choices=REGIMES, default=Regime.TACIT)
    starts_on = models.DateField()
    is_start_known = models.BooleanField(default=True)
    initial_months = models.PositiveSmallIntegerField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="the end that the contract gives")
    renewal_months = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(default=0)
    notice_days = models.PositiveSmallIntegerField(default=0)
    is_received = models.BooleanField(
        null=True, help_text="the notice counts when received; null: the clause is silent"
    )
    price_cents = models.BigIntegerField(null=True, blank=True)
    price_basis = models.CharField(max_length=3, choices=BASES, default=Basis.HT)
    price_per = models.CharField(max_length=10, choices=PERIODS, default=Per.YEAR)
    site = models.ForeignKey("tenancy.Site", models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, blank=True, related_name="+")
    seats = models.PositiveIntegerField(null=True, blank=True)
    last_negotiated_on = models.DateField(null=True, blank=True)
    is_never_negotiated = models.BooleanField(default=False, help_text="known never to have been; else nobody knows")
    terminated_on = models.DateField(null=True, blank=True, help_text="its last day, for good")
    notes = models.TextField(blank=True)

    next_act_on = models.DateField(null=True, editable=False)
    next_occurrence = models.PositiveIntegerField(null=True, editable=False)
    notice_on = models.DateField(null=True, editable=False, help_text="of the window that lists show")
    over_on = models.DateField(null=True, editable=False, help_text="its last day, when it will not be renewed")
    yearly_cents = models.BigIntegerField(null=True, editable=False)
    reckoned_on = models.DateField(editable=False, help_text="the day for which the dates above were computed")

    objects: ClassVar[RemovableManager] = RemovableManager()
    with_removed: ClassVar[CompanyManager] = CompanyManager()

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("supplier"),
            SameCompany("site"),
            SameCompany("owner"),
            models.UniqueConstraint(
                fields=["company", "reference"], condition=Q(removed_at=None), name="one_contract_per_reference"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="contract_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(price_cents=None) | Q(price_cents__gte=0), name="contract_price_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(is_never_negotiated=False) | Q(last_negotiated_on=None), name="contract_negotiated_or_never"
            ),
        ]
        indexes = [
            models.Index(fields=["company", "next_act_on"], name="contracts_to_act_on"),
            models.Index(fields=["company", "supplier", "folded_title"], name="contracts_of_a_supplier"),
            models.Index(fields=["company", "category"], name="contracts_of_a_category"),
            models.Index(fields=["company", "over_on"], condition=Q(removed_at=None), name="contracts_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.reference})"


class WindowDecision(OwnedByCompany):
    """Never changed: a correction is a new row, and the latest of an occurrence holds."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="decisions")
    occurrence = models.PositiveIntegerField()
    is_review = models.BooleanField(default=False, help_text="of a yearly review, not of a term")
    term_ends_on = models.DateField()
    choice = models.CharField(max_length=12, choices=CHOICES)
    reason = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("contract"),
            SameCompany("decided_by"),
            SameCompany("recorded_by"),
        ]

    def __str__(self) -> str:
        return f"{self.choice} {self.occurrence}"


class Channel(models.TextChoices):
    REGISTERED = "registered", "Lettre recommandée avec accusé de réception"
    LRE = "lre", "Lettre recommandée électronique"
    EMAIL = "email", "E-mail"
    BY_HAND = "by_hand", "Remise en main propre"


class NoticeSent(OwnedByCompany):
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="notices")
    occurrence = models.PositiveIntegerField()
    sent_on = models.DateField()
    channel = models.CharField(max_length=12, choices=Channel)
    tracking_number = models.CharField(max_length=60, blank=True)
    recorded_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(OwnedByCompany.Meta):
        constraints = [*OwnedByCompany.Meta.constraints, SameCompany("contract"), SameCompany("recorded_by")]

    def __str__(self) -> str:
        return f"{self.channel} {self.sent_on}"
