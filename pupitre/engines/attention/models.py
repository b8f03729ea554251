"""What somebody did to an item, and when they are there; the items themselves are computed, never copied."""

from django.db import models

from pupitre.engines.attention.rules import PRIORITY
from pupitre.foundation.tenancy.owned import Addressable, OwnedByCompany, Versioned
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.kernel.presence import Mode, Part

PARTS = [(Part.MORNING, "Matin"), (Part.AFTERNOON, "Après-midi")]
MODES = [(Mode.ON_SITE, "Sur place"), (Mode.REMOTE, "À distance")]


class ItemState(OwnedByCompany):
    """What one member did to one item. Done and « sans objet » are for everybody; the rest is for oneself only."""

    key = models.CharField(max_length=200)
    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    title = models.CharField(max_length=250, blank=True, help_text="as it was when something was done to it")
    done_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=250, blank=True)
    snoozed_until = models.DateField(null=True)
    snoozes = models.PositiveSmallIntegerField(default=0)
    handed_to = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    waiting_for = models.CharField(max_length=200, blank=True)
    waiting_since = models.DateField(null=True)
    chase_on = models.DateField(null=True)
    blocked_by = models.CharField(max_length=200, blank=True, help_text="the decision that is waited for")
    pinned_on = models.DateField(null=True)
    pinned_part = models.CharField(max_length=2, choices=PARTS, blank=True)
    is_set_aside = models.BooleanField(default=False, help_text="out of the plan, by hand")
    minutes = models.PositiveSmallIntegerField(null=True, help_text="planned effort, when the default is wrong")
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("member"),
            SameCompany("handed_to"),
            models.UniqueConstraint(fields=["company", "member", "key"], name="one_state_per_member_and_item"),
        ]

    def __str__(self) -> str:
        return self.key


class Presence(OwnedByCompany):
    """A half-day of the weekly pattern of somebody, at the hours of the site."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(help_text="Monday is 0")
    part = models.CharField(max_length=2, choices=PARTS)
    starts = models.TimeField()
    ends = models.TimeField()
    mode = models.CharField(max_length=10, choices=MODES, default=Mode.ON_SITE)
    site = models.ForeignKey("tenancy.Site", models.PROTECT, null=True, related_name="+")

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("member"),
            SameCompany("site"),
            models.UniqueConstraint(fields=["company", "member", "weekday", "part"], name="one_presence_per_half_day"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="presence_has_minutes"),
        ]


class PresenceChange(Addressable):
    """Dated half-days that differ from the pattern: away (never why), or there all the same."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    part = models.CharField(max_length=2, choices=PARTS, blank=True, help_text="empty: the whole day")
    is_present = models.BooleanField(default=False)
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    mode = models.CharField(max_length=10, choices=MODES, default=Mode.ON_SITE)
    site = models.ForeignKey("tenancy.Site", models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("member"),
            SameCompany("site"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="change_ends_later"),
        ]
        indexes = [models.Index(fields=["company", "member", "ends_on"], name="changes_to_come")]


class Appointment(Addressable):
    """Something at its hour on a presence day: its minutes are not the plan's."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("member"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="appointment_has_minutes"),
        ]

    def __str__(self) -> str:
        return self.title


class Relay(OwnedByCompany):
    """Who answers on a site while somebody is away."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    relay = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("member"),
            SameCompany("relay"),
            models.UniqueConstraint(fields=["company", "member"], name="one_relay_each"),
        ]


def usual_priorities() -> list[int]:
    return list(PRIORITY.values())


class Tuning(OwnedByCompany, Versioned):
    """The company's own figures of the plan: the reserve in percent, the priorities in cents."""

    reserve_percent = models.PositiveSmallIntegerField(default=30)
    is_reserve_learned = models.BooleanField(default=True)
    weeks = models.PositiveSmallIntegerField(default=6)
    priorities = models.JSONField(default=usual_priorities)
    has_titles_elsewhere = models.BooleanField(
        default=False, help_text="the office manager’s page and calendar across companies may show titles of this one"
    )

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company"], name="one_tuning_per_company"),
        ]


class PlannedDay(OwnedByCompany):
    """The day's record: the plan as it was when a presence day started; the only copy of items."""

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    day = models.DateField()
    made_at = models.DateTimeField()
    room = models.PositiveSmallIntegerField(default=0, help_text="minutes of presence, appointments taken out")
    net = models.PositiveSmallIntegerField(default=0, help_text="minutes, the reserve taken out too")
    closed_at = models.DateTimeField(null=True)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("member"),
            models.UniqueConstraint(fields=["company", "member", "day"], name="one_record_per_day"),
        ]


class PlannedLine(OwnedByCompany):
    class Outcome(models.TextChoices):
        OPEN = "open", "En cours"
        DONE = "done", "Fait"
        GONE = "gone", "Réglé autrement"
        SNOOZED = "snoozed", "Reporté"
        HANDED = "handed", "Confié"
        WAITING = "waiting", "En attente"
        MISSED = "missed", "Manqué"
        CARRIED = "carried", "Pas fait ce jour"

    planned_day = models.ForeignKey(PlannedDay, models.PROTECT, related_name="lines")
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=250)
    kind = models.CharField(max_length=60)
    part = models.CharField(max_length=2, choices=PARTS, blank=True, help_text="empty: to arbitrate")
    minutes = models.PositiveSmallIntegerField()
    weight = models.BigIntegerField(help_text="cents")
    at_stake = models.BigIntegerField(help_text="cents")
    act_by = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            SameCompany("planned_day"),
            models.UniqueConstraint(fields=["company", "planned_day", "key"], name="one_line_per_item_and_day"),
        ]
