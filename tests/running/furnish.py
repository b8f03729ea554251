"""Puts a company, its director, a file, a journal and a waiting job into an empty house."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

from django.contrib.sessions.models import Session  # noqa: E402 (Django is set up first)
from django.db import transaction  # noqa: E402 (Django is set up first)
from django_tasks_db.models import DBTaskResult  # noqa: E402 (Django is set up first)

from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link  # noqa: E402 (Django is set up first)
from pupitre.foundation.access.models import Purpose  # noqa: E402 (Django is set up first)
from pupitre.foundation.accounts.models import User  # noqa: E402 (Django is set up first)
from pupitre.foundation.audit import journal  # noqa: E402 (Django is set up first)
from pupitre.foundation.files.store import store  # noqa: E402 (Django is set up first)
from pupitre.foundation.safekeeping.upgrade import bring_up_to_date  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Clearance, Company, Member, Role, Site  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)

NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Furnished:
    what: str


bring_up_to_date()
claire = User.objects.create_user("claire@pupitre.example")
new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, claire)
Session.objects.create(session_key="k" * 32, session_data="{}", expire_date=NOW + timedelta(days=1))
job = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "no.such.job", "backend_name": "default"}
DBTaskResult.objects.create(**job, run_after=NOW + timedelta(days=1))
with transaction.atomic(), working_for(Company.objects.create(name="Atelier Lumen", slug="atelier-lumen")):
    site = Site.objects.create(name="Siège", time_zone="Europe/Paris", zone="metropole")
    rights = {"roles": [Role.DIRECTOR, Role.OFFICE_MANAGER], "clearances": [Clearance.HR]}
    Member.objects.create(name="Claire", user=claire, site=site, joined_on=date(2024, 1, 1), **rights)
    for number in range(3):
        store([f"file {number}".encode() * 1000])
        journal.write(None, "furnish", [journal.Told("furnish.Furnished", Furnished(str(number)), None, {})])
