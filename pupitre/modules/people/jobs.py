"""What the clock does for people."""

from contextlib import suppress
from datetime import timedelta

from pupitre.foundation import clock
from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company
from pupitre.modules.people import actions, queries

LOOKS_BACK = timedelta(days=30)


@job
def close_doors(company: Company) -> None:
    """Each night: whoever left, what they could still open is closed; a house that was off catches up."""
    for person in queries.gone_since(clock.today(company) - LOOKS_BACK):
        with suppress(actions.NothingOpen):
            actions.close_access(person, actor=None)
