"""Every change to the company, its sites, its teams and its people."""

from pupitre.modules.people.actions.company import edit_company, edit_site, found_company, open_site
from pupitre.modules.people.actions.invitations import (
    INVITATION_LIFE,
    CannotJoin,
    accept_invitation,
    cancel_invitation,
    invite,
    join_url,
)
from pupitre.modules.people.actions.leaving import NothingOpen, close_access
from pupitre.modules.people.actions.membership import end_membership, grant_roles, welcome_back
from pupitre.modules.people.actions.people import edit_person, hire, move_to_site, restore_person, set_manager
from pupitre.modules.people.actions.privacy import (
    erase_person,
    erase_restored_person,
    note_emergency_contact,
    read_emergency_contact,
)
from pupitre.modules.people.actions.sheet import import_people
from pupitre.modules.people.actions.taking_back import take_back_people
from pupitre.modules.people.actions.teams import add_team, edit_team

__all__ = [
    "INVITATION_LIFE",
    "CannotJoin",
    "NothingOpen",
    "accept_invitation",
    "add_team",
    "cancel_invitation",
    "close_access",
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
    "join_url",
    "move_to_site",
    "note_emergency_contact",
    "open_site",
    "read_emergency_contact",
    "restore_person",
    "set_manager",
    "take_back_people",
    "welcome_back",
]
