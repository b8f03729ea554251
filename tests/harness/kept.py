"""What every test begins with is made once in a process: the tables of the house, then the people of the cast."""

import hashlib
import os
import pickle
import sqlite3
from contextlib import closing, contextmanager, nullcontext
from itertools import groupby
from pathlib import Path

from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery

HOUSE = Path(__file__).parents[2]


IDENTITIES = ("ref", "uid")  # known outside the database, by files and links: new ones for each test


class Kept:
    """`make` fills tables and returns what it made. From the second time on, copies of the same rows are inserted, a
    statement for each table, instead of all that Django asks to make them one by one. Each test still has them in its
    own transaction, on an empty database, under refs that no other test has had."""

    def __init__(self, make):
        self.make, self.made = make, b""

    def __call__(self):
        if not self.made:
            made = self.make()
            self.made = pickle.dumps(made)
            return made
        made = pickle.loads(self.made)  # noqa: S301 (our own, of a moment ago)
        for model, rows in groupby(rows_of(made), key=type):
            insert(model, [*rows])
        return made


def rows_of(made):
    """Every row of it, and what they point to: tables together, and rows as they were made."""
    found, waiting = {}, [each for each in vars(made).values() if isinstance(each, Model)]
    while waiting:
        row = waiting.pop()
        if id(row) not in found:
            found[id(row)] = row
            waiting += [each for each in row._state.fields_cache.values() if each is not None]
    return sorted(found.values(), key=lambda row: (row._meta.label, row.pk))


def insert(model, rows):
    """Keys included; they point to each other in whatever order, which is looked at when the transaction ends."""
    for row in rows:
        for name in IDENTITIES:
            if hasattr(row, name):
                setattr(row, name, model._meta.get_field(name).get_default())
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows, raw=True)
    with connection.cursor() as cursor:
        for statement, parameters in query.get_compiler(connection=connection).as_sql():
            cursor.execute(statement, parameters)


class Tables:
    """On SQLite, whose databases of tests are in memory: the tables that the migrations made the last time the house
    was as it is now, down to a comma. `migrate` then runs as ever, and finds everything done."""

    def __init__(self, folder):
        self.name = connection.creation._get_test_db_name()
        self.is_ours = connection.vendor == "sqlite" and connection.creation.is_in_memory_db(self.name)
        self.kept = folder / f"{fingerprint()}.sqlite3"

    @contextmanager
    def brought(self):
        """Before Django looks; open to the end, as a database in memory goes with the last who holds it."""
        with closing(sqlite3.connect(self.name, uri=True)) if self.is_ours else nullcontext() as ours:
            if ours and self.kept.exists():
                with closing(sqlite3.connect(f"file:{self.kept}?mode=ro", uri=True)) as source:
                    source.backup(ours)
            yield

    def keep(self):
        """Before any test; whole or absent, as two processes may do it at once. What was of other houses goes."""
        if not self.is_ours or self.kept.exists():
            return
        for old in self.kept.parent.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        draft = self.kept.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(self.name, uri=True)) as ours, closing(sqlite3.connect(draft)) as target:
            ours.backup(target)
        draft.replace(self.kept)


def fingerprint():
    """Of all the Python of the house, and of the libraries it stands on."""
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    sources = sorted(path for part in ("config", "pupitre") for path in (HOUSE / part).rglob("*.py"))
    for path in [HOUSE / "requirements.lock", *(one for one in sources if "tests" not in one.parts)]:
        digest.update(b"%s\0%s\0" % (str(path.relative_to(HOUSE)).encode(), path.read_bytes()))
    return digest.hexdigest()[:32]
