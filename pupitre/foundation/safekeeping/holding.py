"""Who has the data: one house at a time, and one upgrade at a time."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import TextIO

from pupitre.foundation import clock

BREATH = 0.3  # seconds: somebody may only be looking, or dying


@dataclass(frozen=True)
class AlreadyHeld(Exception):
    pid: int
    since: str  # ISO, local to the machine

    def __str__(self) -> str:
        day, _, hour = self.since.partition("T")
        return f"processus {self.pid}, démarré le {'/'.join(reversed(day.split('-')))} à {hour[:5]}"


@contextmanager
def hold(data: Path) -> Iterator[None]:
    """The lock lives and dies with this process, and is never inherited by its children."""
    with _open(data / ".lock") as file:
        if not _take(file, fcntl.LOCK_EX):
            sleep(BREATH)
            if not _take(file, fcntl.LOCK_EX):
                raise _holder(file)
        file.truncate(0)
        json.dump({"pid": os.getpid(), "since": clock.now().astimezone().isoformat(timespec="seconds")}, file)
        file.flush()
        yield


def holder(data: Path) -> AlreadyHeld | None:
    with _open(data / ".lock") as file:
        return None if _take(file, fcntl.LOCK_SH) else _holder(file)


def _take(file: TextIO, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def turn(data: Path) -> Iterator[None]:
    """One process changes the shape of the data, the others wait."""
    with _open(data / ".upgrade.lock") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _open(path: Path) -> TextIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8")


def _holder(file: TextIO) -> AlreadyHeld:
    try:
        said = json.loads(file.read())
    except ValueError:  # it has taken the lock and not yet written its name
        said = {"pid": 0, "since": ""}
    return AlreadyHeld(said["pid"], said["since"])
