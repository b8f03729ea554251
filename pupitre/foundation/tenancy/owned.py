"""The base of everything a company owns."""

from typing import Any, ClassVar, Self

from django.db import models

from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.refs import LENGTH, new_ref


class CompanyManager(models.Manager[Any]):
    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(company=current_company())


class OwnedByCompany(models.Model):
    """`objects` sees the current company only; there is no quiet way round it."""

    company = models.ForeignKey("tenancy.Company", models.PROTECT, related_name="+", default=current_company)

    objects: ClassVar[models.Manager[Self]] = CompanyManager()
    of_every_company: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "of_every_company"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "id"], name="%(app_label)s_%(class)s_of_company")
        ]


class Addressable(OwnedByCompany):
    """A row that has a page, a file, a label or an audit line: outside, it is only known by its ref."""

    ref = models.CharField(max_length=LENGTH, editable=False, default=new_ref)

    class Meta(OwnedByCompany.Meta):
        abstract = True
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "ref"], name="%(app_label)s_%(class)s_ref"),
        ]


class Versioned(models.Model):
    """A row that people edit: forms carry the version they were made from."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class RemovableManager(CompanyManager):
    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(removed_at=None)


class Removable(models.Model):
    """Deleting puts in the bin for thirty days: hidden by the manager, erased by a job of its room."""

    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
