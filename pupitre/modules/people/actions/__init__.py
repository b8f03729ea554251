"""Every change to the company, its sites, its teams and its people."""

from pupitre.modules.people.actions.company import edit_company, edit_site, found_company, open_site
from pupitre.modules.people.actions.membership import (
    INVITATION_LIFE,
    end_membership,
    grant_roles,
    invite,
    welcome_back,
)
from pupitre.modules.people.actions.people import edit_person, hire, move_to_site, restore_person, set_manager
from pupitre.modules.people.actions.privacy import (
    erase_person,
    erase_restored_person,
    note_emergency_contact,
    read_emergency_contact,
)
from pupitre.modules.people.actions.sheet import import_people
from pupitre.modules.people.actions.teams import add_team, edit_team

__all__ = [
    "INVITATION_LIFE",
    "add_team",
    "edit_company",
    "edit_person",
    "edit_site",
    "edit_team",
    "end_membership",
    "erase_person",
    "erase_restored_person",
    "found_company",
    "grant_roles",
    "hire",
    "import_people",
    "invite",
    "move_to_site",
    "note_emergency_contact",
    "open_site",
    "read_emergency_contact",
    "restore_person",
    "set_manager",
    "welcome_back",
]
