"""How far each handler has read the journal of each company, and what it could not take."""

from django.db import models

from pupitre.foundation.tenancy.owned import OwnedByCompany


class Cursor(OwnedByCompany):
    handler = models.CharField(max_length=120)
    seq = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "handler"], name="one_cursor_per_handler"),
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.seq}"


class Parked(OwnedByCompany):
    """An entry that a handler refused five times: set aside with its reason, so that the others go on."""

    handler = models.CharField(max_length=120)
    seq = models.PositiveBigIntegerField()
    reason = models.TextField()

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "handler", "seq"], name="parked_once"),
        ]
