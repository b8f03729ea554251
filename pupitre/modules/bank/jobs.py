"""What is done later: reading a statement that was received, forgetting the lines kept long enough."""

from contextlib import suppress

from django.db.models import F

from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company
from pupitre.modules.bank import actions
from pupitre.modules.bank.models import Statement

MOST_ATTEMPTS = 2  # what kills its worker each time is told before the clock parks the job


@job
def read_statements(company: Company, *refs: str) -> None:
    for statement in [Statement.with_removed.get(ref=ref) for ref in refs]:
        with suppress(actions.CannotRead):  # removed since, or read by a job that was thought lost
            _read(statement)


def _read(statement: Statement) -> None:
    waiting = Statement.objects.filter(pk=statement.pk, state=Statement.State.WAITING)
    if not waiting.filter(attempts__lt=MOST_ATTEMPTS).update(attempts=F("attempts") + 1):
        actions.give_up_reading(statement, actor=None)
        return
    try:
        actions.read_received(statement, actor=None)
    except actions.CannotRead:
        raise
    except Exception:  # whatever it is, the page says so before it is raised again
        actions.give_up_reading(statement, actor=None)
        raise


@job
def forget(company: Company) -> None:
    with suppress(actions.CannotRead):  # nothing is that old
        actions.forget_old_lines(actor=None)
