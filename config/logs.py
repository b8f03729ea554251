"""Where the house writes what happens: one file kept in five pieces, or the terminal when PUPITRE_LOG is « - »."""

import fcntl
import logging
import os
import sys
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

PIECE = 5 * 1024 * 1024
PIECES = 5
LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"


def logging_config(data_dir: Path, target: str) -> dict[str, Any]:
    """`target`: empty for var/log/pupitre.log, « - » for the terminal, anything else is a file."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "config.logs.OneLine", "format": LINE}},
        "handlers": {"house": _handler(data_dir, target)},
        "root": {"handlers": ["house"], "level": "INFO"},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
        },
    }


def _handler(data_dir: Path, target: str) -> dict[str, Any]:
    if target == "-":
        return {"class": "logging.StreamHandler", "formatter": "line"}
    path = Path(target) if target else data_dir / "log" / "pupitre.log"
    return {"()": "config.logs.rotated_file", "path": str(path), "formatter": "line"}


class OneLine(logging.Formatter):
    """In UTC, and a value never makes a line of its own: what follows the first line is indented."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\r", "\\r").replace("\n", "\n    ")


class SharedFile(RotatingFileHandler):
    """Several processes write the same file: whoever finds it full turns it, the others follow."""

    unwritten = 0

    def emit(self, record: logging.LogRecord) -> None:
        before = self.unwritten
        super().emit(record)
        if self.unwritten == before:
            self.unwritten = 0

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging’s own name)
        """A full disk is said once on the terminal: tracebacks fill a pipe that nobody reads, and stop the house."""
        problem = sys.exc_info()[1]
        if not isinstance(problem, OSError):
            super().handleError(record)
            return
        self.unwritten += 1
        if self.unwritten == 1:
            print(f"Le journal technique ne s’écrit plus : {problem.strerror or problem}.", file=sys.stderr)

    def _open(self) -> Any:
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return open(os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8")

    def shouldRollover(self, record: logging.LogRecord) -> bool:  # noqa: N802 (logging’s own name)
        self._follow()
        return bool(super().shouldRollover(record))

    def doRollover(self) -> None:  # noqa: N802
        with open(f"{self.baseFilename}.lock", "w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            self._follow()
            if Path(self.baseFilename).stat().st_size >= self.maxBytes // 2:  # else another process has just turned it
                super().doRollover()

    def _follow(self) -> None:
        if self.stream and not self._is_current(self.stream):
            self.stream.close()
            self.stream = self._open()

    def _is_current(self, stream: Any) -> bool:
        try:
            return os.fstat(stream.fileno()).st_ino == os.stat(self.baseFilename).st_ino
        except FileNotFoundError:
            return False


def rotated_file(path: str) -> SharedFile:
    return SharedFile(path, maxBytes=PIECE, backupCount=PIECES - 1, encoding="utf-8", delay=True)
