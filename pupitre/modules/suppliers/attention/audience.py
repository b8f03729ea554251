"""For whom the items of suppliers are."""

from dataclasses import dataclass

from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.queries import Here


@dataclass(frozen=True)
class Audience:
    """Refs of the office managers of the day, of all who may read, and of everybody who is there."""

    office_managers: frozenset[str]
    readers: frozenset[str]
    present: frozenset[str]

    def seen_by(self, owner: Member | None) -> frozenset[str]:
        return self.readers | {owner.ref} if owner else self.readers

    def acts(self, owner: Member | None) -> frozenset[str]:
        return frozenset({owner.ref}) if owner and owner.ref in self.present else self.office_managers


def audience_of(here: Here) -> Audience:
    office_managers = here.with_role(Role.OFFICE_MANAGER)
    return Audience(office_managers, office_managers | here.with_role(Role.DIRECTOR), here.refs)
