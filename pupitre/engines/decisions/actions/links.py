"""A link in a mail speaks for one decider, about a request as it was shown, once, and never past the deadline."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from pupitre.engines.decisions.actions.answers import Given, answer, decide
from pupitre.engines.decisions.actions.settling import CannotDecide
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.rules import PAUSES, Way
from pupitre.foundation import clock
from pupitre.foundation.access.links import close_links, new_link, use_link
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.audit.verbs import locked
from pupitre.foundation.tenancy.models import Company, Member

LIFE = timedelta(hours=72)


def link_for(request: DecisionRequest, member: Member) -> str:
    """The token; those that were sent before to the same person about the same request no longer open."""
    about: dict[str, Any] = {"member": member, "subject": request.ref}
    close_links(Purpose.DECISION, **about)
    return new_link(Purpose.DECISION, _life(request, member.company), **about, edition=request.edition)


def decide_by_link(token: str, link: Link, request: DecisionRequest, given: Given) -> Answer:
    """The answer and the use of the link are one: two POSTs of a link give one answer, whatever they say."""
    given = Given(given.code, given.said, given.until, link.edition, Way.LINK)
    act = answer if given.code in PAUSES else decide
    with transaction.atomic():
        locked(request)
        if use_link(token, Purpose.DECISION) is None:
            raise CannotDecide("Ce lien a déjà servi.")
        made: Answer = act(request, given, actor=link.member)
    return made


def _life(request: DecisionRequest, company: Company) -> timedelta:
    """72 hours, or until the end of the last useful day."""
    if request.decide_by is None:
        return LIFE
    end = datetime.combine(request.decide_by + timedelta(days=1), time(), ZoneInfo(company.time_zone))
    return max(timedelta(), min(LIFE, end - clock.now()))
