"""Public links: one table for every address that lets somebody in without a session."""

from django.conf import settings
from django.db import models


class Purpose(models.TextChoices):
    SIGN_IN = "sign_in", "Connexion"
    SET_UP = "set_up", "Première installation"


class Link(models.Model):
    """Only the SHA-256 of the token is stored; used once, dead after a restore (`epoch`)."""

    hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=Purpose)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    epoch = models.PositiveIntegerField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.hash[:8]}"
