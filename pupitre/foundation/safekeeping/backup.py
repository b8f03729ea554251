"""One file with everything: a moment of the database first, then the files it speaks of, and the keys."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.safekeeping import archive, databases, release
from pupitre.foundation.safekeeping.disk import Room, room, settled

KEYS = "keys"


class CannotBackUp(Refusal):
    """Nothing was written."""


def backup(target: Path) -> int:
    """Write it whole or not at all, readable by its owner only; returns its size in bytes."""
    _refuse_a_bad_target(target)
    _refuse_without_room(room(target.parent, databases.bytes_of_database()))
    with TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder, settled(target) as draft:
        copy = Path(folder) / databases.name_of_copy()
        with databases.snapshot(copy, leave_out=databases.LEFT_OUT) as ask:
            said = describe(ask)
        archive.write(draft, dict(_members(copy)), said)
    return target.stat().st_size


def _refuse_a_bad_target(target: Path) -> None:
    if target.is_dir():
        raise CannotBackUp(f"{target} est un dossier : donnez un nom de fichier.")
    if not target.parent.is_dir():
        raise CannotBackUp(f"Le dossier {target.parent} n’existe pas.")


def _refuse_without_room(found: Room) -> None:
    if not found.is_enough:
        free, needed = found.free // 1024 // 1024, found.needed // 1024 // 1024
        raise CannotBackUp(f"Il reste {free} Mo sur le disque, et il en faut {needed} : rien n’a été écrit.")


def _members(copy: Path) -> Iterator[tuple[str, Path]]:
    yield databases.name_of_copy(), copy
    for path in sorted(Path(settings.FILES).rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"files/{path.relative_to(settings.FILES).as_posix()}", path
    for name, path in keys().items():
        yield f"{KEYS}/{name}", path


def keys() -> dict[str, Path]:
    """Without them the sealed values of the database open nowhere."""
    return {"keyring.json": Path(settings.KEYS_FILE), "secret_key": _secret_key_file()}


def _secret_key_file() -> Path:
    return Path(os.environ.get("PUPITRE_SECRET_KEY_FILE") or settings.DATA / "keys" / "secret_key")


def describe(ask: databases.Ask) -> dict[str, Any]:
    """What the manifest says, all of it true of the same moment."""
    return {
        "version": release.version(),
        "made_at": clock.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in ask(_select(MigrationRecorder.Migration, "app", "name"))),
        "epoch": max((epoch for (epoch,) in ask(_select("accounts.Installation", "epoch"))), default=1),
        "heads": {str(uid): {"seq": seq, "link": link} for uid, seq, link in ask(_heads())},
        "rows": {table: _count(ask, table) for table in sorted(connection.introspection.table_names())},
    }


def _select(model: Any, *columns: str) -> str:
    model = apps.get_model(model) if isinstance(model, str) else model
    return f"SELECT {', '.join(columns)} FROM {model._meta.db_table}"  # noqa: S608 (names of ours)


def _heads() -> str:
    company, head = (apps.get_model(label)._meta.db_table for label in ("tenancy.Company", "audit.Head"))
    return f"SELECT uid, seq, link FROM {head} JOIN {company} ON {company}.id = {head}.company_id"  # noqa: S608


def _count(ask: databases.Ask, table: str) -> int:
    ((rows,),) = ask(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 (a name of ours)
    return int(rows)
