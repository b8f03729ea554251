"""With the person go the titles of the days that were planned for them; the figures of the months stay."""

from pupitre.engines.attention.models import PlannedLine
from pupitre.foundation.tenancy.models import Member

ERASED = "Ligne effacée"


def forget_days_of(member: Member) -> None:
    PlannedLine.objects.filter(planned_day__member=member).update(title=ERASED)
