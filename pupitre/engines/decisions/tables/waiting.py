"""What several people asked and is not answered yet: since when, and who has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pupitre.engines.decisions.models import DecisionRequest
from pupitre.engines.decisions.queries import matrix, requests
from pupitre.engines.decisions.tables import amount_of
from pupitre.engines.decisions.tables.cards import state_said
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.queries import Here
from pupitre.ui.addresses import url_of


@dataclass(frozen=True)
class Waiting:
    """`is_yours`: it waits for whoever reads; `held_by` says, in words, who has it."""

    title: str
    url: str
    asker: Member
    since: date
    is_yours: bool
    held_by: str


def waiting_of(actor: Member, askers: Iterable[Member], here: Here) -> list[Waiting]:
    """Only what the actor may see, by deadline; four queries, whatever the number of people."""
    board = matrix.board_of(here.on, here)
    return [_waiting(one, actor, board) for one in requests.open_requests_of(askers, actor, board)]


def _waiting(request: DecisionRequest, actor: Member, board: matrix.Board) -> Waiting:
    seats = requests.seats_of(request, board, actor.company)
    amount = amount_of(request)
    return Waiting(
        title=f"{request.title}, {amount}" if amount else request.title,
        url=url_of("decisions:request", actor.company.slug, request.ref),
        asker=request.asker,
        since=clock.local(request.asked_at, actor.company).date(),
        is_yours=requests.waits_for(actor, request, seats, board.on),
        held_by=_holder(request, seats, board),
    )


def _holder(request: DecisionRequest, seats: requests.Seats, board: matrix.Board) -> str:
    if request.is_question_open:
        return f"{request.asker.name} a une question à lever"
    names = sorted(board.members[ref].name for ref in seats.awaited)
    held = f"chez {' ou '.join(names)}" if names else "personne n’est là pour décider"
    said = state_said(request, board.on)
    return f"{held}, {said}" if said else held
