"""What lets somebody in besides a password: public links, a second factor, and its recovery codes."""

from django.conf import settings
from django.db import models

from pupitre.foundation.tenancy.sealing import SealedTextField


class Purpose(models.TextChoices):
    SIGN_IN = "sign_in", "Connexion"
    SET_UP = "set_up", "Première installation"
    UNSUBSCRIBE = "unsubscribe", "Fin des récapitulatifs"
    DECISION = "decision", "Décision"
    INVITATION = "invitation", "Invitation"
    RELAY = "relay", "Relais"
    CALENDAR = "calendar", "Calendrier"


class Link(models.Model):
    """Only the SHA-256 of the token is stored; used once, dead after a restore (`epoch`).

    It speaks for an account, or for a member about a subject as it was shown (`edition`).
    """

    hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=Purpose)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey("tenancy.Member", models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=60, blank=True, help_text="what the purpose's room calls it")
    edition = models.PositiveIntegerField(default=0, help_text="of the subject, as it was shown")
    epoch = models.PositiveIntegerField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.hash[:8]}"


class SecondFactor(models.Model):
    """Part of an account, gone with it; counts once `confirmed_at` says that a code was given."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    secret = SealedTextField(help_text="shared with the application of a phone, in base32")
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.PositiveBigIntegerField(default=0, help_text="of the last code accepted: none before is again")

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Binds the sealed secret to its account: moved to another one, it no longer opens."""
        return str(self.user.ref)


class RecoveryCode(models.Model):
    """Only the SHA-256 of the code is stored; used once."""

    factor = models.ForeignKey(SecondFactor, models.CASCADE, related_name="codes")
    hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["factor", "hash"], name="one_recovery_code_per_hash")]

    def __str__(self) -> str:
        return self.hash[:8]
