"""What is append-only stays as it was written, whichever way somebody tries to change it."""

from copy import copy

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from pupitre.engines.decisions.tests.factories import accept, asked
from pupitre.engines.tasks.tests.factories import finished
from pupitre.foundation.audit import triggers
from pupitre.foundation.audit.models import Details
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.mission.tests.factories import issued, realised
from pupitre.modules.suppliers.tests.cases import CASES
from pupitre.modules.suppliers.tests.ending_cases import with_letter

TABLES = {model._meta.db_table: model for model in apps.get_models() if model._meta.db_table in triggers.tables()}


def sql(statement):
    """Said of the row's own table, and of all its columns."""

    def say(row):
        columns = ", ".join(field.column for field in row._meta.concrete_fields)
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=row._meta.db_table, columns=columns))

    return say


def upsert(row):
    fields = [field.name for field in row._meta.concrete_fields if not field.primary_key]
    type(row).of_every_company.bulk_create(
        [copy(row)], update_conflicts=True, update_fields=fields, unique_fields=["id"]
    )


WAYS = {
    "save": lambda row: row.save(),
    "update": lambda row: type(row).objects.update(company=row.company),
    "bulk_update": lambda row: type(row).objects.bulk_update([row], ["company"]),
    "delete": lambda row: row.delete(),
    "queryset delete": lambda row: type(row).objects.filter(pk=row.pk)._raw_delete("default"),
    "upsert": upsert,
    "raw UPDATE": sql("UPDATE {table} SET company_id = company_id"),
    "raw DELETE": sql("DELETE FROM {table}"),
}
OF_SQLITE = {"REPLACE": sql("REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")}
OF_POSTGRESQL = {"TRUNCATE": sql("TRUNCATE {table} CASCADE")}


@pytest.fixture(scope="module")
def written_once(lasting_cast, lasting):
    """A row in each of them: a window's decision, its letter, an answer, a time, a saving's step, a
    month's page, and what the journal said of it."""
    cast, case = lasting_cast, CASES["suppliers.record_notice_sent"]
    with lasting(), working_for(cast.lumen):
        case.act(case.prepare(cast), cast)
        with_letter(cast)
        accept(asked(cast.claire), cast.sophie)
        finished(cast.claire, 15)
        realised(cast.claire)
        issued(cast.claire)
        Details.objects.all().delete()  # which may be erased; Django itself would refuse to delete what they point to
        connection.check_constraints()  # as COMMIT would: PostgreSQL empties no table with keys still to be checked
    return cast


@pytest.fixture
def written(db, written_once):
    with working_for(written_once.lumen):
        yield


def test_each_table_is_tried(written):
    assert sorted(TABLES) == triggers.tables()
    assert [name for name, model in TABLES.items() if not model.objects.exists()] == []


@pytest.mark.parametrize("way", [*WAYS, *(OF_SQLITE if connection.vendor == "sqlite" else OF_POSTGRESQL)])
@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_each_way_to_change_a_row(written, table, way):
    rows = TABLES[table].objects.order_by("pk")
    before = list(rows.values())
    with pytest.raises(DatabaseError, match=triggers.SENTENCE), transaction.atomic():
        {**WAYS, **OF_SQLITE, **OF_POSTGRESQL}[way](rows.first())
    assert list(rows.values()) == before
