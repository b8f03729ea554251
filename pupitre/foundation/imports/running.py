"""One import from end to end: keep the file, read it, compare, and write unless it is a rehearsal."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.access.table import allows
from pupitre.foundation.accounts.models import epoch
from pupitre.foundation.imports.actions import (
    AlreadyFinished,
    choose_columns,
    finish_import,
    give_up,
    keep_file,
    write_import,
)
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.queries import content_of, sheet_named, sheets_for
from pupitre.foundation.imports.reading import Layout, Table, UnmappedSheet, Wanted, read_table
from pupitre.foundation.imports.remembering import remembered
from pupitre.foundation.imports.sheets import LineError, Prepared, Report, Row, Sheet, UnreadableSheet
from pupitre.foundation.safekeeping.disk import reason_of
from pupitre.foundation.tenancy.models import Member

STOPPED = "L’import s’est arrêté sur une erreur de Pupitre : rien n’a été écrit."
NOT_ALLOWED = "Le droit d’importer ce tableau a été retiré entre-temps : rien n’a été écrit."
INTERRUPTED = "L’import a été interrompu plusieurs fois : rien n’a été écrit. Essayez de nouveau."
RESTORED = "Une sauvegarde a été reprise depuis cette demande : rien n’a été écrit. Vérifiez, puis importez de nouveau."
MOST_ATTEMPTS = 3
STEP = 500  # lines between two looks at how far it is
READ, COMPARED = 20, 60  # percent; the rest is the writing, which is one transaction


def run_import(sheet_name: str, source: Path | bytes, file_name: str, *, actor: Member, dry_run: bool) -> Report:
    """Raises UnreadableSheet (nothing written), UnknownSheet, PermissionDenied."""
    sheet, content = _opened(sheet_name, source, actor)
    run = keep_file(sheet.name, file_name, content, actor=actor)
    try:
        table, prepared = _compared(sheet, content, actor)
        report = _report(table, prepared, run.ref, dry_run)
        if dry_run:
            finish_import(run, report, table.layout, actor=actor)
        else:
            write_import(run, report, table.layout, prepared.write, actor=actor)
    except Exception as problem:  # whatever it is, the run is closed with a sentence before it is raised again
        layout = problem.layout if isinstance(problem, UnmappedSheet) else None
        finish_import(run, _refused(_sentence(problem), dry_run), layout, actor=actor)
        raise
    return report


def check_file(sheet_name: str, content: bytes, file_name: str, *, actor: Member) -> ImportRun:
    """For a screen: a table whose columns nobody knows is kept too, they can be chosen by hand."""
    sheet, content = _opened(sheet_name, content, actor)
    run = keep_file(sheet.name, file_name, content, actor=actor)
    try:
        table, prepared = _compared(sheet, content, actor)
    except UnmappedSheet as problem:
        return finish_import(run, _refused(str(problem), True), problem.layout, actor=actor)
    except Exception as problem:  # as above: closed with a sentence, then raised again
        finish_import(run, _refused(_sentence(problem), True), actor=actor)
        raise
    return finish_import(run, _report(table, prepared, run.ref, True), table.layout, actor=actor)


def check_again(run: ImportRun, layout: Layout, version: int | None = None, *, actor: Member) -> ImportRun:
    """What the kept file would do with these columns."""
    sheet, content = _opened(run.sheet, content_of(run), actor)
    try:
        table, prepared = _compared(sheet, content, actor, layout)
        report = _report(table, prepared, run.ref, True)
    except UnreadableSheet as problem:
        report = _refused(str(problem), True)
    return choose_columns(run, layout, report, version, actor=actor)


def rehearse(sheet_name: str, source: Path | bytes, *, actor: Member) -> Report:
    """What an import would do, and nothing kept of it."""
    sheet, content = _opened(sheet_name, source, actor)
    return _report(*_compared(sheet, content, actor), "", True)


def carry_out(run: ImportRun) -> None:
    """What was asked, done in the name of who asked. A run that is done, or given up, is left as it is."""
    if run.queued_by is None or not _begin(run):
        return
    actor = run.queued_by
    try:
        require(actor.is_here(clock.today(actor.company)))
        require(run.sheet in {sheet.name for sheet in sheets_for(actor)})
        sheet, content = _opened(run.sheet, content_of(run), actor)
        table, prepared = _compared(sheet, content, actor, _layout_of(run), _Progress(run))
        report = _report(table, prepared, run.ref, False)
        write_import(run, report, table.layout, prepared.write, actor=actor)
    except AlreadyFinished:
        return
    except (UnreadableSheet, Refusal) as problem:
        give_up(run, str(problem), actor=actor)
    except PermissionDenied:
        give_up(run, NOT_ALLOWED, actor=actor)
    except Exception:  # the page says that it stopped before the job says why
        give_up(run, STOPPED, actor=actor)
        raise


def _begin(run: ImportRun) -> bool:
    """Counted before anything is tried: what kills its worker each time is not tried for ever.

    What waited through a restore is asked again by somebody: the house is no longer the one it was checked against.
    """
    waiting = ImportRun.objects.filter(pk=run.pk).exclude(queued_at=None)
    if waiting.exists() and not waiting.filter(queued_epoch=epoch()).exists():
        give_up(run, RESTORED, actor=run.queued_by)
        return False
    if waiting.filter(attempts__gte=MOST_ATTEMPTS).exists():
        give_up(run, INTERRUPTED, actor=run.queued_by)
        return False
    return waiting.update(attempts=F("attempts") + 1, progress=0) == 1


class _Progress:
    """How far it is, written outside the transaction of the import so that others can read it."""

    def __init__(self, run: ImportRun | None = None) -> None:
        self.run = run

    def reach(self, percent: int) -> None:
        if self.run:
            ImportRun.objects.filter(pk=self.run.pk).update(progress=percent)

    def through(self, rows: list[Row]) -> Sequence[Row]:
        return _Watched(rows, self.reach) if self.run else rows


class _Watched(list[Row]):
    """Rows that say how far whoever reads them has come; a second reading says nothing new."""

    def __init__(self, rows: list[Row], reach: Callable[[int], None]) -> None:
        super().__init__(rows)
        self.reach, self.furthest = reach, 0

    def __iter__(self) -> Iterator[Row]:
        for number, row in enumerate(super().__iter__()):
            if number % STEP == 0 and number > self.furthest:
                self.furthest = number
                self.reach(READ + (COMPARED - READ) * number // len(self))
            yield row


def _layout_of(run: ImportRun) -> Layout | None:
    return Layout.of(run.layout) if run.layout else None


def _refused(reason: str, dry_run: bool) -> Report:
    return Report(errors=[LineError(0, "", "", reason)], is_dry_run=dry_run)


def _sentence(problem: Exception) -> str:
    return str(problem) if isinstance(problem, UnreadableSheet | Refusal) else STOPPED


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


def _compared(
    sheet: Sheet, content: bytes, actor: Member, layout: Layout | None = None, progress: _Progress | None = None
) -> tuple[Table, Prepared]:
    progress = progress or _Progress()
    wanted = Wanted(sheet.columns, sheet.one_of, remembered(sheet.name), layout)
    table = read_table(content, wanted, clock.today(actor.company), actor)
    progress.reach(READ)
    prepared = sheet.prepare(progress.through(table.rows), actor)
    progress.reach(COMPARED)
    return table, prepared


def _report(table: Table, prepared: Prepared, run: str, dry_run: bool) -> Report:
    counts: dict[str, Any] = {name: getattr(prepared, name) for name in ("created", "changed", "unchanged")}
    return Report(
        **counts,
        also_created=prepared.also_created,
        errors=sorted([*table.errors, *prepared.errors], key=lambda error: error.line),
        mapping=table.mapping,
        ignored=table.ignored,
        warnings=[*table.warnings, *prepared.warnings],
        understood=list(prepared.understood),
        run=run,
        is_dry_run=dry_run,
    )
