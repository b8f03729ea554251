"""The companies of the rail's list, each with its digit and how much waits there."""

from dataclasses import dataclass

from pupitre.desk.queries.companies import waiting_in
from pupitre.foundation.tenancy.models import Member


@dataclass(frozen=True)
class Door:
    name: str
    url: str
    digit: str
    count: int
    is_current: bool


def doors_of(members: list[Member], path: str | None) -> list[Door]:
    """By name, so that the digit of a company is always the same."""
    return [_door(member, n, path or "") for n, member in enumerate(members, start=1)]


def _door(member: Member, n: int, path: str) -> Door:
    company = member.company
    digit = str(n) if n < 10 else ""
    return Door(company.name, company.address, digit, waiting_in(member) or 0, path.startswith(company.address))
