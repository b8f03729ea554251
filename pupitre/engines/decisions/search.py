"""What is found of requests: what is asked, why, and of whom it is bought."""

from collections.abc import Collection, Iterator, Mapping

from pupitre.engines.decisions.models import DecisionRequest
from pupitre.engines.decisions.queries.matrix import board_of
from pupitre.engines.decisions.queries.requests import requests_visible_to
from pupitre.foundation import clock
from pupitre.foundation.files.queries import names_on
from pupitre.foundation.registry import Found
from pupitre.foundation.registry.searched import Document, Searched, same
from pupitre.foundation.tenancy.models import Member
from pupitre.ui.addresses import url_of

REQUEST = "decisions.request"


def documents(refs: Collection[str] | None) -> Iterator[Document]:
    rows = DecisionRequest.objects.all()
    requests = list(rows if refs is None else rows.filter(ref__in=refs))
    files = names_on(REQUEST, [one.ref for one in requests])
    for one in requests:
        said = (one.category, one.payee_name, one.recommendation, one.consequence, one.then_what, files.get(one.ref))
        yield Document(one.ref, one.title, " ".join(filter(None, said)))


def found(actor: Member, refs: Collection[str]) -> Mapping[str, Found]:
    slug, board = actor.company.slug, board_of(clock.today(actor.company))
    return {
        one.ref: Found(one.title, url_of("decisions:request", slug, one.ref), _says(one))
        for one in requests_visible_to(actor, board).filter(ref__in=refs)
    }


def _says(request: DecisionRequest) -> str:
    return f"{request.asker.name} · {'attend une réponse' if request.is_open else 'répondue'}"


REQUESTS = Searched(REQUEST, "Décisions", "scale", documents, found, {REQUEST: same, "decisions.decisionrequest": same})
