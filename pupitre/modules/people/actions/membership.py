"""What somebody may do in the company, and when they leave."""

from collections.abc import Collection
from datetime import date

from pupitre.foundation.access.links import close_links
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.modules.people import policies, queries, rules
from pupitre.modules.people.actions.grants import tell_the_direction
from pupitre.modules.people.actions.leaving import close_doors
from pupitre.modules.people.events import MembershipEnded, PersonWelcomedBack, RolesGranted
from pupitre.modules.people.models import Person

LAST_ONE_STAYS = {
    Role.OWNER: "est la seule personne propriétaire",
    Role.DIRECTOR: "est la seule personne de la direction",
}


class CannotGrant(Refusal):
    pass


class CannotLeave(Refusal):
    pass


@action
def grant_roles(
    person: Person,
    roles: Collection[str],
    clearances: Collection[str] = (),
    version: int | None = None,
    *,
    actor: Member,
) -> Person:
    person, roles = locked(person, version), policies.whole(roles)
    require(policies.can_grant(actor, person, roles, clearances))
    for role in LAST_ONE_STAYS:
        if person.member.has(role) and role not in roles:
            _refuse_to_lose_the_last(role, person.member, "gardez-lui ce rôle ou donnez-le d’abord à quelqu’un")
    member = locked(person.member)
    new = [*rules.added(member.roles, roles), *rules.added(member.clearances, clearances)]
    if new:
        _close_links_to(member)
    member.roles, member.clearances = sorted(roles), sorted(clearances)
    save(member, "roles", "clearances")
    save(person)
    tell(RolesGranted(person.ref, tuple(member.roles), tuple(member.clearances)), person, {"name": member.name})
    if new:
        tell_the_direction(person, new, actor)
    return person


@action
def end_membership(person: Person, left_on: date, version: int | None = None, *, actor: Member) -> Person:
    """The last day in the company; access ends with it: at once when it is over, otherwise the night after."""
    person = locked(person, version)
    require(policies.can_end_membership(actor, person))
    member = locked(person.member)
    if member.left_on is not None:
        raise CannotLeave(f"Le départ de {member.name} est déjà noté.")
    if left_on < member.joined_on:
        raise CannotLeave("Le départ est avant l’arrivée.")
    for role in LAST_ONE_STAYS:
        if member.has(role):
            _refuse_to_lose_the_last(role, member, "donnez d’abord ce rôle à quelqu’un")
    member.left_on = left_on
    save(member, "left_on")
    save(person)
    tell(MembershipEnded(person.ref, member.ref, left_on.isoformat()), person, {"name": member.name})
    if queries.is_over(member):
        close_doors(member, actor)
    offer_undo(f"Départ de {member.name} noté", welcome_back, ref=person.ref, left_on=left_on.isoformat())
    return person


@action
def welcome_back(ref: str, left_on: str, *, actor: Member) -> Person:
    """Takes back the departure of that day, or reopens the file of somebody who returns."""
    person = locked(Person.objects.get(ref=ref))
    require(policies.can_end_membership(actor, person))
    member = locked(person.member)
    if person.erased_at or member.left_on is None or member.left_on.isoformat() != left_on:
        raise CannotLeave("Le départ a changé entre-temps : rien n’a été touché.")
    member.left_on = None
    save(member, "left_on")
    save(person)
    tell(PersonWelcomedBack(person.ref, member.ref), person, {"name": member.name})
    return person


def _refuse_to_lose_the_last(role: Role, member: Member, advice: str) -> None:
    """The others are read under lock: two directors cannot send each other away at the same time."""
    staying = Member.objects.select_for_update().filter(left_on=None).order_by("pk")
    if not any(other.has(role) for other in staying if other.pk != member.pk):
        raise CannotGrant(f"{member.name} {LAST_ONE_STAYS[role]} : {advice}.")


def _close_links_to(member: Member) -> None:
    """A link made before somebody got more rights must not open them."""
    close_links(Purpose.INVITATION, member=member)
    if member.user:
        close_links(Purpose.SIGN_IN, user=member.user)
