"""What the clock asks of imports: letting go of files kept long enough."""

from pupitre.foundation.imports.cleaning import forget_old_files
from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company


@job
def forget(company: Company) -> None:
    forget_old_files(company)
