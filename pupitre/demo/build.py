"""Builds the sample companies, by the modules' own actions, at the dates when things would have happened."""

from datetime import UTC, date, datetime, time

from django.db import transaction

from pupitre.demo import atelier, history, neighbours, studio
from pupitre.demo.removal import remove_samples
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.accounts.models import User
from pupitre.foundation.audit.journal import through
from pupitre.foundation.tenancy.models import Company

PARIS = Company(time_zone="Europe/Paris")
OFFICE_MANAGER = "claire@pupitre.example"


class AlreadyThere(Refusal):
    """The sample companies are already there; replacing them is said, never guessed."""


def build(today: date | None = None, scale: int = 1, *, replace: bool = False) -> list[Company]:
    """The three companies, as they are on that day at eight in the morning; `scale` multiplies closed history."""
    today = today or clock.local(clock.now(), PARIS).date()
    if not replace and Company.objects.filter(is_demo=True).exists():
        raise AlreadyThere("L’entreprise d’exemple est déjà là ; avec --replace, elle est refaite.")
    token = through.set("démonstration")
    try:
        with clock.at(datetime.combine(today, time(7), UTC)):
            with transaction.atomic():  # the companies that were there go when the new ones are ready
                if replace:
                    remove_samples()
                made = [atelier.play(today), studio.play(today), neighbours.play(today)]
            history.multiply(made[0], today, scale)
    finally:
        through.reset(token)
    return made


def play_and_enter(today: date) -> User:
    """For /setup: the account of the office manager of the sample company."""
    build(today)
    return User.objects.get(email=OFFICE_MANAGER)
