"""The people a first screen names: who directs, who answers meanwhile, who is behind a ref; one query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from pupitre.engines.attention.public import Relay
from pupitre.foundation.tenancy.models import Member, Role


@dataclass(frozen=True)
class People:
    members: tuple[Member, ...]
    relay: Member | None = None

    @property
    def names(self) -> dict[str, str]:
        return {member.ref: member.name for member in self.members}

    @property
    def office_managers(self) -> list[Member]:
        return [member for member in self.members if member.has(Role.OFFICE_MANAGER)]

    def director_of(self, actor: Member) -> Member | None:
        """Whom the actor arbitrates with: somebody of the direction, other than themselves."""
        return next((member for member in self.members if member.has(Role.DIRECTOR) and member.pk != actor.pk), None)


def people_around(actor: Member, on: date) -> People:
    """Everybody of the company that day, by name, with the actor's relay among them."""
    is_relay = Exists(Relay.objects.filter(member=actor, relay=OuterRef("pk")))
    rows = Member.objects.select_related("company", "site").annotate(is_relay=is_relay).order_by("name")
    here = tuple(member for member in rows if member.is_here(on))
    return People(here, next((member for member in here if member.is_relay), None))


def first_name(member: Member | None) -> str:
    return member.name.split()[0] if member and member.name.split() else ""
