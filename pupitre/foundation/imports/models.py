"""The trace of an import: which file, how its columns were understood, what came of it."""

from django.db import models

from pupitre.foundation.tenancy.owned import Addressable
from pupitre.foundation.tenancy.same_company import SameCompany


class ImportRun(Addressable):
    """Kept even when nothing was written; the file itself is attached to the run."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    through = models.CharField(max_length=40, blank=True, help_text="« ligne de commande »; empty: on a screen")
    sheet = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    is_dry_run = models.BooleanField(default=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)

    class Meta(Addressable.Meta):
        constraints = [*Addressable.Meta.constraints, SameCompany("member")]
        indexes = [models.Index(fields=["company", "started_at"], name="imports_of_a_company")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.file_name}"
