"""The people a first screen names: who directs, who answers meanwhile, who is behind a ref; one query."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet

from pupitre.engines.attention.public import Relay, away_all_day, changes_away_all_day
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import Here


@dataclass(frozen=True)
class People:
    on: date
    members: tuple[Member, ...]
    relay: Member | None = None
    away: frozenset[int] = frozenset()

    @cached_property
    def here(self) -> Here:
        return Here(self.on, self.members, {away_all_day: self.away})

    @cached_property
    def names(self) -> dict[str, str]:
        return {member.ref: member.name for member in self.members}

    @property
    def office_managers(self) -> list[Member]:
        return [member for member in self.members if member.has(Role.OFFICE_MANAGER)]

    def director_of(self, actor: Member) -> Member | None:
        """Whom the actor arbitrates with: somebody of the direction, other than themselves."""
        return next((member for member in self.members if member.has(Role.DIRECTOR) and member.pk != actor.pk), None)


def people_around(actor: Member, on: date) -> People:
    """Everybody of the company that day, by name, with the actor's relay among them, and who is away."""
    everybody = _around(actor.pk, on)
    here = tuple(member for member in everybody if member.is_here(on))
    for member in here:
        member.company = actor.company
    away = frozenset(member.pk for member in everybody if member.is_away)
    return People(on, here, next((member for member in here if member.is_relay), None), away)


def _members_relay_and_away(actor: int, on: date) -> "QuerySet[Member]":
    is_relay = Exists(Relay.objects.filter(member=actor, relay=OuterRef("pk")))
    is_away = Exists(changes_away_all_day(on).filter(member=OuterRef("pk")))
    return Member.objects.select_related("site").annotate(is_relay=is_relay, is_away=is_away).order_by("name")


_around = Prepared(_members_relay_and_away)


def first_name(member: Member | None) -> str:
    return member.name.split()[0] if member and member.name.split() else ""
