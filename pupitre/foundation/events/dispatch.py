"""Tells handlers what happened, from the journal: killed at any moment, nothing is lost and nothing is told twice."""

import json
import logging
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import transaction

from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.verbs import name_of
from pupitre.foundation.events.models import Cursor, Parked
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for

Handler = TypeVar("Handler", bound=Callable[..., None])
Follower = TypeVar("Follower", bound=Callable[[Sequence[Entry]], None])
PATIENCE = 5
AT_ONCE = 200  # entries that a follower is told together

listeners: dict[str, tuple[type, Callable[..., None]]] = {}
followers: dict[str, Callable[[Sequence[Entry]], None]] = {}
log = logging.getLogger("pupitre.events")


def listen(event_type: type) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        listeners[name_of(handler)] = (event_type, handler)
        return handler

    return register


def follow(name: str) -> Callable[[Follower], Follower]:
    """Told of everything, whatever happened, several entries at a time; under another name, from the beginning."""

    def register(follower: Follower) -> Follower:
        followers[name] = follower
        return follower

    return register


def turn_of(name: str) -> Cursor:
    """Within a transaction: whoever else wants it waits until this one is over."""
    return Cursor.objects.select_for_update().get_or_create(handler=name)[0]


def deliver(company: Company) -> None:
    """Bring every handler up to date, in the company's own scope whoever calls; one that fails stops only itself."""
    with working_for(company):
        for name, follower in followers.items():
            try:
                while _advance_follower(name, follower):
                    pass
            except Exception as problem:  # its own fault, whatever it is: counted, retried, then parked
                log.exception("%s failed", name)
                _count_failure(name, None, problem)
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
    cursor = turn_of(name)
    entry = _next(cursor, event_type)
    if entry is None:
        return False
    handler(event_type(**json.loads(entry.header)["payload"]))
    _move(cursor, entry.seq)
    return True


@transaction.atomic
def _advance_follower(name: str, follower: Callable[[Sequence[Entry]], None]) -> bool:
    """One at a time after a failure, so that only the entry at fault is set aside."""
    cursor = turn_of(name)
    entries = list(Entry.objects.filter(seq__gt=cursor.seq).defer("header")[: 1 if cursor.failures else AT_ONCE])
    if not entries:
        return False
    follower(entries)
    _move(cursor, entries[-1].seq)
    return True


@transaction.atomic
def _count_failure(name: str, event_type: type | None, problem: Exception) -> None:
    cursor = turn_of(name)
    entry = _next(cursor, event_type)
    cursor.failures += 1
    if entry is None or cursor.failures < PATIENCE:
        cursor.save(update_fields=["failures"])
        return
    Parked.objects.create(handler=name, seq=entry.seq, reason=repr(problem)[:2000])
    _move(cursor, entry.seq)


def _next(cursor: Cursor, event_type: type | None) -> Any:
    entries = Entry.objects.filter(seq__gt=cursor.seq)
    return (entries.filter(event=name_of(event_type)) if event_type else entries).first()


def _move(cursor: Cursor, seq: int) -> None:
    cursor.seq, cursor.failures = seq, 0
    cursor.save(update_fields=["seq", "failures"])
