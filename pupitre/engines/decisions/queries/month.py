"""What was decided within a span of time and what waited at its end: for whoever counts a month."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.rules import Way
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.calendar import Zone, working_days_between

ASKED = (Way.PAGE, Way.LINK, Way.ORAL)


@dataclass(frozen=True)
class Taken:
    """A decision that holds. `waited`: working days, questions left out; None when nobody was asked.

    `title` is empty of what whoever counts was not part of.
    """

    ref: str
    title: str
    on: date
    waited: int | None


@dataclass(frozen=True)
class Awaited:
    ref: str
    title: str
    asked_on: date
    decide_by: date | None
    amount_cents: int | None
    basis: str
    consequence: str
    is_known: bool


def decisions_taken(since: datetime, until: datetime, company: Company, known: Collection[str]) -> list[Taken]:
    """From the first instant to the last, excluded; `known`: refs of those whose requests may be named."""
    rows = Answer.objects.filter(is_yes__isnull=False, at__gte=since, at__lt=until, round=F("request__round"))
    rows = rows.exclude(request__closed_at=None).select_related("request__asker").order_by("at", "pk")
    return [_taken(row, company, known) for row in rows]


def _taken(row: Answer, company: Company, known: Collection[str]) -> Taken:
    request, on = row.request, clock.local(row.at, company).date()
    asked_on = clock.local(request.asked_at, company).date()
    waited = working_days_between(asked_on, on, Zone(company.zone)) - request.question_days
    title = request.title if request.asker.ref in known else ""
    return Taken(request.ref, title, on, max(0, waited) if row.way in ASKED else None)


def decisions_waiting(at: datetime, company: Company, known: Collection[str]) -> list[Awaited]:
    """What waited at that instant, by deadline, those without one last."""
    rows = DecisionRequest.objects.filter(Q(closed_at=None) | Q(closed_at__gte=at), asked_at__lt=at)
    return [
        _waiting(row, company, row.asker.ref in known)
        for row in rows.select_related("asker").order_by(F("decide_by").asc(nulls_last=True), "asked_at", "pk")
    ]


def _waiting(row: DecisionRequest, company: Company, is_known: bool) -> Awaited:
    asked_on = clock.local(row.asked_at, company).date()
    said = (row.title, row.amount_cents, row.basis, row.consequence) if is_known else ("", None, "", "")
    title, cents, basis, consequence = said
    return Awaited(row.ref, title, asked_on, row.decide_by, cents, basis, consequence, is_known)
