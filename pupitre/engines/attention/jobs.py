"""What the clock asks of attention: writing the day's record when it starts, closing it when it is over."""

from datetime import timedelta

from pupitre.engines.attention.actions import close_day, record_day
from pupitre.engines.attention.models import PlannedDay, Presence
from pupitre.engines.attention.queries.presence import presence_of
from pupitre.foundation import clock
from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company, Member, Role
from pupitre.kernel.periods import Period


@job
def keep_the_record(company: Company) -> None:
    """Several times an hour: each office manager whose presence has begun gets a record, each past day is closed."""
    today, now = clock.today(company), clock.now()
    recorded = set(PlannedDay.objects.filter(day=today).values_list("member_id", flat=True))
    for member in _with_a_plan():
        slots = presence_of(member, today, today).slots(Period(today, today))
        if member.pk not in recorded and slots and slots[0].starts_at <= now:
            record_day(member, today, actor=None)
    for record in PlannedDay.objects.select_related("member__company").filter(closed_at=None):
        if _is_over(record):
            close_day(record, actor=None)


def _with_a_plan() -> list[Member]:
    there = Presence.objects.values_list("member_id", flat=True).distinct()
    members = Member.objects.select_related("company", "site").filter(pk__in=there)
    return [member for member in members if member.has(Role.OFFICE_MANAGER)]


def _is_over(record: PlannedDay) -> bool:
    here = clock.local(clock.now(), record.member.company)
    if here.date() > record.day:
        return True
    slots = presence_of(record.member, record.day, record.day).slots(Period(record.day, record.day))
    return not slots or slots[-1].ends_at + timedelta(minutes=30) <= clock.now()
