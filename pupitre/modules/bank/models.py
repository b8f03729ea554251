"""Accounts, the statements that were read of them, their lines, and what comes back among these."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pupitre.foundation.tenancy.owned import (
    Addressable,
    CompanyManager,
    OwnedByCompany,
    Removable,
    RemovableManager,
    Versioned,
)
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.foundation.tenancy.sealing import SealedTextField
from pupitre.modules.bank.rules import Means


class BankAccount(Addressable):
    """`key` is a digest of its number when the file says one; of the number itself only the tail is kept."""

    label = models.CharField(max_length=80)
    bank = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=32, blank=True)
    tail = models.CharField(max_length=4, blank=True)

    sensitivity: ClassVar = {"label": "direction", "bank": "direction", "key": "direction", "tail": "direction"}

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            models.UniqueConstraint(fields=["company", "key"], condition=~Q(key=""), name="one_account_per_number"),
        ]

    def __str__(self) -> str:
        return self.label


class Statement(Addressable, Versioned, Removable):
    """A file that was given, or the part of it about one account. `unread` holds it, sealed, until it is read."""

    class State(models.TextChoices):
        WAITING = "waiting", "À lire"
        READ = "read", "Lu"
        REFUSED = "refused", "Refusé"

    account = models.ForeignKey(BankAccount, models.PROTECT, null=True, related_name="statements")
    is_of_new_account = models.BooleanField(default=False)
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    refusal = models.CharField(max_length=20, blank=True)
    bank = models.CharField(max_length=40, blank=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    lines_read = models.PositiveIntegerField(default=0)
    lines_added = models.PositiveIntegerField(default=0)
    lines_known = models.PositiveIntegerField(default=0)
    lines_old = models.PositiveIntegerField(default=0, help_text="older than what is kept")
    lines_unsettled = models.PositiveIntegerField(default=0, help_text="refused or pending at the bank")
    faults = models.JSONField(default=list)
    faults_count = models.PositiveIntegerField(default=0)
    unread = SealedTextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[RemovableManager] = RemovableManager()
    with_removed: ClassVar[CompanyManager] = CompanyManager()

    sensitivity: ClassVar = {
        **dict.fromkeys(("account", "is_of_new_account", "file_name", "state", "refusal", "bank"), "direction"),
        **dict.fromkeys(("first_on", "last_on", "lines_read", "lines_added", "lines_known"), "direction"),
        **dict.fromkeys(("lines_old", "lines_unsettled", "faults", "faults_count"), "direction"),
        **dict.fromkeys(("added_by", "added_at", "read_at", "attempts", "removed_at"), "direction"),
        "unread": "sealed",
    }

    class Meta(Addressable.Meta):
        constraints = [*Addressable.Meta.constraints, SameCompany("account"), SameCompany("added_by")]
        indexes = [models.Index(fields=["company", "added_at"], name="statements_of_a_company")]

    def __str__(self) -> str:
        return self.file_name


class Finding(Addressable, Versioned):
    """What comes back to one payee, reckoned again after each statement; what was decided of it stays."""

    class State(models.TextChoices):
        OPEN = "open", "À regarder"
        ACCEPTED = "accepted", "Accepté"
        IGNORED = "ignored", "Ignoré"

    payee = models.CharField(max_length=32, help_text="a digest: the same for all payments to one payee")
    name = models.CharField(max_length=120)
    category = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    rhythm = models.CharField(max_length=12)
    means = models.CharField(max_length=10, choices=[(means.value, means.value) for means in Means])
    usual_day = models.PositiveSmallIntegerField(null=True)
    occurrences = models.PositiveIntegerField(default=0, help_text="none once its lines are gone")
    usual_cents = models.BigIntegerField()
    yearly_cents = models.BigIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    next_on = models.DateField(null=True)
    is_stopped = models.BooleanField(default=False)
    is_contract_probable = models.BooleanField(default=False)
    confidence = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    supplier_ref = models.CharField(max_length=12, blank=True)
    contract_ref = models.CharField(max_length=12, blank=True)

    sensitivity: ClassVar = {
        **dict.fromkeys(("payee", "name", "category", "kind", "rhythm", "means", "usual_day"), "direction"),
        **dict.fromkeys(("occurrences", "usual_cents", "yearly_cents", "first_on", "last_on", "next_on"), "direction"),
        **dict.fromkeys(("is_stopped", "is_contract_probable", "confidence", "state"), "direction"),
        **dict.fromkeys(("supplier_ref", "contract_ref"), "direction"),
    }

    class Meta(Addressable.Meta):
        indexes = [models.Index(fields=["company", "state"], name="findings_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_to_look_at(self) -> bool:
        return self.state == self.State.OPEN and not self.is_stopped and self.occurrences > 0


class BankLine(Addressable):
    """A movement to the cent; the label may name a person, so it is sealed and shown to nobody."""

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="lines")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="lines")
    on = models.DateField()
    label = SealedTextField()
    cents = models.BigIntegerField(help_text="what was spent is negative")
    identity = models.CharField(max_length=32)

    sensitivity: ClassVar = {
        **dict.fromkeys(("account", "statement", "finding", "on", "cents", "identity"), "direction"),
        "label": "sealed",
    }

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("account"),
            SameCompany("statement"),
            SameCompany("finding"),
            models.UniqueConstraint(fields=["company", "account", "identity"], name="one_line_per_identity"),
        ]
        indexes = [models.Index(fields=["company", "finding", "on"], name="lines_of_a_finding")]

    def __str__(self) -> str:
        return f"{self.on} {self.cents}"


class SaidAgain(OwnedByCompany):
    """A line that a later statement holds too: it stays as long as one of them does."""

    line = models.ForeignKey(BankLine, models.PROTECT, related_name="said_again")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="said_again")

    sensitivity: ClassVar = {"line": "direction", "statement": "direction"}

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("line"),
            SameCompany("statement"),
            models.UniqueConstraint(fields=["company", "statement", "line"], name="a_line_said_again_once"),
        ]
