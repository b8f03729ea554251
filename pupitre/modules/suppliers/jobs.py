"""What the clock does for suppliers."""

from contextlib import suppress

from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company
from pupitre.modules.suppliers import actions


@job
def empty_the_bin(company: Company) -> None:
    """Each night: what was removed long ago goes for good."""
    with suppress(actions.CannotChange):  # nothing is that old
        actions.empty_bin(actor=None)


@job
def roll(company: Company) -> None:
    """Each morning: whatever window is behind, its contract waits for the next one."""
    with suppress(actions.CannotChange):  # nothing is behind
        actions.roll_contracts(actor=None)
