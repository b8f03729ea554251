"""What makes background work happen once: slots of the clock, effects on the outside world."""

from django.db import models

from pupitre.foundation.tenancy.owned import OwnedByCompany


class Tick(OwnedByCompany):
    """A slot of a scheduled job: whoever inserts it is the one who enqueues."""

    job = models.CharField(max_length=80)
    slot = models.CharField(max_length=30, help_text="local date, or local date and hour")

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "job", "slot"], name="one_tick_per_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.slot}"


class Effect(OwnedByCompany):
    """Something done to the outside world (a mail, a payment), keyed so that it is done once."""

    class State(models.TextChoices):
        SENDING = "sending", "En cours"
        SENT = "sent", "Fait"

    key = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=State, default=State.SENDING)
    at = models.DateTimeField()

    class Meta(OwnedByCompany.Meta):
        constraints = [
            *OwnedByCompany.Meta.constraints,
            models.UniqueConstraint(fields=["company", "key"], name="one_effect_per_key"),
        ]

    def __str__(self) -> str:
        return self.key
