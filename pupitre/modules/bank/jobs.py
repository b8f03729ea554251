"""What is done later: reading a statement that was received, forgetting the lines kept long enough."""

from contextlib import suppress

from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company
from pupitre.modules.bank import actions
from pupitre.modules.bank.models import Statement


@job
def read_statements(company: Company, *refs: str) -> None:
    for statement in [Statement.objects.get(ref=ref) for ref in refs]:
        with suppress(actions.CannotRead):  # read by a job that was thought lost
            actions.read_received(statement, actor=None)


@job
def forget(company: Company) -> None:
    with suppress(actions.CannotRead):  # nothing is that old
        actions.forget_old_lines(actor=None)
