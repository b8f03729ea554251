"""Each night: the index is compared with what the rooms say, and old searches without result are forgotten."""

import logging

from pupitre.foundation.jobs.background import job
from pupitre.foundation.search import index
from pupitre.foundation.search.actions import forget_old_missed
from pupitre.foundation.tenancy.models import Company

log = logging.getLogger("pupitre.search")


@job
def check(company: Company) -> None:
    if wrong := index.rebuild():
        log.warning("%s documents of the search of %s were not up to date", wrong, company.uid)
    forget_old_missed()
