"""Files: immutable bytes named by their digest, and what they are attached to."""

from django.db import models

from pupitre.foundation.tenancy.owned import Addressable, OwnedByCompany
from pupitre.foundation.tenancy.same_company import SameCompany


class Blob(OwnedByCompany):
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    enc = models.CharField(max_length=10, blank=True, help_text="reserved for encryption at rest")
    made_at = models.DateTimeField()

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "sha256"], name="one_blob_per_content"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Attachment(Addressable):
    """A file on something, (kind, ref): shown to whoever may see that thing."""

    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=12)
    added_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressable.Meta):
        constraints = [*Addressable.Meta.constraints, SameCompany("blob"), SameCompany("added_by")]
        indexes = [models.Index(fields=["company", "subject_kind", "subject_ref"], name="attachments_of_a_subject")]

    def __str__(self) -> str:
        return self.name
