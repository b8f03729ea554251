"""All my companies, in counts only: nothing of one is told on the screen of another."""

from dataclasses import dataclass

from pupitre.engines.attention.public import sort_items
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.formatting import counted, day_near


@dataclass(frozen=True)
class House:
    name: str
    url: str
    role: str
    to_do: str
    urgent: str


def houses_of(members: list[Member]) -> list[House]:
    return [_house(member) for member in members]


def _house(member: Member) -> House:
    on = clock.today(member.company)
    with working_for(member.company):
        lines = sort_items(member, on).candidates
    soonest = min((line.item.act_by for line in lines if line.item.act_by), default=None)
    roles = [role.label for role in Role if role in member.roles]
    return House(
        member.company.name,
        member.company.address,
        roles[0] if roles else "",
        counted(len(lines), "sujet") if lines else "Rien à faire",
        f"le premier {day_near(max(soonest, on), on)}" if soonest else "",
    )
