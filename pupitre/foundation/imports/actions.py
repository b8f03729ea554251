"""Keeping the file of an import, its columns, what came of it, and taking it back."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.access.table import allows
from pupitre.foundation.accounts.models import epoch
from pupitre.foundation.audit.journal import through
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.files.actions import attach_file, clean_name
from pupitre.foundation.imports import remembering
from pupitre.foundation.imports.events import (
    ColumnsChosen,
    ColumnsForgotten,
    FileReceived,
    ImportAsked,
    ImportStopped,
    ImportTakenBack,
    SheetRead,
)
from pupitre.foundation.imports.models import ImportedRow, ImportRun
from pupitre.foundation.imports.queries import KIND, sheet_named, why_it_stays, written_by
from pupitre.foundation.imports.reading import Layout
from pupitre.foundation.imports.sheets import Report
from pupitre.foundation.imports.taking_back import Written
from pupitre.foundation.tenancy.models import Member

MOST_ERRORS_KEPT = 2_000
MOST_LEFT_KEPT = 500
LONGEST_FAILURE = 300
BATCH = 1_000


class AlreadyFinished(Refusal):
    pass


class CannotImport(Refusal):
    pass


class CannotTakeBack(Refusal):
    pass


@action
def keep_file(sheet_name: str, file_name: str, content: bytes, *, actor: Member) -> ImportRun:
    require(allows(actor, sheet_named(sheet_name).permission))
    name = clean_name(file_name)
    run = ImportRun.objects.create(
        member=actor, through=through.get(), sheet=sheet_name, file_name=name, started_at=clock.now()
    )
    attach_file(name, [content], kind=KIND, ref=run.ref, actor=actor)
    tell(FileReceived(run.ref, sheet_name), run, {"file": name})
    return run


@action
def finish_import(run: ImportRun, report: Report, layout: Layout | None = None, *, actor: Member) -> ImportRun:
    """The file was read: what it would do, or why it cannot be."""
    run = locked(run)
    require(run.member_id == actor.pk)
    if run.finished_at is not None:
        raise AlreadyFinished("Cet import est déjà terminé.")
    run.layout = layout.kept() if layout else {}
    _note(run, report)
    return run


@action
def choose_columns(
    run: ImportRun, layout: Layout, report: Report, version: int | None = None, *, actor: Member
) -> ImportRun:
    """The columns as corrected by hand, and what the file would do with them."""
    run = _still_to_import(locked(run, version), actor)
    run.layout, run.failure = layout.kept(), ""
    run.report, run.finished_at = _kept(report), clock.now()
    save(run, "layout", "failure", "report", "finished_at")
    tell(ColumnsChosen(run.ref, run.sheet), run)
    return run


@action
def forget_columns(sheet: str, headers: Sequence[str], *, actor: Member) -> int:
    """What was remembered of these headers is asked, or guessed, again."""
    require(allows(actor, sheet_named(sheet).permission))
    if not (forgotten := remembering.forget(sheet, headers)):
        raise CannotImport("Rien n’était retenu de cette colonne.")
    tell(ColumnsForgotten(sheet, forgotten))
    return forgotten


@action
def ask_import(run: ImportRun, enqueue: Callable[[ImportRun], None], *, actor: Member) -> ImportRun:
    """The job leaves if and only if this is written; asked twice, it is done once."""
    run = _still_to_import(locked(run), actor)
    if not run.report.get("created", 0) + run.report.get("changed", 0):
        raise CannotImport("Il n’y a rien à importer dans ce fichier.")
    run.queued_at, run.queued_by, run.attempts, run.progress, run.failure = clock.now(), actor, 0, 0, ""
    run.queued_epoch = epoch()
    save(run, "queued_at", "queued_by", "queued_epoch", "attempts", "progress", "failure")
    tell(ImportAsked(run.ref, run.sheet), run)
    enqueue(run)
    return run


@action
def write_import(
    run: ImportRun, report: Report, layout: Layout, write: Callable[[], Sequence[Written]] | None, *, actor: Member
) -> ImportRun:
    """The sheet, what it replaced and the state of the run are one transaction: all of it is there, or nothing."""
    run = locked(run)
    require(allows(actor, sheet_named(run.sheet).permission))
    if not run.is_dry_run:
        raise AlreadyFinished("Ce fichier est déjà importé.")
    written = (write() if write else None) or ()
    rows = [ImportedRow(run=run, kind=w.kind, ref=w.ref, row_version=w.version, was=w.was) for w in written]
    ImportedRow.objects.bulk_create(rows, batch_size=BATCH)
    run.layout, run.queued_at, run.failure, run.imported_at = layout.kept(), None, "", clock.now()
    remembering.learn(run.sheet, layout)
    _note(run, report)
    return run


@action
def give_up(run: ImportRun, reason: str, *, actor: Member) -> ImportRun:
    """Nothing was written: the run can be asked again."""
    run = locked(run)
    if run.queued_at is None:
        raise AlreadyFinished("Cet import n’est plus en route.")
    run.queued_at, run.failure = None, reason[:LONGEST_FAILURE]
    save(run, "queued_at", "failure")
    tell(ImportStopped(run.ref, run.sheet), run)
    return run


@action
def take_back(run: ImportRun, *, actor: Member) -> ImportRun:
    """What nobody changed since goes back; the rest stays, and is listed with its reason."""
    run = locked(run)
    sheet = sheet_named(run.sheet)
    require(allows(actor, sheet.permission))
    if reason := why_it_stays(run):
        raise CannotTakeBack(reason)
    back = sheet.back.take(written_by(run), actor=actor) if sheet.back else None
    if back is None:
        raise CannotTakeBack("Cet import ne s’annule pas.")
    run.undone_at = clock.now()
    run.undone = {**asdict(back), "left": [asdict(one) for one in back.left[:MOST_LEFT_KEPT]], "stayed": len(back.left)}
    save(run, "undone_at", "undone")
    tell(ImportTakenBack(run.ref, run.sheet, back.restored, back.removed, len(back.left)), run)
    return run


def _still_to_import(run: ImportRun, actor: Member) -> ImportRun:
    require(allows(actor, sheet_named(run.sheet).permission))
    if not run.is_dry_run:
        raise AlreadyFinished("Ce fichier est déjà importé.")
    if run.queued_at is not None:
        raise AlreadyFinished("Cet import est déjà en route : il n’est fait qu’une fois.")
    return run


def _note(run: ImportRun, report: Report) -> None:
    run.report, run.is_dry_run, run.finished_at = _kept(report), report.is_dry_run, clock.now()
    save(run, "report", "is_dry_run", "finished_at", "layout", "queued_at", "failure", "imported_at")
    counts = (report.created, report.changed, report.unchanged, report.also_created, len(report.errors))
    tell(SheetRead(run.ref, run.sheet, report.is_dry_run, *counts), run)


def _kept(report: Report) -> dict[str, Any]:
    return {**asdict(report), "errors": [asdict(error) for error in report.errors[:MOST_ERRORS_KEPT]]}
