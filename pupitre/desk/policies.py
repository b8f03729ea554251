"""Who looks after a team: whoever may write when its people are there. What is shown of it, each room says."""

from pupitre.desk.queries.teams import scope_of
from pupitre.foundation.access.table import COMPANY, TEAM
from pupitre.foundation.tenancy.models import Member, Role

LEADING = (Role.OWNER, Role.DIRECTOR, Role.MANAGER, Role.REFERENT)  # who has a team of their own


def can_see_teams(actor: Member) -> bool:
    return scope_of(actor) in (TEAM, COMPANY)


def leads_a_team(actor: Member) -> bool:
    return can_see_teams(actor) and any(actor.has(role) for role in LEADING)


def only_looks_after_teams(actor: Member) -> bool:
    return can_see_teams(actor) and not leads_a_team(actor)
