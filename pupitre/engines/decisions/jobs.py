"""What the clock asks of decisions: announcing, then doing, what was agreed for when nobody answers."""

import logging
from datetime import time

from pupitre.engines.decisions.actions import act_on_silence, announce_silence
from pupitre.engines.decisions.models import DecisionRequest
from pupitre.engines.decisions.queries.silence import silent_requests
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.jobs.background import job
from pupitre.foundation.tenancy.models import Company

FROM, UNTIL = time(7), time(19)  # nobody is told at night of what will be done without them
log = logging.getLogger("pupitre.decisions")


@job
def break_silence(company: Company) -> None:
    here = clock.local(clock.now(), company)
    if not FROM <= here.time() < UNTIL:
        return
    for request in silent_requests(here.date()):
        if request.announced_at is None:
            announce_silence(request, actor=None)
        elif request.decide_by is not None and request.decide_by <= here.date():
            _act(request)


def _act(request: DecisionRequest) -> None:
    try:
        act_on_silence(request, actor=None)
    except Refusal as reason:
        log.info("request %s: %s", request.ref, reason)
