"""A mail on its way to somebody, and what each account wants to receive."""

from django.conf import settings
from django.db import models

from pupitre.foundation.accounts.models import epoch
from pupitre.foundation.tenancy.owned import Addressable
from pupitre.foundation.tenancy.same_company import SameCompany
from pupitre.foundation.tenancy.sealing import SealedTextField


class Mail(Addressable):
    """`content` is sealed while the mail waits and dropped once it has left or failed: no second copy stays.

    After a restore (`epoch`) what was waiting never leaves: it told of a day that is over.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "En attente"
        SENDING = "sending", "En cours d’envoi"
        SENT = "sent", "Envoyé"
        FAILED = "failed", "Pas parti"

    member = models.ForeignKey("tenancy.Member", models.PROTECT, related_name="+")
    key = models.CharField(max_length=160)
    message_id = models.CharField(max_length=160)
    to = models.EmailField()
    subject = models.CharField(max_length=150, help_text="no personal data: it is read over a shoulder")
    content = SealedTextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=80, blank=True, help_text="why it did not leave, without any name")
    epoch = models.PositiveIntegerField(default=epoch)
    posted_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta(Addressable.Meta):
        constraints = [
            *Addressable.Meta.constraints,
            SameCompany("member"),
            models.UniqueConstraint(fields=["company", "key"], name="one_mail_per_key"),
        ]
        indexes = [models.Index(fields=["company", "state"], name="mails_by_state")]

    def __str__(self) -> str:
        return self.key


class Rhythm(models.TextChoices):
    WORKING_DAYS = "working_days", "Chaque jour ouvré"
    PRESENCE = "presence", "Mes jours de présence seulement"
    NEVER = "never", "Jamais"


class Preference(models.Model):
    """Of an account, whatever its companies: when the daily mail comes, and the last day it was thought of."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=20, choices=Rhythm, default=Rhythm.WORKING_DAYS)
    seen_on = models.DateField(null=True, help_text="the local day whose digest was made, or had nothing to say")
    told_until = models.DateTimeField(null=True, help_text="how far the last digest told the news")

    def __str__(self) -> str:
        return self.rhythm
