"""Putting a mail on its way: a row and a job, in the caller's transaction, once for each key."""

import json
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from pupitre.foundation import clock
from pupitre.foundation.jobs.background import enqueue
from pupitre.foundation.notifications.jobs import send_mails
from pupitre.foundation.notifications.models import Mail, Rhythm
from pupitre.foundation.notifications.preferences import preference_of
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.foundation.tenancy.sealing import seal


def post(
    member: Member,
    *,
    key: str,
    subject: str,
    text: str,
    html: str = "",
    unsubscribe: str = "",
    is_immediate: bool = False,
) -> Mail | None:
    """The mail that leaves if and only if the rest is written; None when there is nobody to write to.

    Immediate: a decision due today, or being named; it leaves whatever was chosen.
    Anything else is refused by « never ».
    The same key twice is the same mail: the first one, unchanged.
    """
    if subject.splitlines() != [subject]:
        raise ValueError("a subject is one line")
    to = address_of(member)
    if not to or not (is_immediate or _wants_mail(member)):
        return None
    with transaction.atomic():
        mail, is_new = Mail.objects.get_or_create(
            key=key,
            defaults={
                "member": member,
                "message_id": message_id_of(key),
                "to": to,
                "subject": subject,
                "posted_at": clock.now(),
            },
        )
        if is_new:
            seal(mail, "content", json.dumps({"text": text, "html": html, "unsubscribe": unsubscribe}))
            mail.save(update_fields=["content"])
            enqueue(send_mails, current_company(), mail.ref)
    return mail


def is_posted(key: str) -> bool:
    return Mail.objects.filter(key=key).exists()


def address_of(member: Member) -> str:
    """The account's own address: changing the one in the HR file leads no mail astray."""
    return member.user.email if member.user else member.email


def message_id_of(key: str) -> str:
    """The same each time it leaves, so that mail readers show it once; tells nothing of what it is about."""
    digest = sha256(f"{current_company().uid}|{key}".encode()).hexdigest()[:40]
    return f"<{digest}@{settings.HOST}>"


def _wants_mail(member: Member) -> bool:
    return member.user is None or preference_of(member.user).rhythm != Rhythm.NEVER
