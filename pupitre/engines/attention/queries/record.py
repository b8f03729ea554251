"""What the day's record says of the days that are over."""

from django.db.models import Q, Sum

from pupitre.engines.attention.models import PlannedDay, PlannedLine
from pupitre.engines.attention.rules import DAYS, Worked

SETTLED = (PlannedLine.Outcome.DONE, PlannedLine.Outcome.GONE)


def last_days() -> list[Worked]:
    """The last closed days of the company, the newest first."""
    in_the_day = ~Q(lines__part="")
    closed = PlannedDay.objects.exclude(closed_at=None).annotate(
        planned=Sum("lines__minutes", filter=in_the_day, default=0),
        done=Sum("lines__minutes", filter=in_the_day & Q(lines__outcome__in=SETTLED), default=0),
    )
    return [Worked(day.room, day.net, day.planned, day.done) for day in closed.order_by("-day", "-pk")[:DAYS]]
