"""What the clock does for tasks."""

from contextlib import suppress

from pupitre.engines.tasks import actions
from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company


@job
def park(company: Company) -> None:
    """Each night: what has no date and is forgotten leaves the desks, and can come back."""
    with suppress(actions.CannotChange):  # nothing is forgotten
        actions.park_stale(actor=None)
