"""The trace of an import: which file, how its columns were understood, what came of it, and how it is taken back."""

from django.db import models

from pupitre.foundation.tenancy.owned import Addressable, OwnedByCompany, Versioned
from pupitre.foundation.tenancy.same_company import SameCompany


class ImportRun(Addressable, Versioned):
    """Kept even when nothing was written; the file itself is attached to the run.

    `queued_at` is set while it waits for its job, or is under way.
    """

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    through = models.CharField(max_length=40, blank=True, help_text="« ligne de commande »; empty: on a screen")
    sheet = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    is_dry_run = models.BooleanField(default=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)
    layout = models.JSONField(default=dict, help_text="which column of the file is which field")
    queued_at = models.DateTimeField(null=True)
    queued_epoch = models.PositiveIntegerField(null=True, help_text="of the house, when it was asked")
    queued_by = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    failure = models.CharField(max_length=300, blank=True, help_text="why the job gave up, in French")
    imported_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone = models.JSONField(default=dict, help_text="what came of taking it back")

    class Meta(Addressable.Meta):
        constraints = [*Addressable.Meta.constraints, SameCompany("member"), SameCompany("queued_by")]
        indexes = [models.Index(fields=["company", "started_at"], name="imports_of_a_company")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.file_name}"


class ImportedRow(OwnedByCompany):
    """A row that an import wrote: `was` holds personal data, and goes with the file."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="rows")
    kind = models.CharField(max_length=60)
    ref = models.CharField(max_length=12)
    row_version = models.PositiveIntegerField()
    was = models.JSONField(null=True, help_text="the values of before; null: it was created")

    class Meta(OwnedByCompany.Meta):
        constraints = [*OwnedByCompany.Meta.constraints, SameCompany("run")]
        indexes = [models.Index(fields=["company", "run"], name="rows_of_an_import")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ref}"


class RememberedColumn(OwnedByCompany):
    """What a company takes a header for, where the usual names do not say it; without a field, it is left out."""

    sheet = models.CharField(max_length=40)
    header = models.CharField(max_length=120, help_text="folded")
    field = models.CharField(max_length=40, blank=True)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "sheet", "header"], name="one_field_per_header_and_sheet"),
        ]

    def __str__(self) -> str:
        return self.header
