"""The moment a backup takes the place of the data: written down first, done again until it is done."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

from pupitre.foundation import clock
from pupitre.foundation.safekeeping import databases
from pupitre.foundation.safekeeping.backup import KEYS, keys
from pupitre.foundation.safekeeping.disk import settled, sync

HELD = "held"  # a queue that no worker reads


def new_folder() -> Path:
    return Path(settings.DATA) / "restore.new"


def _note() -> Path:
    return Path(settings.DATA) / ".restoring"


def is_unfinished() -> bool:
    return _note().exists()


def begin(epoch: int) -> Path:
    """From here on the backup wins, whatever happens to this process; returns where the old data go."""
    stamp = clock.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    aside = Path(settings.DATA) / "backups" / f"avant-reprise-{stamp}"
    with settled(_note()) as draft:
        draft.write_text(json.dumps({"epoch": epoch, "aside": aside.name}))
    return aside


def finish() -> int:
    """Each step knows whether it was taken; returns how many jobs wait for somebody to look at them."""
    said: dict[str, Any] = json.loads(_note().read_text())
    aside, new = Path(settings.DATA) / "backups" / said["aside"], new_folder()
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    connections.close_all()
    _take_the_database(new / databases.name_of_copy(), aside)
    _take(new / "files", Path(settings.FILES), aside)
    for name, path in keys().items():
        _take(new / KEYS / name, path, aside)
    held = _close_the_past(said["epoch"])
    connections.close_all()
    shutil.rmtree(new, ignore_errors=True)
    sync(Path(settings.DATA))
    _note().unlink()
    return held


def _take_the_database(copy: Path, aside: Path) -> None:
    if not copy.exists():
        return
    if databases.is_sqlite():
        current = databases.file_of_database()
        for end in databases.BESIDE:
            _put_aside(current.with_name(current.name + end), aside)
        _take(copy, current, aside)
    else:
        databases.put_back(copy)
        copy.unlink()


def _take(new: Path, current: Path, aside: Path) -> None:
    if new.exists() and current.parent.is_relative_to(settings.DATA):
        _put_aside(current, aside)
        current.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.replace(new, current)
        sync(current.parent)


def _put_aside(current: Path, aside: Path) -> None:
    if current.exists():
        os.replace(current, aside / current.name)


def _close_the_past(epoch: int) -> int:
    """No session, link or waiting job of the moment of the backup comes back to life."""
    installation, session, job = (
        apps.get_model(label)._meta.db_table
        for label in ("accounts.Installation", "sessions.Session", "django_tasks_database.DBTaskResult")
    )
    waiting = "status IN ('READY', 'RUNNING')"
    databases.run(
        f"INSERT INTO {installation} (id, epoch) SELECT 1, 1 WHERE NOT EXISTS (SELECT 1 FROM {installation})",  # noqa: S608 (names of ours)
        f"UPDATE {installation} SET epoch = {int(epoch)}",  # noqa: S608
        f"DELETE FROM {session}",  # noqa: S608
        f"UPDATE {job} SET queue_name = '{HELD}', status = 'READY' WHERE {waiting}",  # noqa: S608
    )
    return int(databases.ask(f"SELECT COUNT(*) FROM {job} WHERE queue_name = '{HELD}'")[0][0])  # noqa: S608
