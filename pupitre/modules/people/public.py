"""What other rooms may use of people."""

from pupitre.modules.people.actions import (
    add_team,
    edit_person,
    end_membership,
    found_company,
    grant_roles,
    hire,
    import_people,
    invite,
    open_site,
)
from pupitre.modules.people.actions.company import Founding
from pupitre.modules.people.events import CompanyEdited, MembershipEnded, PersonHired, SiteEdited
from pupitre.modules.people.queries import member_named, person_of

__all__ = [
    "CompanyEdited",
    "Founding",
    "MembershipEnded",
    "PersonHired",
    "SiteEdited",
    "add_team",
    "edit_person",
    "end_membership",
    "found_company",
    "grant_roles",
    "hire",
    "import_people",
    "invite",
    "member_named",
    "open_site",
    "person_of",
]
