"""A mail that has left is only a trace: it goes after a while, and at once with the person."""

from django.conf import settings

from pupitre.foundation import clock
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.tenancy.models import Member


def forget_old_mails() -> None:
    Mail.objects.filter(posted_at__lt=clock.now() - settings.RETENTION["jobs"]).delete()


def forget_mails_of(member: Member) -> None:
    """Whatever still waited for them does not leave."""
    Mail.objects.filter(member=member).delete()
