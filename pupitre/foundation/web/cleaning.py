"""Keeping no longer than said: each night, what the retention settings let go of is erased."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from pupitre.foundation import clock
from pupitre.foundation.access.models import Link
from pupitre.foundation.accounts.models import Attempt
from pupitre.foundation.audit.models import Once, Undo
from pupitre.foundation.files.cleaning import erase_what_was_removed
from pupitre.foundation.jobs.background import job
from pupitre.foundation.jobs.clock import forget_old_ticks
from pupitre.foundation.tenancy.models import Company


@job
def clean_the_house(company: Company) -> None:
    """The company's own leftovers, and those that belong to nobody: erasing twice is erasing once."""
    now = clock.now()
    erase_what_was_removed(company)
    forget_old_ticks(company)
    Undo.objects.filter(expires_at__lt=now).delete()
    Once.objects.filter(at__lt=now - settings.RETENTION["attempts"]).delete()
    Attempt.objects.filter(at__lt=now - settings.RETENTION["attempts"]).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    Link.objects.filter(expires_at__lt=now - settings.RETENTION["attempts"]).delete()
    finished = DBTaskResult.objects.exclude(status__in=["READY", "RUNNING"])
    finished.filter(finished_at__lt=now - settings.RETENTION["jobs"]).delete()
