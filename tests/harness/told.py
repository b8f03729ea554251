"""Watches what a request leaves in the tables of a company: whoever writes there says so in the journal."""

import re
from collections import Counter
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import connection, transaction

from pupitre.foundation.tenancy.owned import OwnedByCompany

WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)
JOURNAL = "audit_entry"


class WroteInSilence(AssertionError):
    """A table of a company was changed, and its journal does not say so."""


@cache
def owned_tables():
    """All of them: no request has a reason to write one in silence; the clock's jobs, outside any request, have."""
    return frozenset(model._meta.db_table for model in apps.get_models() if issubclass(model, OwnedByCompany))


@contextmanager
def writes_are_told():
    """What a transaction took back does not count: Django forgets our marks with it, as it forgets any `on_commit`."""
    kept, marks = [], set()

    def note(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if (found := WRITES.match(sql)) and found[1] in owned_tables():
            mark = lambda table=found[1]: kept.append(table)  # noqa: E731 (one for each table)
            marks.add(mark)
            transaction.on_commit(mark)
        return done

    with connection.execute_wrapper(note):
        yield
    for _, mark, _ in (one for one in connection.run_on_commit if one[1] in marks):
        mark()
    connection.run_on_commit = [one for one in connection.run_on_commit if one[1] not in marks]
    if kept and JOURNAL not in kept:
        raise WroteInSilence(dict(Counter(kept)))
