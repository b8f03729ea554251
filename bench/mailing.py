"""The morning of two hundred people: how long the job that composes their digests takes; run in the house, in JSON."""

import json
import sys
from datetime import UTC, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import django

django.setup()

from bench.houses import COMPANY  # noqa: E402 (Django is set up first)
from pupitre.desk.jobs import compose_digests  # noqa: E402 (Django is set up first)
from pupitre.foundation import clock  # noqa: E402 (Django is set up first)
from pupitre.foundation.accounts.models import User  # noqa: E402 (Django is set up first)
from pupitre.foundation.notifications.models import Mail  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Company, Member, Role  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)
from pupitre.kernel.calendar import working_day_on_or_after  # noqa: E402 (Django is set up first)

PEOPLE = 200


def hire(number):
    """An office manager: somebody for whom everything of the company waits."""
    user = User.objects.create_user(f"bench.{number}@pupitre.example")
    given = {"name": f"Bench {number}", "email": user.email, "roles": [Role.OFFICE_MANAGER]}
    Member.objects.create(user=user, joined_on=datetime(2024, 1, 1, tzinfo=UTC).date(), **given)


company = Company.objects.get(slug=COMPANY)
day = working_day_on_or_after(clock.today(company) + timedelta(days=1))
with working_for(company):
    for number in range(PEOPLE):
        hire(number)
with clock.at(datetime.combine(day, time(7, 30), ZoneInfo(company.time_zone)).astimezone(UTC)):
    began = perf_counter()
    compose_digests.func(str(company.uid))
    spent = perf_counter() - began
with working_for(company):
    made = Mail.objects.filter(key__startswith="digest:").count()
json.dump({"spent": spent, "made": made}, sys.stdout)
