"""Run in a process of its own: a statement as the job reads it, and the seconds of processor it takes, as JSON."""

import json
import os
import resource

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from bench.bank import LINES, SEED, made_up  # noqa: E402 (Django is set up first)
from bench.houses import COMPANY  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Company, Member, Role  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)
from pupitre.modules.bank.models import BankLine  # noqa: E402 (Django is set up first)
from pupitre.modules.bank.public import Finding, read_received, receive_statement  # noqa: E402 (Django is set up first)


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    content = made_up(SEED, LINES).csv()
    with working_for(Company.objects.get(slug=COMPANY)):
        claire = next(one for one in Member.objects.all() if one.has(Role.OFFICE_MANAGER))
        statement = receive_statement("releve.csv", content, actor=claire)
        before = spent()
        read_received(statement, actor=None)
        first = spent() - before
        again = receive_statement("releve.csv", content, actor=claire)
        before = spent()
        read_received(again, actor=None)
        second = spent() - before
        lines, found = BankLine.objects.count(), Finding.objects.count()
    print(json.dumps({"first": first, "again": second, "lines": lines, "found": found}))


main()
