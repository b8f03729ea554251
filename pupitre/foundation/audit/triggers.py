"""Append-only tables: the database itself refuses to change or delete a row; installed after every migrate."""

from typing import Any

from django.apps import apps
from django.db import connection

from pupitre.foundation.registry import rooms

VERBS = ("UPDATE", "DELETE")
SENTENCE = "append-only"


def tables() -> list[str]:
    """Declared by the manifests, never guessed."""
    return sorted(apps.get_model(label)._meta.db_table for room in rooms.values() for label in room.append_only)


def install(**_: Any) -> None:
    """Idempotent: SQLite drops triggers whenever a migration rebuilds a table."""
    there = set(connection.introspection.table_names())
    for table in tables():
        if table in there:
            (_install_sqlite if connection.vendor == "sqlite" else _install_postgresql)(table)


def declared() -> set[str]:
    verbs = VERBS if connection.vendor == "sqlite" else (*VERBS, "TRUNCATE")
    return {_name(table, verb) for table in tables() for verb in verbs}


def installed() -> set[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_never\\_%' ESCAPE '\\'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE '%\\_never\\_%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def _name(table: str, verb: str) -> str:
    return f"{table}_never_{verb.lower()}"


def _install_sqlite(table: str) -> None:
    with connection.cursor() as cursor:
        for verb in VERBS:
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {_name(table, verb)} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
            )


def _install_postgresql(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION pupitre_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for verb, level in (*((verb, "ROW") for verb in VERBS), ("TRUNCATE", "STATEMENT")):
            name = _name(table, verb)
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            when = f"BEFORE {verb} ON {table} FOR EACH {level}"
            cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION pupitre_append_only()")
