"""The only place that reads the time; a test, a demonstration or PUPITRE_NOW may set it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

_set: ContextVar[datetime | None] = ContextVar("set", default=None)


class InAZone(Protocol):
    """A company or a site: what has days of its own."""

    time_zone: str


def now() -> datetime:
    """An instant in UTC."""
    return _set.get() or _of_the_process() or of_the_machine()


def of_the_machine() -> datetime:
    """For what Django dates by the machine whatever the house is told: sessions."""
    return datetime.now(UTC)


def today(place: InAZone) -> date:
    return local(now(), place).date()


def local(moment: datetime, place: InAZone) -> datetime:
    return moment.astimezone(ZoneInfo(place.time_zone))


def is_set_for_the_process() -> bool:
    return _of_the_process() is not None


@lru_cache(maxsize=1)
def _of_the_process() -> datetime | None:
    """PUPITRE_NOW, an ISO instant with its offset: for pictures of a company that does not exist."""
    return datetime.fromisoformat(text).astimezone(UTC) if (text := os.environ.get("PUPITRE_NOW")) else None


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
