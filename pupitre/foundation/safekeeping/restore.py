"""Putting a backup back: everything is verified before anything moves."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.safekeeping import archive, databases, erasures, release, swap
from pupitre.foundation.safekeeping.backup import KEYS, keys
from pupitre.foundation.safekeeping.disk import SMALLEST_RESERVE, reason_of
from pupitre.foundation.safekeeping.holding import AlreadyHeld, hold
from pupitre.foundation.safekeeping.upgrade import keep_copy

SENTENCES = {
    "not_a_backup": "{} n’est pas une sauvegarde de Pupitre.",
    "changed": "{} est abîmé : coupé, ou modifié depuis qu’il a été écrit.",
}


class CannotRestore(Refusal):
    """Nothing was replaced."""


@dataclass(frozen=True)
class Restored:
    version: str
    made_at: str
    aside: Path  # where what was there before is kept
    jobs_held: int


def restore(source: Path, *, replace: bool) -> Restored:
    """Put everything back as it was, with every session and link of before closed, and its jobs held."""
    manifest = _believed(source)
    try:
        with hold(settings.DATA):
            return _restore(source, manifest, replace)
    except AlreadyHeld as other:
        raise CannotRestore(f"Pupitre tourne ({other}) : arrêtez-le avant de reprendre une sauvegarde.") from None


def _believed(source: Path) -> dict[str, Any]:
    try:
        manifest = archive.read_manifest(source)
    except archive.Damaged as damage:
        raise CannotRestore(SENTENCES[damage.code].format(source)) from None
    except OSError as problem:
        raise CannotRestore(f"{source} ne peut pas être lu ({reason_of(problem)}).") from None
    _refuse_what_is_newer(manifest)
    if manifest["database"] != connection.vendor:
        theirs, ours = manifest["database"], connection.vendor
        raise CannotRestore(f"Cette sauvegarde vient d’une base {theirs} ; ici la base est {ours}.")
    return manifest


def _refuse_what_is_newer(manifest: dict[str, Any]) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if manifest["pupitre"] > archive.FORMAT or set(manifest["migrations"]) - known:
        raise CannotRestore(
            f"Cette sauvegarde vient de la version {manifest['version']}, plus récente que celle-ci "
            f"({release.version()}) : installez cette version pour la reprendre."
        )


def _restore(source: Path, manifest: dict[str, Any], replace: bool) -> Restored:
    if swap.is_unfinished():
        swap.finish()
    lived_in = is_lived_in()
    if lived_in and not replace:
        raise CannotRestore("Des données sont déjà là : --replace les remplace, et les garde à part.")
    _unpack(source)
    if lived_in and not databases.is_sqlite():  # its files move aside by themselves; a server's database does not
        keep_copy("avant-reprise")
    erasures.keep()
    aside = swap.begin(epoch=max(_epoch_here(), int(manifest["epoch"])) + 1)
    return Restored(manifest["version"], manifest["made_at"], aside, swap.finish())


def is_lived_in() -> bool:
    """A company or somebody: a hub that was only started holds nothing to lose."""
    tables = set(connection.introspection.table_names())
    return any(_rows(label) for label in ("tenancy.Company", "accounts.User") if _table(label) in tables)


def _table(label: str) -> str:
    return str(apps.get_model(label)._meta.db_table)


def _rows(label: str) -> int:
    return int(databases.ask(f"SELECT COUNT(*) FROM {_table(label)}")[0][0])  # noqa: S608 (a name of ours)


def _epoch_here() -> int:
    table = _table("accounts.Installation")
    if table not in connection.introspection.table_names():
        return 0
    return int(databases.ask(f"SELECT COALESCE(MAX(epoch), 0) FROM {table}")[0][0])  # noqa: S608 (a name of ours)


def _unpack(source: Path) -> None:
    """Beside the data, on the same disk; nothing of it is used before all of it is right."""
    new = swap.new_folder()
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    try:
        _refuse_without_room(source)
        archive.extract(source, new)
        (new / "files").mkdir(exist_ok=True)
        _refuse_a_sick_database(new / databases.name_of_copy())
        _refuse_a_key_that_is_not_ours_to_replace(new)
    except archive.Damaged as damage:
        shutil.rmtree(new)
        raise CannotRestore(SENTENCES[damage.code].format(source)) from None
    except BaseException:
        shutil.rmtree(new)
        raise


def _refuse_without_room(source: Path) -> None:
    needed = archive.unpacked_bytes(source) + SMALLEST_RESERVE
    if shutil.disk_usage(settings.DATA).free < needed:
        raise CannotRestore(f"Il faut {needed // 1024 // 1024} Mo libres pour reprendre cette sauvegarde.")


def _refuse_a_sick_database(copy: Path) -> None:
    if databases.is_sqlite() and (trouble := databases.trouble_in(copy)):
        raise CannotRestore(f"La base de cette sauvegarde est abîmée ({trouble}).")


def _refuse_a_key_that_is_not_ours_to_replace(new: Path) -> None:
    """A key kept outside the data (a secret of the machine) is put back by whoever put it there."""
    for name, path in keys().items():
        theirs, is_ours = new / KEYS / name, path.is_relative_to(settings.DATA)
        if theirs.exists() and not is_ours and not (path.exists() and path.read_bytes() == theirs.read_bytes()):
            raise CannotRestore(f"{path} n’est pas la clé de cette sauvegarde : remettez-la d’abord à sa place.")
