"""Kept files and their errors may name anybody: they go after a while, and at once when a person is erased."""

from django.conf import settings
from django.db.models import QuerySet

from pupitre.foundation import clock
from pupitre.foundation.files.models import Attachment, Blob
from pupitre.foundation.files.store import path_of
from pupitre.foundation.imports.models import ImportedRow, ImportRun
from pupitre.foundation.imports.queries import KIND
from pupitre.foundation.tenancy.models import Company, Member


def forget_old_files(company: Company) -> int:
    """How many runs lost their file; the figures stay."""
    kept = Attachment.objects.filter(subject_kind=KIND).values("subject_ref")
    limit = clock.now() - settings.RETENTION["imports"]
    old = ImportRun.objects.filter(started_at__lt=limit, ref__in=kept)
    over = clock.now() - settings.RETENTION["undo_imports"]
    ImportedRow.objects.filter(run__imported_at__lt=over).delete()
    return _forget(old, company)


def forget_files(member: Member) -> None:
    """Nobody can tell which old sheets named that person: the files of all of them go, and what they replaced."""
    ImportedRow.objects.all().delete()
    _forget(ImportRun.objects.all(), member.company)


def _forget(runs: QuerySet[ImportRun], company: Company) -> int:
    kept = list(runs)
    for run in kept:
        run.report = {**run.report, "errors": [], "understood": []}
        run.layout = {**run.layout, "samples": []} if run.layout else {}
        run.undone = {**run.undone, "left": []} if run.undone else {}
    ImportRun.objects.bulk_update(kept, ["report", "layout", "undone"], batch_size=500)
    attached = Attachment.objects.filter(subject_kind=KIND, subject_ref__in=[run.ref for run in kept])
    blobs = list(attached.values_list("blob_id", flat=True))
    attached.delete()
    alone = Blob.objects.filter(pk__in=blobs).exclude(pk__in=Attachment.objects.values("blob"))
    for blob in alone:
        blob.delete()
        path_of(company, blob.sha256).unlink(missing_ok=True)
    return len(kept)
