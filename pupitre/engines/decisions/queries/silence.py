"""What is agreed in advance for when nobody answers, and which requests wait in silence."""

from datetime import date, timedelta

from pupitre.engines.decisions.models import DecisionRequest, Precaution
from pupitre.engines.decisions.queries.requests import all_kinds, open_requests
from pupitre.engines.decisions.rules import Kind

EVE = timedelta(days=1)


def precaution_for(kind_name: str) -> Precaution | None:
    rows = Precaution.objects.filter(kind=kind_name, ended_at=None)
    return rows.select_related("agreed_by", "agreed_by__company").first()


def precautions() -> list[tuple[Kind, Precaution | None]]:
    """Each kind that has a reversible act, with what was agreed of it."""
    agreed = {one.kind: one for one in Precaution.objects.filter(ended_at=None).select_related("agreed_by")}
    return [(kind, agreed.get(kind.name)) for kind in all_kinds() if kind.silence is not None]


def is_silent(request: DecisionRequest, on: date) -> bool:
    """From the eve of the last useful day; a question, or an answer put off, is no silence."""
    put_off = request.later_until is not None and request.later_until > on
    return request.decide_by is not None and request.decide_by - EVE <= on and not (request.is_question_open or put_off)


def silent_requests(on: date) -> list[DecisionRequest]:
    agreed = Precaution.objects.filter(ended_at=None).values("kind")
    rows = open_requests().filter(kind__in=agreed, decide_by__lte=on + EVE)
    return [request for request in rows if is_silent(request, on)]
