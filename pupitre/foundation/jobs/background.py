"""Background work carries its company: a job receives the company's uid and refs, and runs in that company's scope."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django_tasks import task

from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for

jobs: dict[str, Any] = {}


def job(work: Callable[..., None]) -> Any:
    """`work(company, *refs)` becomes a task; enqueue it with `enqueue(the_job, company, *refs)`."""

    @wraps(work)
    def run(company_uid: str, *refs: str) -> None:
        company = Company.objects.get(uid=UUID(company_uid))
        with working_for(company):
            work(company, *refs)

    made = task()(run)
    jobs[f"{work.__module__}.{work.__name__}"] = made
    return made


def enqueue(work: Any, company: Company, *refs: str) -> None:
    """In the caller's transaction: it leaves if and only if the rest is written."""
    work.enqueue(str(company.uid), *refs)
