"""Brings the data to the code: a copy first, then the migrations and what the database holds by itself, or nothing."""

import json
import logging
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit import triggers
from pupitre.foundation.safekeeping import databases, erasures, release, swap
from pupitre.foundation.safekeeping.disk import room, settled, sync
from pupitre.foundation.safekeeping.holding import holder, turn

COPIES_KEPT = 5
log = logging.getLogger("pupitre.upgrade")


class CannotUpgrade(Refusal):
    """The data stay as they were."""


def bring_up_to_date(*, is_held: bool = False) -> None:
    """`is_held`: the caller already has the data to itself. Several at once: one migrates, the others wait."""
    if not (_note().exists() or swap.is_unfinished() or erasures.are_kept() or pending()):
        return
    with turn(settings.DATA):
        if swap.is_unfinished():
            swap.finish()
        if _note().exists():
            _finish()
        if pending():
            if not is_held:
                _refuse_behind_a_running_house()
            _upgrade()
        if erasures.are_kept():
            erasures.replay()


def pending() -> list[str]:
    """Names of migrations to run; data that come from a newer house are refused."""
    if set(MigrationRecorder(connection).applied_migrations()) == _written():
        return []
    executor = MigrationExecutor(connection)
    loader = executor.loader
    known = set(loader.disk_migrations) | {old for each in loader.disk_migrations.values() for old in each.replaces}
    if unknown := sorted(set(loader.applied_migrations) - known):
        raise CannotUpgrade(_newer(".".join(unknown[0])))
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _written() -> set[tuple[str, str]]:
    """The migrations of the code, by name alone: reading them takes as long as all the rest of a verb."""
    found = set()
    for app in apps.get_app_configs():
        if find_spec(place := MigrationLoader.migrations_module(app.label)[0] or ""):
            files = iter_modules(import_module(place).__path__)
            found |= {(app.label, file.name) for file in files if not file.ispkg and file.name[0] not in "_~"}
    return found


def _newer(unknown: str) -> str:
    theirs = release.version_of_the_data() or "plus récente"
    return (
        f"Ces données viennent de la version {theirs} de Pupitre ({unknown} est inconnu d’ici, version "
        f"{release.version()}) : ouvrez-les avec elle, ou reprenez une sauvegarde faite avant."
    )


def _refuse_behind_a_running_house() -> None:
    if other := holder(settings.DATA):
        raise CannotUpgrade(f"Pupitre tourne ({other}) et doit être arrêté le temps de mettre ses données à jour.")


def _upgrade() -> None:
    is_new = databases.is_blank()
    copy = None if is_new else keep_copy(f"avant-{release.version()}")
    _write_note(copy)
    try:
        call_command("migrate", interactive=False, verbosity=0)
        triggers.install()
        connection.check_constraints()
    except Exception as problem:  # whatever a migration may raise, the copy comes back
        log.exception("upgrade")
        _back_to(copy)
        raise CannotUpgrade(
            f"La mise à jour a échoué ({_in_a_line(problem)}) ; les données n’ont pas bougé."
        ) from problem
    release.note_version()
    _tear_note()
    log.info("data brought to %s", release.version())


def _in_a_line(problem: Exception) -> str:
    return f"{type(problem).__name__} : {' '.join(str(problem).split())[:200]}"


def _finish() -> None:
    """An upgrade was killed: nobody wrote since, and nobody knows how far a migration went. Back to the copy."""
    log.warning("the last upgrade was interrupted")
    _back_to(_copy_in_note())


def _back_to(copy: Path | None) -> None:
    if copy is None:
        databases.forget_database()
    else:
        databases.put_back(copy)
    _tear_note()


def keep_copy(name: str) -> Path:
    """A copy of the database in var/backups, of which the last five are kept."""
    folder = Path(settings.DATA) / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    size = databases.bytes_of_database()
    if not room(folder, size).is_enough:
        raise CannotUpgrade("Il n’y a pas assez de place sur le disque pour copier les données avant d’y toucher.")
    stamp = clock.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"{name}-{stamp}{Path(databases.name_of_copy()).suffix}"
    with settled(path) as draft, databases.snapshot(draft):
        pass
    forget_old(folder)
    return path


def forget_old(folder: Path) -> None:
    copies = sorted((file for file in folder.iterdir() if file.suffix in {".sqlite3", ".dump"}), key=_age)
    for old in copies[:-COPIES_KEPT]:
        old.unlink(missing_ok=True)


def _age(file: Path) -> float:
    return file.stat().st_mtime


def _note() -> Path:
    """There while the data are between two shapes."""
    return Path(settings.DATA) / ".upgrading"


def _write_note(copy: Path | None) -> None:
    with settled(_note()) as draft:
        draft.write_text(json.dumps({"copy": str(copy.relative_to(settings.DATA)) if copy else None}))


def _copy_in_note() -> Path | None:
    said: dict[str, Any] = json.loads(_note().read_text())
    return Path(settings.DATA) / said["copy"] if said["copy"] else None


def _tear_note() -> None:
    """Only once the data are on the disk: what is written afterwards must never be put back."""
    connections.close_all()
    _note().unlink(missing_ok=True)
    sync(_note().parent)
