"""The clock of the house: at each tick, whatever has become due is enqueued once, and handlers are told the news."""

import logging
from datetime import timedelta

from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from pupitre.foundation import clock
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.jobs.background import enqueue
from pupitre.foundation.jobs.models import Tick
from pupitre.foundation.registry import Schedule, offered
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for

ATTEMPTS = 3
log = logging.getLogger("pupitre.clock")


def tick() -> None:
    for company in Company.objects.order_by("pk"):
        try:
            with working_for(company):
                _enqueue_what_is_due(company)
            deliver(company)
        except Exception:  # one company's trouble must not stop the clock of the others
            log.exception("clock of %s", company.uid)


def _enqueue_what_is_due(company: Company) -> None:
    on = [*offered("schedules", frozenset(company.modules_off))]
    for schedule in [one for one in offered("schedules") if one.is_for_ever or one in on]:
        if (slot := due_slot(schedule, company)) is not None:
            _elect(schedule, company, slot)


def due_slot(schedule: Schedule, company: Company) -> str | None:
    """The slot's name is a local date (and quarter of an hour), never an instant: a night of 23 or 25 hours has one."""
    here = clock.local(clock.now(), company)
    if schedule.hour is not None:
        return here.date().isoformat() if here.strftime("%H:%M") >= schedule.hour else None
    return f"{here:%Y-%m-%d %H}:{here.minute // schedule.minutes * schedule.minutes:02d}"


def _elect(schedule: Schedule, company: Company, slot: str) -> None:
    if Tick.objects.filter(job=schedule.name, slot=slot).exists():
        return
    try:
        with transaction.atomic():
            Tick.objects.create(job=schedule.name, slot=slot)
            enqueue(schedule.job, company)
    except IntegrityError:
        log.info("%s %s was taken by another clock", schedule.name, slot)


def requeue_lost(alive: str) -> int:
    """Jobs whose worker died are put back; one that killed its worker three times is parked as failed."""
    lost = [
        row
        for row in DBTaskResult.objects.filter(status="RUNNING")
        if not row.worker_ids or row.worker_ids[-1] != alive
    ]
    for row in lost:
        again = {"status": "READY", "started_at": None}
        parked = {"status": "FAILED", "finished_at": clock.now()}
        change = parked if len(row.worker_ids) >= ATTEMPTS else again
        DBTaskResult.objects.filter(pk=row.pk, status="RUNNING").update(**change)
    return len(lost)


def forget_old_ticks(company: Company) -> None:
    """Called by a daily job, inside the company's scope."""
    oldest = (clock.today(company) - timedelta(days=60)).isoformat()
    Tick.objects.filter(slot__lt=oldest).delete()
