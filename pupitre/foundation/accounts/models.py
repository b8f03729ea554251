"""A human who signs in: global, belonging to no company; and what is true of the whole installation."""

from functools import lru_cache
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from pupitre.kernel.refs import LENGTH, new_ref


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=email.strip().lower())
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    ref = models.CharField(max_length=LENGTH, unique=True, editable=False, default=new_ref)
    email = models.EmailField("adresse e-mail", unique=True)
    half_days = models.PositiveSmallIntegerField(default=10, help_text="that this person has to give in a usual week")

    USERNAME_FIELD = EMAIL_FIELD = "email"

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.email

    def get_session_auth_hash(self) -> str:
        """A restored backup bumps the epoch: no session of before lives on."""
        return f"{epoch()}.{super().get_session_auth_hash()}"


class Installation(models.Model):
    """One row: what is true of the whole house. `epoch` is bumped by a restore and closes sessions and links."""

    epoch = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"époque {self.epoch}"


@lru_cache(maxsize=1)
def epoch() -> int:
    """Read once a process: a restore needs the house stopped."""
    row, _ = Installation.objects.get_or_create(pk=1)
    return row.epoch


class Attempt(models.Model):
    """One failed sign-in, counted in a sliding window; who is only a digest."""

    who = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.who[:8]
