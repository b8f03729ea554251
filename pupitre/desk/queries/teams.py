"""Who answers to whom: the teams somebody may see, and the people of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from pupitre.foundation import clock
from pupitre.foundation.access.table import COMPANY, TEAM, widest_scope
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.queries import Here


@dataclass(frozen=True)
class Team:
    """`people`: those who answer to `lead`, today or from the day they arrive."""

    lead: Member
    people: Sequence[Member]


@dataclass(frozen=True)
class Staff:
    """Everybody who is in the company or is about to be, by name."""

    actor: Member
    on: date
    members: Sequence[Member]

    @cached_property
    def here(self) -> Here:
        return Here(self.on, [member for member in self.members if member.is_here(self.on)])

    @cached_property
    def teams(self) -> list[Team]:
        """Those the reader may see, their own first."""
        led: dict[int, list[Member]] = {}
        for member in self.members:
            if member.manager_id is not None:
                led.setdefault(member.manager_id, []).append(member)
        seen = {COMPANY: led.keys(), TEAM: led.keys() & {self.actor.pk}}.get(scope_of(self.actor), ())
        leads = (one for one in self.here.members if one.pk in seen)
        return [Team(lead, led[lead.pk]) for lead in sorted(leads, key=lambda one: one.pk != self.actor.pk)]

    def team_of(self, ref: str) -> Team | None:
        """Absent and not theirs to see look alike."""
        return next((team for team in self.teams if team.lead.ref == ref), None)


def scope_of(actor: Member) -> str:
    """Whose presence the actor keeps: their team's, the company's, or nobody else's."""
    return widest_scope(actor, "attention.edit_presence")


def staff_around(actor: Member) -> Staff:
    on = clock.today(actor.company)
    members = list(
        Member.objects.select_related("site").filter(Q(left_on=None) | Q(left_on__gte=on)).order_by("name", "pk")
    )
    for member in members:
        member.company = actor.company
    return Staff(actor, on, members)
