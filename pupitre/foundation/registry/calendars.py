"""What a room lets its readers follow in a calendar of their own: dated lines, read with the rights of that moment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Dated:
    """`key` never holds a date that can be corrected: a calendar moves what it already knows by it."""

    key: str
    on: date
    title: str
    detail: str = ""
    page: str = ""  # the address in the house


@dataclass(frozen=True)
class Source:
    """`read(actor, on)` asks who may see what by itself; `permission` only says to whom the calendar is proposed."""

    permission: str
    read: Callable[[Any, date], Iterable[Dated]]
