"""Who decides of what, who stands in, what is asked, and every answer that was given."""

from typing import ClassVar

from django.db import models

from pupitre.engines.decisions.rules import FREE, Code, Mode, Way
from pupitre.foundation.tenancy.models import Role
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

BASES = [(Basis.HT, "HT"), (Basis.TTC, "TTC")]
MODES = [(Mode.DECIDES, "décide"), (Mode.INFORMS, "décide et informe"), (Mode.PROPOSES, "propose")]
WAYS = [
    (Way.PAGE, "dans Pupitre"),
    (Way.LINK, "par le lien reçu par mail"),
    (Way.DELEGATION, "par délégation"),
    (Way.OWN, "décision propre de la direction"),
    (Way.ORAL, "à l’oral"),
    (Way.PRECAUTION, "mesure conservatoire"),
]
CODES = [
    (Code.YES, "Oui"),
    (Code.CONDITION, "Oui, à condition"),
    (Code.NO, "Non"),
    (Code.QUESTION, "Une question"),
    (Code.REPLY, "Réponse à la question"),
    (Code.TALK, "À voir au point"),
    (Code.LATER, "Plus tard"),
    (Code.TAKEN_BACK, "Reprise"),
    (Code.CONTESTED, "Contestée"),
    (Code.WITHDRAWN, "Demande retirée"),
    (Code.MOOT, "Réglé autrement"),
]


class Power(Addressable, Versioned, Removable):
    """A line of the matrix: who decides of what, up to how much, and after how long the next one may."""

    domain = models.CharField(max_length=60, blank=True, help_text="the name of a kind; empty: everything")
    category = models.CharField(max_length=60, blank=True)
    asker = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    holder_role = models.CharField(max_length=20, choices=Role, blank=True)
    mode = models.CharField(max_length=10, choices=MODES, default=Mode.DECIDES)
    up_to_cents = models.BigIntegerField(null=True, help_text="inclusive; null: whatever the amount")
    basis = models.CharField(max_length=3, choices=BASES, default=Basis.TTC)
    escalates_after = models.PositiveSmallIntegerField(null=True, help_text="working days")
    may_sign = models.BooleanField(default=False, help_text="binds the company by their signature, within this line")
    ends_on = models.DateField(null=True, help_text="the last day it holds; null: until it is removed")

    objects: ClassVar[RemovableManager] = RemovableManager()
    with_removed: ClassVar[CompanyManager] = CompanyManager()

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("asker"),
            SameCompany("holder"),
            models.CheckConstraint(
                condition=models.Q(holder=None) ^ models.Q(holder_role=""), name="power_has_one_holder"
            ),
            models.CheckConstraint(
                condition=models.Q(up_to_cents=None) | models.Q(up_to_cents__gt=0), name="power_is_positive"
            ),
        ]


class StandIn(Addressable, Removable):
    """Who decides in somebody's place: whenever they are away, or between two days; for every domain."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    stand_in = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True, help_text="null, with the end: whenever the member is away")
    ends_on = models.DateField(null=True, help_text="null, with a start: for good")
    named_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    objects: ClassVar[RemovableManager] = RemovableManager()
    with_removed: ClassVar[CompanyManager] = CompanyManager()

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("member"),
            SameCompany("stand_in"),
            SameCompany("named_by"),
            models.CheckConstraint(condition=~models.Q(member=models.F("stand_in")), name="nobody_stands_in_for_self"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="stand_in_ends_later",
            ),
        ]


class Tuning(OwnedByCompany, Versioned):
    """The company's own figures."""

    link_cents = models.BigIntegerField(default=500_00, help_text="TTC; by link and without signing in, up to here")
    links_a_day = models.PositiveSmallIntegerField(default=10, help_text="decisions of one person, without signing in")

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company"], name="one_decisions_tuning"),
        ]


class Precaution(Addressable):
    """What the direction agreed in advance for a kind of requests, when nobody answers."""

    kind = models.CharField(max_length=60)
    agreed_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("agreed_by"),
            models.UniqueConstraint(
                fields=["company", "kind"], condition=models.Q(ended_at=None), name="one_precaution_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Payee(OwnedByCompany):
    """Whom several requests would pay: locked while they are added up, so that two halves never pass side by side."""

    key = models.CharField(max_length=120, help_text="folded name")

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "key"], name="one_payee_per_key"),
        ]

    def __str__(self) -> str:
        return self.key


class DecisionRequest(Addressable, Versioned):
    """What needs a yes. `edition` moves when what was shown changes; `round` when a decision was taken back."""

    kind = models.CharField(max_length=60, default=FREE)
    subject = models.CharField(max_length=60, blank=True, help_text="what the kind's module calls it")
    title = models.CharField(max_length=160)
    asker = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    beneficiaries = models.JSONField(default=list, help_text="refs of members")
    amount_cents = models.BigIntegerField(null=True)
    basis = models.CharField(max_length=3, choices=BASES, blank=True)
    category = models.CharField(max_length=60, blank=True)
    payee = models.ForeignKey(Payee, models.PROTECT, null=True, related_name="+")
    payee_name = models.CharField(max_length=120, blank=True)
    decide_by = models.DateField(null=True)
    recommendation = models.TextField(blank=True, max_length=1000)
    advice = models.CharField(max_length=20, blank=True, help_text="the code that the asker recommends")
    consequence = models.TextField(blank=True, max_length=1000, help_text="what happens if nothing is decided")
    stake_cents = models.BigIntegerField(default=0, help_text="what silence costs")
    stake_from = models.CharField(max_length=160, blank=True, help_text="where that figure comes from")
    then_what = models.CharField(max_length=160, blank=True, help_text="what is to be done as soon as it is accepted")
    then_member = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    together_cents = models.BigIntegerField(null=True, help_text="with what was asked the same day for the same payee")
    recent_cents = models.BigIntegerField(null=True, help_text="with what was asked in thirty days; a flag, no rule")
    asked_at = models.DateTimeField()
    first_seen_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    later_until = models.DateField(null=True)
    postponed = models.PositiveSmallIntegerField(default=0)
    is_question_open = models.BooleanField(default=False)
    question_on = models.DateField(null=True, help_text="the open question's day: who decides is not late meanwhile")
    question_days = models.PositiveSmallIntegerField(default=0, help_text="working days spent on answered questions")
    announced_at = models.DateTimeField(null=True, help_text="what silence will do was told")
    is_for_the_point = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True, help_text="decided or withdrawn")
    edition = models.PositiveIntegerField(default=1)
    round = models.PositiveSmallIntegerField(default=1)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("asker"),
            SameCompany("payee"),
            SameCompany("then_member"),
            models.UniqueConstraint(
                fields=["company", "kind", "subject"],
                condition=models.Q(closed_at=None) & ~models.Q(subject=""),
                name="one_open_request_per_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(amount_cents=None) | models.Q(amount_cents__gt=0), name="asked_amount_is_positive"
            ),
        ]
        indexes = [
            models.Index(fields=["company", "closed_at", "decide_by"], name="requests_open"),
            models.Index(fields=["company", "payee", "asked_at"], name="requests_of_payee"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Answer(Addressable):
    """Never edited: what was answered, by whom, for whom, and through what. One of each round is final."""

    request = models.ForeignKey(DecisionRequest, models.PROTECT, related_name="answers")
    code = models.CharField(max_length=20, help_text="of CODES, or an option of the kind")
    is_yes = models.BooleanField(null=True, help_text="null: not a decision")
    round = models.PositiveSmallIntegerField()
    by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, choices=WAYS, default=Way.PAGE)
    said = models.TextField(blank=True, max_length=1000)
    until = models.DateField(null=True)
    at = models.DateTimeField()
    edition = models.PositiveIntegerField(help_text="of the request, as it was shown")

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("request"),
            SameCompany("by"),
            SameCompany("on_behalf_of"),
            SameCompany("recorded_by"),
            models.UniqueConstraint(
                fields=["company", "request", "round"],
                condition=models.Q(is_yes__isnull=False),
                name="one_decision_a_round",
            ),
        ]

    def __str__(self) -> str:
        return self.code
