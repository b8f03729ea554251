"""What of decisions needs somebody: requests to answer, questions to reply to, what was accepted and is to do."""

from collections.abc import Iterator
from datetime import date, datetime

from pupitre.engines.attention.public import Dimension, Item, Verb
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.queries import matrix, requests
from pupitre.engines.decisions.rules import REQUEST
from pupitre.engines.decisions.tables import amount_of, asked_words, on_day
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company, Role
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.formatting import ended
from pupitre.ui.addresses import url_of

NOBODY, QUESTION, THEN = (
    "decisions.nobody",
    "decisions.question",
    "decisions.then",
)


ABSENT = "qui décide est absent, sans suppléance"
NO_LINE = "aucune ligne ne désigne quelqu’un d’autre que les parties"


def requests_on_desks(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """Each open request, for whoever is waited for, and what is to do of those accepted; who decides is asked only
    when something waits."""
    here = here or Here(on)
    found = here.once(requests.on_desks)
    yield from (_to_do(request, company, here) for request in found if not request.is_open)
    waiting = [request for request in found if request.is_open]
    if not waiting:
        return
    board = matrix.board_of(on, here)
    asked_about = [one for one in waiting if one.is_question_open]
    questions = requests.last_questions(asked_about) if asked_about else {}
    for request in waiting:
        seats = requests.seats_of(request, board, company)
        has_question = request.is_question_open and request.asker.ref in here.refs
        if has_question:
            yield _question(request, questions.get(request.pk), company, on)
        if requests.is_set_aside(request, on) and (has_question or seats.awaited):
            continue
        yield _to_answer(request, seats, company, on) if seats.awaited else _nobody(request, seats, company, here)


def _to_do(request: DecisionRequest, company: Company, here: Here) -> Item:
    """« Dès l’accord »: neither the decision nor what follows waits for anybody's next presence."""
    doer = {request.then_member.ref} & here.refs if request.then_member else set()
    who = frozenset(doer or {request.asker.ref})  # whoever was to do it left: the asker is told
    return Item(
        key=f"{THEN}:{request.ref}:{request.round}",
        kind=THEN,
        title=request.then_what,
        why=ended(f"Accord donné : {request.title}"),
        seen_by=who | {request.asker.ref},
        acts=who,
        criticality=3,
        minutes=15,
        stake_words="accord donné",
        waiting_since=_day(request.closed_at, company) if request.closed_at else None,
        dimension=Dimension.FINANCE,
    )


def _to_answer(request: DecisionRequest, seats: requests.Seats, company: Company, on: date) -> Item:
    waiting = ended(f"{request.asker.name} attend une réponse depuis {on_day(_day(request.asked_at, company), on)}")
    lost = f" Sans réponse : {ended(request.consequence)}" if request.consequence else ""
    return Item(
        key=f"{REQUEST}:{request.ref}:{request.round}",
        kind=REQUEST,
        title=f"{request.title}{_sum(request)}",
        why=f"{waiting}{lost}",
        seen_by=seats.who,
        acts=seats.awaited,
        criticality=4 if request.decide_by else 3,
        url=_url(request, company),
        act_by=request.decide_by,
        at_stake=request.stake_cents,
        at_stake_from=request.stake_from,
        minutes=5,
        stake_words="" if request.stake_cents else "quelqu’un attend",
        waiting_since=_day(request.asked_at, company),
        verbs=(Verb("Répondre", _url(request, company)),),
        dimension=Dimension.FINANCE,
    )


def _question(request: DecisionRequest, asked: Answer | None, company: Company, on: date) -> Item:
    who = frozenset({request.asker.ref})
    why = f"{asked.by.name} demande : « {asked.said} »" if asked else "Une question attend votre réponse."
    return Item(
        key=f"{QUESTION}:{request.ref}:{asked.pk if asked else 0}",
        kind=QUESTION,
        title=f"Répondre à une question : {request.title}",
        why=why,
        seen_by=who,
        acts=who,
        criticality=4,
        url=_url(request, company),
        act_by=request.decide_by,
        minutes=10,
        stake_words="la décision attend",
        waiting_since=_day(asked.at, company) if asked else None,
        verbs=(Verb("Répondre", _url(request, company)),),
        dimension=Dimension.FINANCE,
    )


def _nobody(request: DecisionRequest, seats: requests.Seats, company: Company, here: Here) -> Item:
    """Never an automatic yes: whoever asked, and whoever keeps the matrix, is told."""
    keepers = here.with_role(Role.OFFICE_MANAGER) | here.with_role(Role.DIRECTOR)
    return Item(
        key=f"{NOBODY}:{request.ref}:{request.round}",
        kind=NOBODY,
        title=f"{'Personne n’est là pour décider' if seats.may else 'Personne ne peut décider'} : {request.title}",
        why=ended(f"{asked_words(request)} ; {ABSENT if seats.may else NO_LINE}"),
        seen_by=keepers | seats.who | {request.asker.ref},
        acts=keepers,
        criticality=5,
        url=_url(request, company),
        act_by=request.decide_by,
        minutes=10,
        stake_words="personne ne décide",
        waiting_since=_day(request.asked_at, company),
        verbs=(Verb("Voir la demande", _url(request, company)),),
        dimension=Dimension.FINANCE,
    )


def _day(moment: datetime, company: Company) -> date:
    return clock.local(moment, company).date()


def _sum(request: DecisionRequest) -> str:
    said = amount_of(request)
    return f", {said}" if said else ""


def _url(request: DecisionRequest, company: Company) -> str:
    return url_of("decisions:request", company.slug, request.ref)
