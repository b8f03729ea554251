"""One import from end to end: keep the file, read it, compare, and write unless it is a rehearsal."""

from pathlib import Path

from django.conf import settings

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.access.table import allows
from pupitre.foundation.imports.actions import finish_import, keep_file
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.queries import content_of, sheet_named
from pupitre.foundation.imports.reading import read_table
from pupitre.foundation.imports.sheets import LineError, Report, Sheet, UnreadableSheet
from pupitre.foundation.safekeeping.disk import reason_of
from pupitre.foundation.tenancy.models import Member

STOPPED = "L’import s’est arrêté sur une erreur de Pupitre : rien n’a été écrit."


def run_import(sheet_name: str, source: Path | bytes, file_name: str, *, actor: Member, dry_run: bool) -> Report:
    """Raises UnreadableSheet (nothing written), UnknownSheet, PermissionDenied."""
    sheet, content = _opened(sheet_name, source, actor)
    run = keep_file(sheet.name, file_name, content, actor=actor)
    try:
        report = _carried_out(sheet, content, actor, dry_run)
    except Exception as problem:  # whatever it is, the run is closed with a sentence before it is raised again
        reason = str(problem) if isinstance(problem, UnreadableSheet | Refusal) else STOPPED
        finish_import(run, Report(errors=[LineError(0, "", "", reason)], is_dry_run=dry_run), actor=actor)
        raise
    report.run = run.ref
    finish_import(run, report, actor=actor)
    return report


def rehearse(sheet_name: str, source: Path | bytes, *, actor: Member) -> Report:
    """What an import would do, and nothing kept of it."""
    sheet, content = _opened(sheet_name, source, actor)
    return _carried_out(sheet, content, actor, dry_run=True)


def run_again(run: ImportRun, *, actor: Member) -> Report:
    """Import for good the file that was rehearsed, without sending it again."""
    return run_import(run.sheet, content_of(run), run.file_name, actor=actor, dry_run=False)


def _opened(sheet_name: str, source: Path | bytes, actor: Member) -> tuple[Sheet, bytes]:
    sheet = sheet_named(sheet_name)
    require(allows(actor, sheet.permission))
    return sheet, source if isinstance(source, bytes) else _bytes_of(source)


def _bytes_of(path: Path) -> bytes:
    """Never a device, and never more than the limit."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UnreadableSheet("Ce n’est pas un fichier ordinaire : donnez un fichier CSV, XLSX, XLS ou ODS.")
    try:
        with path.open("rb") as file:
            content = file.read(settings.LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableSheet(f"Le fichier ne peut pas être ouvert : {reason_of(error)}.") from error
    if len(content) > settings.LARGEST_FILE:
        raise UnreadableSheet(f"Le fichier dépasse {settings.LARGEST_FILE // 1024 // 1024} Mo.")
    return content


def _carried_out(sheet: Sheet, content: bytes, actor: Member, dry_run: bool) -> Report:
    table = read_table(content, sheet.columns, clock.today(actor.company), actor)
    prepared = sheet.prepare(table.rows, actor)
    if prepared.write and not dry_run:
        prepared.write()
    return Report(
        created=prepared.created,
        changed=prepared.changed,
        unchanged=prepared.unchanged,
        also_created=prepared.also_created,
        errors=sorted([*table.errors, *prepared.errors], key=lambda error: error.line),
        mapping=table.mapping,
        ignored=table.ignored,
        warnings=[*table.warnings, *prepared.warnings],
        understood=list(prepared.understood),
        is_dry_run=dry_run,
    )
