"""Fills the database to its last page, sends a form, and prints what became of it, as JSON."""

import json
from contextlib import contextmanager

import django

django.setup()

from django.db import connection  # noqa: E402 (Django is set up first)
from django.test import Client  # noqa: E402 (Django is set up first)

from pupitre.foundation.audit.queries import first_broken_seq  # noqa: E402 (Django is set up first)
from pupitre.foundation.safekeeping.databases import ask  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.models import Company, Member  # noqa: E402 (Django is set up first)
from pupitre.foundation.tenancy.scope import working_for  # noqa: E402 (Django is set up first)

LIST = "/c/atelier-lumen/suppliers/directory/"
LONG = {"name": "Trop grand", "notes": "é" * 4000}
AS_MUCH_AS_IT_LIKES = 1_073_741_823


@contextmanager
def full():
    """Not one page more; what fits in those that are there still fits, as on a real disk."""
    ask("VACUUM")
    ((pages,),) = ask("PRAGMA page_count")
    ask(f"PRAGMA max_page_count={pages}")
    yield
    ask(f"PRAGMA max_page_count={AS_MUCH_AS_IT_LIKES}")


def counted():
    tables = connection.introspection.table_names()
    return {table: ask(f"SELECT COUNT(*) FROM {table}")[0][0] for table in tables}  # noqa: S608 (names of ours)


def send(claire):
    return claire.post(f"{LIST}new/", LONG)


with working_for(Company.objects.get()):
    claire = Client(raise_request_exception=False, headers={"host": "localhost"})
    claire.force_login(Member.objects.select_related("user").get(name="Claire").user)
    before = counted()
    with full():
        refused, reading = send(claire), claire.get(LIST)
        after, broken = counted(), first_broken_seq()
    again = send(claire)
    print(
        json.dumps(
            {
                "refused": refused.status_code,
                "says": refused.content.decode(),
                "reading": reading.status_code,
                "changed": [table for table in before if before[table] != after[table]],
                "sound": ask("PRAGMA integrity_check") == [("ok",)] and broken is None,
                "again": again.status_code,
            }
        )
    )
