"""Is everything in order? Settings, keys, database, journal, files, disk: each answered by a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path

from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from pupitre.foundation import clock
from pupitre.foundation.audit import triggers
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.queries import chain_head, first_broken_seq
from pupitre.foundation.files.models import Blob
from pupitre.foundation.files.store import path_of
from pupitre.foundation.notifications.queries import failed_mails
from pupitre.foundation.safekeeping import databases, release
from pupitre.foundation.safekeeping.backup import keys
from pupitre.foundation.safekeeping.dangers import dangers
from pupitre.foundation.safekeeping.disk import is_encrypted, is_over_a_network, room
from pupitre.foundation.safekeeping.swap import HELD
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.formatting import counted, duration

SETTLING = timedelta(minutes=5)  # what a clock that is set right may jump by


@dataclass(frozen=True)
class Finding:
    """`is_right` None: a remark, which is no fault."""

    about: str
    is_right: bool | None
    says: str


def findings() -> Iterator[Finding]:
    yield Finding("version", True, f"Pupitre {release.version()}, base {connection.vendor}.")
    yield from _settings()
    yield from _keys()
    yield _database()
    yield _triggers()
    for company in Company.objects.order_by("slug"):
        with working_for(company):
            yield _journal(company)
            yield from _clock(company)
            yield from _files(company)
            yield from _mails(company)
    yield from _disk()
    yield from _jobs()


def _settings() -> Iterator[Finding]:
    found = list(dangers())
    yield from (Finding("settings", False, danger) for danger in found)
    if not found:
        kind = "production (https)" if settings.IS_PRODUCTION else "essai (http), pas pour Internet"
        yield Finding("settings", True, f"Réglages sans danger, mode {kind}.")


def _keys() -> Iterator[Finding]:
    for name, path in keys().items():
        if not path.exists():
            yield Finding("keys", None, f"{name} n’existe pas encore.")
        elif path.stat().st_mode & 0o077:
            yield Finding("keys", False, f"{path} est lisible par d’autres que son propriétaire : chmod 600.")
        else:
            yield Finding("keys", True, f"{name} n’est lisible que par son propriétaire.")


def _database() -> Finding:
    trouble = _sqlite_trouble() if databases.is_sqlite() else _constraint_trouble()
    return Finding("database", not trouble, trouble or "Base de données intacte.")


def _sqlite_trouble() -> str:
    ((said, *_),) = databases.ask("PRAGMA integrity_check(1)")
    if said != "ok":
        return f"Base de données abîmée : {said}."
    astray = databases.ask("PRAGMA foreign_key_check")
    return f"{len(astray)} lignes de {astray[0][0]} pointent vers ce qui n’existe pas." if astray else ""


def _constraint_trouble() -> str:
    astray = databases.ask("SELECT conrelid::regclass::text FROM pg_constraint WHERE NOT convalidated")
    return f"Une contrainte de {astray[0][0]} n’est pas vérifiée." if astray else ""


def _triggers() -> Finding:
    if lost := sorted(triggers.declared() - triggers.installed()):
        return Finding("triggers", False, f"Le journal n’est plus protégé : il manque {', '.join(lost)}.")
    return Finding("triggers", True, "Le journal ne peut être ni modifié ni effacé.")


def _journal(company: Company) -> Finding:
    if (broken := first_broken_seq()) is not None:
        return Finding("journal", False, f"{company.name} : le journal est rompu à la ligne {broken}.")
    seq, link = chain_head()
    return Finding("journal", True, f"{company.name} : journal de {seq} lignes intact ({seq}:{link[:12] or '-'}).")


def _clock(company: Company) -> Iterator[Finding]:
    """What is closed stays closed and `seq` goes on; only the dates of the journal tell of it."""
    last = Entry.objects.order_by("-at").first()
    back = last.at - clock.now() if last else timedelta()
    if back > SETTLING:
        said = counted(back.days, "jour") if back.days else duration(int(back.total_seconds()) // 60)
        text = f"{company.name} : l’horloge a reculé de {said} ; l’ordre du journal n’en dépend pas."
        yield Finding("clock", None, text)


def _files(company: Company) -> Iterator[Finding]:
    known, lost, changed = set(), 0, 0
    for digest in Blob.objects.values_list("sha256", flat=True).iterator():
        path = path_of(company, digest)
        known.add(path)
        lost += not path.exists()
        changed += path.exists() and not _is_what_it_says(path, digest)
    if lost or changed:
        yield Finding("files", False, f"{company.name} : {lost} fichiers manquent, {changed} ont changé.")
    else:
        yield Finding("files", True, f"{company.name} : {len(known)} fichiers, tous intacts.")
    if strangers := sum(1 for path in _kept(company) if path not in known):
        yield Finding("files", None, f"{company.name} : {strangers} fichiers que rien ne cite, effacés sous 48 heures.")


def _mails(company: Company) -> Iterator[Finding]:
    if lost := failed_mails().count():
        last = failed_mails().latest("done_at").reason
        yield Finding(
            "mails", None, f"{company.name} : courriels qui n’ont pas pu partir : {lost} (dernier motif : {last})."
        )


def _is_what_it_says(path: Path, digest: str) -> bool:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == digest


def _kept(company: Company) -> Iterator[Path]:
    folder = Path(settings.FILES) / str(company.uid)
    return (path for path in folder.rglob("*") if path.is_file())


def _disk() -> Iterator[Finding]:
    data = Path(settings.DATA)
    found = room(data, databases.bytes_of_database())
    left = f"{found.free // 1024 // 1024} Mo libres sur le disque des données"
    yield Finding("disk", found.is_enough, f"{left}." if found.is_enough else f"{left} : c’est trop peu.")
    if databases.is_sqlite() and is_over_a_network(data):
        yield Finding("disk", False, "Les données sont sur un disque réseau : SQLite a besoin d’un disque local.")
    encrypted = is_encrypted(data)
    if encrypted:
        yield Finding("disk", True, "Le disque des données est chiffré.")
    else:
        seems = "n’est pas chiffré" if encrypted is False else "ne dit pas s’il est chiffré"
        yield Finding("disk", None, f"Le disque {seems} : qui emporte la machine emporte les données et leur clé.")


def _jobs() -> Iterator[Finding]:
    if held := DBTaskResult.objects.filter(queue_name=HELD).count():
        yield Finding("jobs", None, f"{held} travaux d’avant la reprise d’une sauvegarde sont retenus.")
    if failed := DBTaskResult.objects.filter(status="FAILED").count():
        yield Finding("jobs", None, f"{failed} travaux ont échoué : voir le journal technique.")
