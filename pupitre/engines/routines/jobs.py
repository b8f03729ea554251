"""What the clock does for routines."""

from contextlib import suppress

from pupitre.engines.routines import actions
from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company


@job
def empty_the_bin(company: Company) -> None:
    """Each night: what was removed long ago goes for good."""
    with suppress(actions.CannotKeep):  # nothing is that old
        actions.empty_bin(actor=None)
