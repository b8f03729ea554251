"""What every test begins with is made once in a process: the tables of the house, then the people of the cast."""

import hashlib
import os
import pickle
import sqlite3
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from django.db import connection
from django.db.models.sql import InsertQuery

HOUSE = Path(__file__).parents[2]


class Kept:
    """`make` fills the tables of these models, and returns what it made. From the second time on, the rows of the
    first are inserted again as they were and copies of the objects come back: each test still has them in its own
    transaction, on an empty database, without the questions that Django asks to make them."""

    def __init__(self, make, *models):
        self.make, self.models, self.inserts, self.made = make, models, [], b""

    def __call__(self):
        if not self.made:
            return self._first()
        with connection.cursor() as cursor:
            for statement, parameters in self.inserts:
                cursor.execute(statement, parameters)
        return pickle.loads(self.made)  # noqa: S301 (our own, of a moment ago)

    def _first(self):
        before = {model: [*model._base_manager.values_list("pk", flat=True)] for model in self.models}
        made = self.make()
        for model in self.models:
            self.inserts += inserts_of(model, model._base_manager.exclude(pk__in=before[model]).order_by("pk"))
        self.made = pickle.dumps(made)
        return made


def inserts_of(model, rows):
    """What Django would send to insert these rows, keys included."""
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, list(rows), raw=True)
    return query.get_compiler(connection=connection).as_sql()


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
