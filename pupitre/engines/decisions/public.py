"""What the house may use of decisions: asking, answering, and whether somebody may decide alone."""

from django.conf import settings
from django.urls import reverse

from pupitre.engines.decisions.actions import (
    Ask,
    CannotAsk,
    CannotDecide,
    Given,
    PowerDraft,
    add_power,
    answer,
    close_moot_requests,
    decide,
    name_stand_in,
    request_decision,
    take_back,
    withdraw_request,
)
from pupitre.engines.decisions.actions.leaving import end_stand_ins_of
from pupitre.engines.decisions.actions.links import link_for
from pupitre.engines.decisions.models import DecisionRequest
from pupitre.engines.decisions.policies import can_see_powers
from pupitre.engines.decisions.queries.matrix import board_of, has_stand_ins, is_matrix_set, powers_held_by
from pupitre.engines.decisions.queries.month import Awaited, Taken, decisions_taken, decisions_waiting
from pupitre.engines.decisions.queries.requests import (
    request_about,
    request_named,
    seats_of,
    subjects_waiting,
    to_decide,
)
from pupitre.engines.decisions.queries.signing import Signatory, signatories
from pupitre.engines.decisions.rules import (
    ACCEPT,
    REFUSE,
    REQUEST,
    Asked,
    Kind,
    Mode,
    Option,
    Settled,
    Silence,
    delegation,
    levels,
)
from pupitre.engines.decisions.tables import said_of
from pupitre.engines.decisions.tables.waiting import Waiting, waiting_of
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member

__all__ = [
    "ACCEPT",
    "REFUSE",
    "REQUEST",
    "Ask",
    "Awaited",
    "CannotAsk",
    "CannotDecide",
    "DecisionRequest",
    "Given",
    "Kind",
    "Mode",
    "Option",
    "PowerDraft",
    "Settled",
    "Signatory",
    "Silence",
    "Taken",
    "Waiting",
    "add_power",
    "answer",
    "close_moot_requests",
    "decide",
    "decides_alone",
    "decisions_taken",
    "decisions_waiting",
    "end_stand_ins_of",
    "has_stand_ins",
    "is_matrix_set",
    "link_about",
    "name_stand_in",
    "open_request_about",
    "powers_to_take_over",
    "request_decision",
    "said_of",
    "seats_of",
    "signatories",
    "subjects_waiting",
    "take_back",
    "to_decide",
    "waiting_of",
    "withdraw_request",
]


def decides_alone(actor: Member, kind: str, amount_cents: int | None, basis: str, category: str = "") -> bool:
    """What a module's policy asks: is this within what the actor may decide, delegated or as the last resort?"""
    asked = Asked(kind, "", amount_cents, basis, category)
    lines = board_of(clock.today(actor.company)).lines
    mine = Asked(kind, actor.ref, amount_cents, basis, category)
    if delegation(lines, mine):
        return True
    return any(actor.ref in line.holders and line.up_to is None for line in levels(lines, asked))


def open_request_about(kind: str, subject: str) -> DecisionRequest | None:
    return request_about(kind, subject)


def link_about(key: str, member: Member) -> str:
    """The address by which this person answers the request of this item, without signing in; empty for other items."""
    kind, _, rest = key.partition(":")
    request = request_named(rest.partition(":")[0]) if kind == REQUEST else None
    if request is None or not request.is_open:
        return ""
    return settings.URL + reverse("decide_by_link", args=[link_for(request, member)])


def powers_to_take_over(actor: Member, member: Member) -> int:
    """Lines of the matrix in the name of somebody who leaves, for whoever reads the matrix."""
    return powers_held_by(member) if can_see_powers(actor) else 0
