"""What an account wants to receive, and the one digest of its day."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from pupitre.foundation.access.links import new_link, use_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.accounts.models import User
from pupitre.foundation.notifications.models import Preference, Rhythm

UNSUBSCRIBE_LIFE = timedelta(days=60)


def preference_of(user: User) -> Preference:
    """What was chosen, or the usual; nothing is written."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def preferences_of(users: list[int]) -> dict[int, Preference]:
    """By account; whoever chose nothing yet is not there."""
    return {one.user_id: one for one in Preference.objects.filter(user__in=users)}


def choose_rhythm(user: User, rhythm: Rhythm) -> None:
    Preference.objects.update_or_create(user=user, defaults={"rhythm": rhythm})


def claim_day(user: User, day: date) -> bool:
    """True for the one call that may make the digest of that day; to be called in its transaction.

    The row is the account's, so that two clocks, two companies or a restart have one winner.
    """
    Preference.objects.get_or_create(user=user)
    not_yet = Preference.objects.filter(Q(seen_on=None) | Q(seen_on__lt=day), user=user)
    return not_yet.update(seen_on=day) == 1


def note_told(user: User, until: datetime) -> None:
    Preference.objects.filter(user=user).update(told_until=until)


def unsubscribe_address(user: User) -> str:
    """A link for the digest about to leave: only its receiver ever knows the token."""
    return settings.URL + reverse("unsubscribe", args=[new_link(Purpose.UNSUBSCRIBE, UNSUBSCRIBE_LIFE, user)])


def unsubscribe(token: str) -> bool:
    """False when the link was used, is too old or never was."""
    link = use_link(token, Purpose.UNSUBSCRIBE)
    if link is None or link.user is None:
        return False
    choose_rhythm(link.user, Rhythm.NEVER)
    return True


def account_address() -> str:
    return settings.URL + reverse("mail_preferences")
