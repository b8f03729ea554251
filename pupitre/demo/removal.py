"""Takes the sample companies away as a whole: the only place where a journal disappears, and only a sample one."""

import shutil
from collections.abc import Callable, Iterable

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from pupitre.foundation.access.models import Link
from pupitre.foundation.accounts.models import User
from pupitre.foundation.audit import triggers
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.owned import OwnedByCompany


def remove_samples() -> None:
    """Every row of every sample company, its files and the accounts that were only there; nothing else."""
    samples = list(Company.objects.filter(is_demo=True))
    with transaction.atomic():
        _without_append_only(lambda: _remove_all(samples))
    for company in samples:
        shutil.rmtree(settings.FILES / str(company.uid), ignore_errors=True)


def _remove_all(companies: Iterable[Company]) -> None:
    for company in companies:
        _remove(company)


def _remove(company: Company) -> None:
    """The keys are deferred to the commit: the order of the tables does not matter."""
    users = list(Member.of_every_company.filter(company=company, user__isnull=False).values_list("user_id", flat=True))
    Link.objects.filter(member__company=company).delete()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if issubclass(model, OwnedByCompany):
                cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE company_id = %s', [company.pk])  # noqa: S608
    company.delete()
    kept = set(Member.of_every_company.filter(user_id__in=users).values_list("user_id", flat=True))
    alone = [user for user in users if user not in kept]
    Link.objects.filter(user_id__in=alone).delete()
    User.objects.filter(pk__in=alone).delete()


def _without_append_only(work: Callable[[], None]) -> None:
    """The triggers come back whatever happens: dropped and made again in one transaction."""
    with connection.cursor() as cursor:
        for name in triggers.installed():
            table = name.rpartition("_never_")[0]
            cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))
    work()
    triggers.install()
