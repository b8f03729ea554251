"""What the clock asks of the desk: the morning's digest, once a day for each account."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.template.loader import render_to_string

from pupitre.desk.queries.digest import Digest, digest_of, is_noted_away, is_there, waiting_for
from pupitre.engines.attention.public import Item, items_of
from pupitre.foundation import clock
from pupitre.foundation.accounts.models import User
from pupitre.foundation.jobs.background import job
from pupitre.foundation.notifications.models import Preference, Rhythm
from pupitre.foundation.notifications.posting import post
from pupitre.foundation.notifications.preferences import (
    account_address,
    claim_day,
    note_told,
    preferences_of,
    unsubscribe_address,
)
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.queries import Here, all_members, memberships_of
from pupitre.kernel.calendar import Zone, is_working_day

FROM, UNTIL = time(7, 30), time(12)  # a house that wakes up in the afternoon sends no morning mail
FURTHEST = timedelta(days=7)
log = logging.getLogger("pupitre.digest")


@dataclass(frozen=True)
class Morning:
    """What every digest of a company shares: its items, and the names by ref."""

    items: list[Item]
    names: dict[str, str]


@dataclass(frozen=True)
class Reader:
    """Somebody of the company whose account may get its mail now."""

    member: Member
    user: User
    preference: Preference


@job
def compose_digests(company: Company) -> None:
    """Several times an hour: whoever has reached half past seven at their site, and was not thought of today."""
    due = list(_due())
    if not due:
        return
    on = clock.today(company)
    names = {member.ref: member.name for member in all_members()}
    morning = Morning(items_of(company, on, Here(on)), names)
    for reader in due:
        try:
            _compose(reader, morning)
        except Exception:  # one person's trouble must not silence the others; tried again at the next quarter
            log.exception("digest of %s", reader.member.ref)


def _due() -> Iterator[Reader]:
    members = Member.objects.select_related("company", "site", "user").filter(user__isnull=False)
    awake = [(member, member.user) for member in members if member.user and FROM <= _here(member).time() < UNTIL]
    chosen = preferences_of([user.pk for _, user in awake])
    for member, user in awake:
        preference, day = chosen.get(user.pk) or Preference(user=user), _here(member).date()
        was_seen = preference.seen_on is not None and preference.seen_on >= day
        if not was_seen and preference.rhythm != Rhythm.NEVER and member.is_here(day):
            yield Reader(member, user, preference)


def _compose(reader: Reader, morning: Morning) -> None:
    """In one transaction with the claim of the day: the one who wins writes the mail, or finds nothing to say."""
    member, preference, day = reader.member, reader.preference, _here(reader.member).date()
    memberships = memberships_of(reader.user)
    waiting = {one.pk: waiting_for(one) for one in memberships} if len(memberships) > 1 else {}
    at_work = [one for one in memberships if _is_day_for(one, preference)]
    chief = max(at_work, key=lambda one: waiting.get(one.pk, 0), default=None)  # the first by name, if equal
    if chief is None or chief.pk != member.pk:
        return
    waiting.pop(member.pk, None)
    with transaction.atomic():
        if not claim_day(reader.user, day):
            return
        since = max(preference.told_until or clock.now() - timedelta(days=1), clock.now() - FURTHEST)
        digest = digest_of(member, morning.items, waiting, since, morning.names)
        if digest.says_something:
            _send(reader, digest, f"digest:{reader.user.ref}:{day.isoformat()}")
            note_told(reader.user, clock.now())


def _is_day_for(member: Member, preference: Preference) -> bool:
    """A day of presence, or a working day of their site without a noted absence, as was chosen."""
    day = _here(member).date()
    if preference.rhythm == Rhythm.PRESENCE:
        return is_there(member, day)
    return is_working_day(day, Zone((member.site or member.company).zone)) and not is_noted_away(member, day)


def _send(reader: Reader, digest: Digest, key: str) -> None:
    unsubscribe = unsubscribe_address(reader.user)
    context = {"digest": digest, "unsubscribe": unsubscribe, "preferences": account_address()}
    text, html = (render_to_string(f"desk/mail/digest.{kind}", context) for kind in ("txt", "html"))
    post(reader.member, key=key, subject=digest.subject, text=text, html=html, unsubscribe=unsubscribe)


def _here(member: Member) -> datetime:
    return clock.local(clock.now(), member.site or member.company)
