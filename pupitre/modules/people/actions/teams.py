"""Teams."""

from typing import TypedDict, Unpack

from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.people import policies
from pupitre.modules.people.events import TeamAdded, TeamEdited
from pupitre.modules.people.models import Team


class CannotChangeTeam(Refusal):
    pass


class TeamChanges(TypedDict, total=False):
    name: str
    lead: Member | None


@action
def add_team(name: str, lead: Member | None = None, *, actor: Member) -> Team:
    require(policies.can_edit_teams(actor))
    _refuse_a_second_team(name)
    team = Team.objects.create(name=name, lead=lead)
    tell(TeamAdded(team.ref), team, {"name": name})
    return team


@action
def edit_team(team: Team, version: int | None = None, *, actor: Member, **changes: Unpack[TeamChanges]) -> Team:
    team = locked(team, version)
    require(policies.can_edit_teams(actor))
    if "name" in changes:
        _refuse_a_second_team(changes["name"], team)
    details = {"before": team.name, "after": changes.get("name", team.name)}
    for field, value in changes.items():
        setattr(team, field, value)
    save(team, *changes)
    tell(TeamEdited(team.ref, tuple(changes)), team, details)
    return team


def _refuse_a_second_team(name: str, but: Team | None = None) -> None:
    same = Team.objects.filter(name=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise CannotChangeTeam("Une équipe porte déjà ce nom.")
