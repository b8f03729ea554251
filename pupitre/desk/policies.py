"""Who looks after a team: whoever may write when its people are there. What is shown of it, each room says."""

from pupitre.foundation.access.table import COMPANY, TEAM, widest_scope
from pupitre.foundation.tenancy.models import Member, Role

LEADING = (Role.OWNER, Role.DIRECTOR, Role.MANAGER, Role.REFERENT)  # who has a team of their own


def can_see_teams(actor: Member) -> bool:
    return _scope(actor) in (TEAM, COMPANY)


def can_see_team(actor: Member, lead: Member) -> bool:
    """The team of whoever leads it is their own; those who look after the company see them all."""
    scope = _scope(actor)
    return scope == COMPANY or (scope == TEAM and lead.pk == actor.pk)


def leads_a_team(actor: Member) -> bool:
    return can_see_teams(actor) and any(actor.has(role) for role in LEADING)


def only_looks_after_teams(actor: Member) -> bool:
    return can_see_teams(actor) and not leads_a_team(actor)


def _scope(actor: Member) -> str:
    return widest_scope(actor, "attention.edit_presence")
