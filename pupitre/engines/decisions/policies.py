"""Who may ask, answer, and say who decides."""

from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.queries.requests import Seats
from pupitre.engines.decisions.rules import Way
from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Member


def can_ask(actor: Member) -> bool:
    return allows(actor, "decisions.ask")


def can_decide(actor: Member, request: DecisionRequest, seats: Seats) -> bool:
    """A chair of today, and never one's own request."""
    return actor.pk != request.asker_id and actor.ref in seats.who


def can_edit_request(actor: Member, request: DecisionRequest) -> bool:
    return actor.pk == request.asker_id


def can_reclaim(actor: Member, final: Answer) -> bool:
    """Who is said to have decided aloud, or was stood in for; the direction, what it delegated or agreed of silence."""
    if final.way == Way.ORAL:
        return actor.pk == final.by_id
    if final.way in (Way.DELEGATION, Way.PRECAUTION):
        return can_set_powers(actor) and (actor.pk != final.by_id or final.way == Way.PRECAUTION)
    return actor.pk == final.on_behalf_of_id


def can_set_powers(actor: Member) -> bool:
    return allows(actor, "decisions.set_powers")


def can_see_register(actor: Member) -> bool:
    return allows(actor, "decisions.see_register")


def can_name_stand_in(actor: Member, member: Member) -> bool:
    """Everybody for themselves; the direction for anybody."""
    return actor.pk == member.pk or can_set_powers(actor)


def can_record_oral(actor: Member, request: DecisionRequest) -> bool:
    """What was decided aloud is noted by somebody else than whoever asked."""
    is_party = actor.pk == request.asker_id or actor.ref in request.beneficiaries
    return allows(actor, "decisions.record_oral") and not is_party


def can_see_powers(actor: Member) -> bool:
    return allows(actor, "decisions.see_powers")
