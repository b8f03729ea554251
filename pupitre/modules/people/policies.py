"""Who may do what to people, teams, sites and the company."""

from collections.abc import Collection

from pupitre.foundation import clock
from pupitre.foundation.access.table import allows
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.modules.people import queries, rules
from pupitre.modules.people.models import Person

ORDINARY = {Role.EMPLOYEE, Role.MANAGER, Role.READER}  # what whoever hires may give; the rest is given by the direction
TOP = {Role.OWNER, Role.DIRECTOR}  # named by an owner, or by the direction while there is none


def can_hire(actor: Member) -> bool:
    return allows(actor, "people.hire")


def can_edit_person(actor: Member, person: Person) -> bool:
    return allows(actor, "people.edit_person", of=person.member)


def can_end_membership(actor: Member, person: Person) -> bool:
    """An owner is sent away by an owner."""
    may = allows(actor, "people.end_membership", of=person.member)
    return may and (actor.has(Role.OWNER) or not person.member.has(Role.OWNER))


def can_edit_teams(actor: Member) -> bool:
    return allows(actor, "people.edit_teams")


def can_edit_company(actor: Member) -> bool:
    return allows(actor, "people.edit_company")


def can_import(actor: Member) -> bool:
    return allows(actor, "people.import_people")


def can_grant(actor: Member, person: Person, roles: Collection[str], clearances: Collection[str]) -> bool:
    """Nobody raises themselves, and nobody gives a clearance they do not hold."""
    new_roles = rules.added(person.member.roles, roles) - ORDINARY
    new_clearances = rules.added(person.member.clearances, clearances)
    if actor.pk == person.member_id and (new_roles or new_clearances):
        return False
    changed = set(person.member.roles) ^ set(roles)
    return _may_give(actor, changed) and new_clearances <= set(actor.clearances)


def can_hire_as(actor: Member, roles: Collection[str], clearances: Collection[str]) -> bool:
    if set(roles) <= ORDINARY and not clearances:
        return True
    return _may_give(actor, roles) and set(clearances) <= set(actor.clearances)


def whole(roles: Collection[str]) -> list[str]:
    """With what they bring along: an owner is of the direction."""
    return sorted({*roles, Role.DIRECTOR} if Role.OWNER in roles else set(roles))


def _may_give(actor: Member, roles: Collection[str]) -> bool:
    if not allows(actor, "people.grant_roles"):
        return False
    return TOP.isdisjoint(roles) or actor.has(Role.OWNER) or not queries.has_owner(clock.today(actor.company))


def can_invite(actor: Member, person: Person) -> bool:
    """The link lets its holder in as that person: it is made only by who could have given that person's rights."""
    return allows(actor, "people.invite") and can_hire_as(actor, person.member.roles, person.member.clearances)


def can_see_work_details(actor: Member, person: Person) -> bool:
    return allows(actor, "people.see_work_details", of=person.member)


def can_see_private(actor: Member, person: Person) -> bool:
    return actor.pk == person.member_id or allows(actor, "people.see_private", of=person.member)


def can_see_history(actor: Member, person: Person) -> bool:
    return allows(actor, "people.see_history", of=person.member)


def can_erase(actor: Member, person: Person) -> bool:
    return actor.pk != person.member_id and allows(actor, "people.erase_person")
