"""Trying a backup: put back in a folder of its own, brought up to date and checked; the data are not touched."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from pupitre.foundation.safekeeping import databases
from pupitre.foundation.safekeeping.restore import CannotRestore

OF_THE_BACKUP = {"database", "triggers", "journal", "files"}  # of what `check` finds; the rest is of this machine
OF_THE_DATA = {"PUPITRE_DATABASE_URL", "PUPITRE_KEYS_FILE", "PUPITRE_SECRET_KEY_FILE"}


@dataclass(frozen=True)
class Tried:
    is_right: bool
    says: str


def try_backup(source: Path) -> Tried:
    """By the same verbs as the real thing, in processes that know of no other data."""
    if not databases.is_sqlite():
        raise CannotRestore(
            "Une sauvegarde PostgreSQL s’essaie dans une base vide : donnez-la par PUPITRE_DATABASE_URL, avec un "
            "dossier vide par PUPITRE_DATA, puis restore et check."
        )
    with TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        restored = _ask(Path(folder), "restore", str(source))
        if restored.returncode:
            return Tried(False, _last_line(restored.stderr))
        checked = _ask(Path(folder), "check", "--json")
    try:
        found = json.loads(checked.stdout)["findings"]
    except ValueError:
        return Tried(False, _last_line(checked.stderr))
    return _judged(source, [each for each in found if each["about"] in OF_THE_BACKUP])


def _ask(data: Path, *verb: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_DATA}
    environment = {**kept, "PUPITRE_DATA": str(data)}
    command = [sys.executable, "-m", "config", *verb]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (our own verbs)


def _last_line(said: str) -> str:
    return (said.strip().splitlines() or ["L’essai s’est arrêté sans dire pourquoi."])[-1]


def _judged(source: Path, found: list[dict[str, Any]]) -> Tried:
    wrong = [each["says"] for each in found if each["is_right"] is False]
    journals = sum(each["about"] == "journal" for each in found)
    good = f"{source} : bonne à reprendre ; base, fichiers et journaux intacts (entreprises : {journals})."
    return Tried(not wrong, " ".join(wrong) if wrong else good)
