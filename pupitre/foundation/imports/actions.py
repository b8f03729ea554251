"""Keeping the file of an import, then what came of it."""

from dataclasses import asdict
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.access.table import allows
from pupitre.foundation.audit.journal import through
from pupitre.foundation.audit.verbs import action, locked, tell
from pupitre.foundation.files.actions import attach_file, clean_name
from pupitre.foundation.imports.events import FileReceived, SheetRead
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.queries import KIND, sheet_named
from pupitre.foundation.imports.sheets import Report
from pupitre.foundation.tenancy.models import Member

MOST_ERRORS_KEPT = 2_000


class AlreadyFinished(Refusal):
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
def finish_import(run: ImportRun, report: Report, *, actor: Member) -> ImportRun:
    run = locked(run)
    require(run.member_id == actor.pk)
    if run.finished_at is not None:
        raise AlreadyFinished("Cet import est déjà terminé.")
    run.report, run.is_dry_run, run.finished_at = _kept(report), report.is_dry_run, clock.now()
    run.save(update_fields=["report", "is_dry_run", "finished_at"])
    counts = (report.created, report.changed, report.unchanged, report.also_created, len(report.errors))
    tell(SheetRead(run.ref, run.sheet, report.is_dry_run, *counts), run)
    return run


def _kept(report: Report) -> dict[str, Any]:
    return {**asdict(report), "errors": [asdict(error) for error in report.errors[:MOST_ERRORS_KEPT]]}
