"""Did what was written to people reach them?"""

from django.db.models import QuerySet

from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.tenancy.models import Member


def failed_mails() -> QuerySet[Mail]:
    """In the current company, as long as mails are kept."""
    return Mail.objects.filter(state=Mail.State.FAILED)


def last_failure_of(member: Member) -> Mail | None:
    """When the last mail to them did not leave."""
    last = Mail.objects.filter(member=member, done_at__isnull=False).order_by("-done_at").first()
    return last if last is not None and last.state == Mail.State.FAILED else None
