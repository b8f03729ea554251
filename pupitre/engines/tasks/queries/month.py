"""Tasks of a span of time, the private ones left out: for whoever counts a month."""

from dataclasses import dataclass
from datetime import date, datetime

from pupitre.engines.tasks.models import OPEN, Task
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.periods import Period

IMPORTANT = 4  # of five


@dataclass(frozen=True)
class Counted:
    ref: str
    title: str
    owner: str
    on: date


def tasks_done(since: datetime, until: datetime, company: Company) -> list[Counted]:
    """From the first instant to the last, excluded."""
    rows = Task.objects.filter(is_private=False, done_at__gte=since, done_at__lt=until).select_related("owner")
    return [
        Counted(row.ref, row.title, row.owner.name, clock.local(row.done_at, company).date())  # type: ignore[arg-type]  # filtered on it
        for row in rows.order_by("done_at", "pk")
    ]


def important_tasks_due(period: Period) -> list[Counted]:
    rows = Task.objects.filter(OPEN, is_private=False, criticality__gte=IMPORTANT)
    rows = rows.filter(due_on__range=(period.starts_on, period.ends_on)).select_related("owner")
    return [
        Counted(row.ref, row.title, row.owner.name, row.due_on)  # type: ignore[arg-type]  # filtered on it
        for row in rows.order_by("due_on", "pk")
    ]
