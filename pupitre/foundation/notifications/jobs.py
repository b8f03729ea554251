"""Sending, later: each mail until it is taken, five times at most, further and further apart."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from pupitre.foundation import clock
from pupitre.foundation.accounts.models import epoch
from pupitre.foundation.jobs.background import enqueue, job
from pupitre.foundation.notifications.cleaning import forget_old_mails
from pupitre.foundation.notifications.messages import message_of
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.notifications.transport import NotTaken, hand_over
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.sealing import CannotOpen

ATTEMPTS = 5
WAITS = [timedelta(minutes=minutes) for minutes in (2, 10, 60, 240)]
log = logging.getLogger("pupitre.mail")


@job
def send_mails(company: Company, *refs: str) -> None:
    """Found `sending`, a mail was interrupted: it leaves again, under the same Message-ID."""
    for mail in [Mail.objects.get(ref=ref) for ref in refs]:
        if _begin(mail):
            _send(mail, company)


@job
def forget(company: Company) -> None:
    forget_old_mails()


def _begin(mail: Mail) -> bool:
    """Written before anything leaves; what waited through a restore never does."""
    open_ones = Mail.objects.filter(pk=mail.pk, state__in=[Mail.State.WAITING, Mail.State.SENDING])
    if open_ones.exclude(epoch=epoch()).update(**_ended(Mail.State.FAILED, "périmé par une reprise de sauvegarde")):
        return False
    if open_ones.filter(attempts__gte=ATTEMPTS).update(**_ended(Mail.State.FAILED, "interrompu trop de fois")):
        return False
    return open_ones.update(state=Mail.State.SENDING, attempts=F("attempts") + 1) == 1


def _send(mail: Mail, company: Company) -> None:
    mail.refresh_from_db()
    try:
        hand_over(message_of(mail), is_demo=company.is_demo)
    except NotTaken as problem:
        _put_off(mail, company, str(problem), is_final=problem.is_final)
    except CannotOpen:
        _put_off(mail, company, "la clé qui ouvre le message manque", is_final=True)
    else:
        Mail.objects.filter(pk=mail.pk).update(**_ended(Mail.State.SENT))


def _put_off(mail: Mail, company: Company, reason: str, *, is_final: bool) -> None:
    log.warning("mail %s: %s (%s)", mail.ref, reason, mail.attempts)
    if is_final or mail.attempts >= ATTEMPTS:
        Mail.objects.filter(pk=mail.pk).update(**_ended(Mail.State.FAILED, reason))
        return
    again_at = clock.now() + WAITS[mail.attempts - 1]
    with transaction.atomic():
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.WAITING, reason=reason)
        enqueue(send_mails.using(run_after=again_at), company, mail.ref)


def _ended(state: Mail.State, reason: str = "") -> dict[str, object]:
    return {"state": state, "reason": reason, "content": "", "done_at": clock.now()}
