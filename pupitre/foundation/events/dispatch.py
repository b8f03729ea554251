"""Tells handlers what happened, from the journal: killed at any moment, nothing is lost and nothing is told twice."""

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.verbs import name_of
from pupitre.foundation.events.models import Cursor, Parked
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for

Handler = TypeVar("Handler", bound=Callable[..., None])
PATIENCE = 5

listeners: dict[str, tuple[type, Callable[..., None]]] = {}
log = logging.getLogger("pupitre.events")


def listen(event_type: type) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        listeners[name_of(handler)] = (event_type, handler)
        return handler

    return register


def deliver(company: Company) -> None:
    """Bring every handler up to date, in the company's own scope whoever calls; one that fails stops only itself."""
    with working_for(company):
        for name, (event_type, handler) in listeners.items():
            try:
                while _advance(name, event_type, handler):
                    pass
            except Exception as problem:  # the handler's own fault, whatever it is: counted, retried, then parked
                log.exception("%s failed", name)
                _count_failure(name, event_type, problem)


@transaction.atomic
def _advance(name: str, event_type: type, handler: Callable[..., None]) -> bool:
    """One entry, one transaction: what the handler writes and how far it has read live or die together."""
    cursor, _ = Cursor.objects.select_for_update().get_or_create(handler=name)
    entry = _next(cursor, event_type)
    if entry is None:
        return False
    handler(event_type(**json.loads(entry.header)["payload"]))
    _move(cursor, entry.seq)
    return True


@transaction.atomic
def _count_failure(name: str, event_type: type, problem: Exception) -> None:
    cursor, _ = Cursor.objects.select_for_update().get_or_create(handler=name)
    entry = _next(cursor, event_type)
    cursor.failures += 1
    if entry is None or cursor.failures < PATIENCE:
        cursor.save(update_fields=["failures"])
        return
    Parked.objects.create(handler=name, seq=entry.seq, reason=repr(problem)[:2000])
    _move(cursor, entry.seq)


def _next(cursor: Cursor, event_type: type) -> Any:
    return Entry.objects.filter(event=name_of(event_type), seq__gt=cursor.seq).first()


def _move(cursor: Cursor, seq: int) -> None:
    cursor.seq, cursor.failures = seq, 0
    cursor.save(update_fields=["seq", "failures"])
