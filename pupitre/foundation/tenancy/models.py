"""Companies, their sites, and somebody in a company: the half of a person that foundation and engines point to."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models

from pupitre.foundation.tenancy.owned import Addressable, OwnedByCompany, Versioned
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.kernel.calendar import Zone

ZONES = [
    (Zone.METROPOLE, "Métropole"),
    (Zone.ALSACE, "Alsace"),
    (Zone.MOSELLE, "Moselle"),
    (Zone.GUADELOUPE, "Guadeloupe"),
    (Zone.MARTINIQUE, "Martinique"),
    (Zone.GUYANE, "Guyane"),
    (Zone.REUNION, "La Réunion"),
    (Zone.MAYOTTE, "Mayotte"),
    (Zone.SAINT_MARTIN, "Saint-Martin"),
    (Zone.SAINT_BARTHELEMY, "Saint-Barthélemy"),
]


class Company(models.Model):
    uid = models.UUIDField(unique=True, editable=False, default=uuid4)
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    zone = models.CharField(max_length=20, choices=ZONES, default=Zone.METROPOLE)
    modules_off = models.JSONField(default=list)
    second_factor_for = models.JSONField(default=list, help_text="the roles that enter with a second factor only")
    sealed_key = models.TextField(blank=True, help_text="the company's data key, wrapped by the keyring")
    is_demo = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"/c/{self.slug}/"


class Site(Addressable, Versioned):
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=250, blank=True)
    time_zone = models.CharField(max_length=40)
    zone = models.CharField(max_length=20, choices=ZONES)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            models.UniqueConstraint(fields=["company", "name"], name="one_site_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What somebody is here. An owner is always a director too: what is for the direction is for them."""

    OWNER = "owner", "Propriétaire"
    OFFICE_MANAGER = "office_manager", "Office manager"
    DIRECTOR = "director", "Direction"
    REFERENT = "referent", "Référent"
    MANAGER = "manager", "Responsable d’équipe"
    HR = "human_resources", "Ressources humaines"
    FINANCE = "finance", "Finances"
    EMPLOYEE = "employee", "Salarié"
    ACCOUNTANT = "accountant", "Cabinet comptable"
    READER = "reader", "Lecture seule"


class Clearance(models.TextChoices):
    HR = "hr", "Dossiers du personnel"
    DIRECTION = "direction", "Direction"


class Member(Addressable, Versioned):
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    staff_number = models.CharField(max_length=40, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    roles = models.JSONField(default=list)
    clearances = models.JSONField(default=list)
    manager = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("manager"),
            SameCompany("site"),
            models.UniqueConstraint(fields=["company", "user"], name="one_member_per_user_and_company"),
            models.UniqueConstraint(
                fields=["company", "email"], condition=~models.Q(email=""), name="one_member_per_email"
            ),
            models.UniqueConstraint(
                fields=["company", "staff_number"], condition=~models.Q(staff_number=""), name="one_member_per_number"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has(self, role: str) -> bool:
        return role in self.roles

    def is_cleared(self, clearance: str) -> bool:
        return clearance in self.clearances

    @property
    def must_have_second_factor(self) -> bool:
        return not set(self.roles).isdisjoint(self.company.second_factor_for)

    def is_here(self, on: date) -> bool:
        return self.joined_on <= on and (self.left_on is None or on <= self.left_on)


class Counter(OwnedByCompany):
    """Numbers without gaps: the row is locked in the transaction that uses the number, and taken last."""

    series = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "series"], name="one_counter_per_series"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.last}"


def next_number(series: str) -> int:
    """Call it last in the action: whoever takes a number makes the others wait until it commits."""
    Counter.objects.get_or_create(series=series)
    counter = Counter.objects.select_for_update().get(series=series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
