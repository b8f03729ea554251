"""Copying the whole database and putting a copy back, for SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections

from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.safekeeping.disk import sync

Ask = Callable[[str], list[tuple[Any, ...]]]
LEFT_OUT = ("django_session",)  # a backup opens no session
OURS_OR_NOT = ("--no-owner", "--no-privileges")
BESIDE = ("-wal", "-shm", "-journal")


class CannotCopy(Refusal):
    """The database's own tools are missing, or refused."""


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def name_of_copy() -> str:
    return "database.sqlite3" if is_sqlite() else "database.dump"


def file_of_database() -> Path:
    return Path(connection.settings_dict["NAME"])


def bytes_of_database() -> int:
    if is_sqlite():
        return file_of_database().stat().st_size if file_of_database().exists() else 0
    return int(ask("SELECT pg_database_size(current_database())")[0][0])


def is_blank() -> bool:
    """No table at all: the first start."""
    return not connection.introspection.table_names()


def ask(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def empty_the_journal() -> None:
    """SQLite: pages of before a change wait in the file beside the database until they are written over."""
    if is_sqlite():
        run("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def snapshot(target: Path, *, leave_out: tuple[str, ...] = ()) -> Iterator[Ask]:
    """Write one moment of the database into `target`, and answer questions about that same moment."""
    with (_sqlite_snapshot if is_sqlite() else _postgresql_snapshot)(target, leave_out) as answer:
        yield answer


@contextmanager
def _sqlite_snapshot(target: Path, leave_out: tuple[str, ...]) -> Iterator[Ask]:
    connection.ensure_connection()
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA secure_delete=ON")
        for table in leave_out:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 (names of ours)
        yield lambda query: copy.execute(query).fetchall()


@contextmanager
def _postgresql_snapshot(target: Path, leave_out: tuple[str, ...]) -> Iterator[Ask]:
    from django.db import transaction

    with transaction.atomic():
        run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        ((moment,),) = ask("SELECT pg_export_snapshot()")
        without = [f"--exclude-table-data={table}" for table in leave_out]
        _tool(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={moment}",
            *without,
            f"--file={target}",
        )
        yield ask


def put_back(copy: Path) -> None:
    """Safe to do again after an interruption: the caller keeps a note until it is done."""
    connections.close_all()
    if is_sqlite():
        draft = copy.with_name(f"{copy.name}.back")
        shutil.copyfile(copy, draft)
        sync(draft)
        forget_database()
        os.replace(draft, file_of_database())
        sync(file_of_database().parent)
    else:
        forget_database()
        _tool(
            "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", _name(), str(copy)
        )


def _name() -> str:
    return f"--dbname={connection.settings_dict['NAME']}"


def forget_database() -> None:
    """Everything of ours out of the way: what was begun half-way as well."""
    connections.close_all()
    if is_sqlite():
        for end in (*BESIDE, ""):
            file_of_database().with_name(file_of_database().name + end).unlink(missing_ok=True)
        return
    tables = ask("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
    with_all = ", ".join(name for (name,) in tables)
    run(
        *([f"DROP TABLE {with_all} CASCADE"] if tables else []), "DROP FUNCTION IF EXISTS pupitre_append_only() CASCADE"
    )
    connections.close_all()


def _tool(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise CannotCopy(f"{program} est introuvable : installez les outils de PostgreSQL (postgresql-client).")
    done = subprocess.run(  # noqa: S603 (our own arguments)
        [program, *arguments],
        env=_postgresql_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["sans dire pourquoi"])[0]
        raise CannotCopy(f"{program} a refusé : {reason}")


def _postgresql_environment() -> dict[str, str]:
    kept = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {**os.environ, **{variable: str(kept[key]) for variable, key in named.items() if kept.get(key)}}


def trouble_in(copy: Path) -> str:
    """Of a SQLite copy: the first thing its own check complains about, or nothing."""
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as opened:
            ((said, *_),) = opened.execute("PRAGMA integrity_check(1)").fetchall()
            orphan = opened.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as problem:
        return str(problem)
    return str(said) if said != "ok" else f"foreign key of {orphan[0]}" if orphan else ""
