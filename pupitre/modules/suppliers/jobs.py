"""What the clock does for suppliers."""

from contextlib import suppress

from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company
from pupitre.modules.suppliers import actions


@job
def roll(company: Company) -> None:
    """Each morning: whatever window is behind, its contract waits for the next one."""
    with suppress(actions.CannotChange):  # nothing is behind
        actions.roll_contracts(actor=None)
