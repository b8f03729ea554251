"""What runs later: an import that was asked, those that were interrupted, and letting go of files kept long enough."""

from pupitre.foundation.imports.cleaning import forget_old_files
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.queries import interrupted
from pupitre.foundation.imports.running import carry_out
from pupitre.foundation.jobs.background import enqueue, job
from pupitre.foundation.tenancy.models import Company


@job
def import_sheets(company: Company, *refs: str) -> None:
    """Killed in the middle and started again, it finds nothing half written."""
    for run in [ImportRun.objects.select_related("queued_by__company").get(ref=ref) for ref in refs]:
        carry_out(run)


@job
def resume(company: Company) -> None:
    """Those whose job was lost: tried again, or given up with a sentence."""
    for run in interrupted():
        carry_out(run)


@job
def forget(company: Company) -> None:
    forget_old_files(company)


def enqueue_import(run: ImportRun) -> None:
    enqueue(import_sheets, run.company, run.ref)
