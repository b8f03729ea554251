"""Teams, and the file of a member: what everybody may read, and apart, what only the HR clearance opens."""

from typing import ClassVar

from django.db import models

from pupitre.foundation.tenancy.owned import Addressable, Versioned
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.foundation.tenancy.sealing import SealedTextField


class Contract(models.TextChoices):
    PERMANENT = "permanent", "CDI"
    FIXED_TERM = "fixed_term", "CDD"
    APPRENTICE = "apprentice", "Apprentissage"
    INTERN = "intern", "Stage"
    TEMPORARY = "temporary", "Intérim"
    FREELANCE = "freelance", "Prestation"
    OFFICER = "officer", "Mandat social"


class Team(Addressable, Versioned):
    name = models.CharField(max_length=120)
    lead = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, blank=True, related_name="+")

    sensitivity: ClassVar = {"name": "public", "lead": "public"}

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("lead"),
            models.UniqueConstraint(fields=["company", "name"], name="one_team_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Person(Addressable, Versioned):
    member = models.OneToOneField("tenancy.Member", models.PROTECT, related_name="person")
    job_title = models.CharField(max_length=120, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    phone_work = models.CharField(max_length=40, blank=True)
    contract_type = models.CharField(max_length=20, choices=Contract, blank=True)
    weekly_hours = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True, help_text="name, job and e-mail, folded, to be searched")
    erased_at = models.DateTimeField(null=True, editable=False)

    sensitivity: ClassVar = {
        "member": "public",
        "job_title": "public",
        "team": "public",
        "phone_work": "public",
        "contract_type": "team",
        "weekly_hours": "team",
        "words": "public",
        "erased_at": "hr",
    }

    class Meta(Addressable.Meta):
        constraints = [*Addressable.Meta.constraints, SameCompany("member"), SameCompany("team")]

    def __str__(self) -> str:
        return self.member.name


class PersonPrivate(Addressable, Versioned):
    """Apart, so that no list, history or export of a person carries it along."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    emergency_name = SealedTextField(blank=True)
    emergency_phone = SealedTextField(blank=True)

    sensitivity: ClassVar = {"person": "hr", "emergency_name": "sealed", "emergency_phone": "sealed"}

    class Meta(Addressable.Meta):
        constraints = [*Addressable.Meta.constraints, SameCompany("person")]

    def __str__(self) -> str:
        return self.ref
