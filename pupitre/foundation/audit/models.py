"""The journal of a company: a chained entry for each thing that happened, from which handlers are told."""

from hashlib import sha256

from django.db import models

from pupitre.foundation.tenancy.owned import Addressable, OwnedByCompany
from pupitre.foundation.tenancy.same_company import SameCompany


def link(prev: str, header: str) -> str:
    return sha256(f"{prev}\n{header}".encode()).hexdigest()


def digest(salt: str, details: str) -> str:
    return sha256(f"{salt}{details}".encode()).hexdigest()


class Entry(OwnedByCompany):
    """`header` is hashed as it is stored, byte for byte, never written again; it holds refs and figures, no name."""

    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    actor = models.CharField(max_length=12, blank=True, help_text="ref of the member, empty for the house itself")
    subject = models.CharField(max_length=60, blank=True, help_text="kind:ref")
    header = models.TextField()
    prev = models.CharField(max_length=64)
    link = models.CharField(max_length=64)

    class Meta(OwnedByCompany.Meta):
        ordering = ["seq"]
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "seq"], name="one_entry_per_seq"),
        ]
        indexes = [
            models.Index(fields=["company", "subject", "seq"], name="entries_of_a_subject"),
            models.Index(fields=["company", "at"], name="entries_since"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"


class Details(OwnedByCompany):
    """Names and values, apart from the chain, which only knows their salted digest: they can be erased."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="details")
    salt = models.CharField(max_length=32)
    text = models.TextField()

    class Meta(OwnedByCompany.Meta):
        constraints = [*OwnedByCompany.Meta.constraints, SameCompany("entry")]


class Head(OwnedByCompany):
    """Where the chain of a company ends; its lock is taken last, so that `seq` is the order of commits."""

    seq = models.PositiveBigIntegerField(default=0)
    link = models.CharField(max_length=64, blank=True)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company"], name="one_head_per_company"),
        ]


class Once(OwnedByCompany):
    """The key a form carries: a second click finds what the first one made."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    model = models.CharField(max_length=80, blank=True)
    made = models.CharField(max_length=12, blank=True, help_text="ref of what was made")
    at = models.DateTimeField()

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("member"),
            models.UniqueConstraint(fields=["company", "member", "key"], name="one_effect_per_form"),
        ]


class Undo(Addressable):
    """The way back of an action: the inverse verb and the values of before, good for thirty days, used once."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    sentence = models.CharField(max_length=250)
    verb = models.CharField(max_length=80)
    arguments = models.JSONField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta(Addressable.Meta):
        constraints = [*Addressable.Meta.constraints, SameCompany("member")]

    def __str__(self) -> str:
        return self.verb
