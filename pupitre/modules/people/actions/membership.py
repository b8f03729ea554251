"""What somebody may do in the company, how they get in, and when they leave."""

from collections.abc import Collection
from datetime import date, timedelta

from pupitre.foundation import clock
from pupitre.foundation.access.links import new_link
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.accounts.models import User
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.modules.people import policies, rules
from pupitre.modules.people.events import MembershipEnded, PersonInvited, PersonWelcomedBack, RolesGranted
from pupitre.modules.people.models import Person

INVITATION_LIFE = timedelta(days=7)


class CannotGrant(Refusal):
    pass


class CannotInvite(Refusal):
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
    person = locked(person, version)
    require(policies.can_grant(actor, person, roles, clearances))
    if person.member.has(Role.DIRECTOR) and Role.DIRECTOR not in roles:
        _refuse_to_lose_the_last_director(person.member, "gardez-lui ce rôle ou donnez-le d’abord à quelqu’un")
    member = locked(person.member)
    if rules.added(member.roles, roles) or rules.added(member.clearances, clearances):
        _close_links_to(member.user)
    member.roles, member.clearances = sorted(roles), sorted(clearances)
    save(member, "roles", "clearances")
    save(person)
    tell(RolesGranted(person.ref, tuple(member.roles), tuple(member.clearances)), person, {"name": member.name})
    return person


@action
def invite(person: Person, version: int | None = None, *, actor: Member) -> str:
    """The token of a link to hand over. An account that lives elsewhere gets a link that opens nothing: the words and
    the time are the same, so that nobody learns who has an account, nor enters one that is not theirs to open."""
    person = locked(person, version)
    require(policies.can_invite(actor, person))
    member = locked(person.member)
    if not member.email:
        raise CannotInvite("Il faut d’abord une adresse e-mail sur la fiche.")
    if not member.is_here(clock.today(member.company)):
        raise CannotInvite(f"{member.name} n’est pas dans l’entreprise aujourd’hui.")
    user = member.user or _account_of(member)
    save(person)
    tell(PersonInvited(person.ref), person, {"name": member.name})
    return new_link(Purpose.SIGN_IN, INVITATION_LIFE, user if _is_untouched(user, member) else None)


@action
def end_membership(person: Person, left_on: date, version: int | None = None, *, actor: Member) -> Person:
    """The last day in the company; access ends with it."""
    person = locked(person, version)
    require(policies.can_end_membership(actor, person))
    member = locked(person.member)
    if member.left_on is not None:
        raise CannotLeave(f"Le départ de {member.name} est déjà noté.")
    if left_on < member.joined_on:
        raise CannotLeave("Le départ est avant l’arrivée.")
    if member.has(Role.DIRECTOR):
        _refuse_to_lose_the_last_director(member, "donnez d’abord ce rôle à quelqu’un")
    member.left_on = left_on
    save(member, "left_on")
    save(person)
    tell(MembershipEnded(person.ref, member.ref, left_on.isoformat()), person, {"name": member.name})
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


def _refuse_to_lose_the_last_director(member: Member, advice: str) -> None:
    """The others are read under lock: two directors cannot send each other away at the same time."""
    staying = Member.objects.select_for_update().filter(left_on=None).order_by("pk")
    if not any(other.has(Role.DIRECTOR) for other in staying if other.pk != member.pk):
        raise CannotGrant(f"{member.name} est la seule personne de la direction : {advice}.")


def _account_of(member: Member) -> User:
    user = User.objects.filter(email=member.email).first()
    if user and Member.objects.filter(user=user).exists():
        raise CannotInvite("Cette adresse e-mail sert déjà à une autre personne de l’entreprise.")
    user = user or User.objects.create_user(member.email)
    _close_links_to(user)
    member.user = user
    save(member, "user")
    return user


def _is_untouched(user: User, member: Member) -> bool:
    """Nobody has signed in with this account, and it opens no other company."""
    elsewhere = any(other.company_id != member.company_id for other in memberships_of(user))
    return user.last_login is None and not user.has_usable_password() and not elsewhere


def _close_links_to(user: User | None) -> None:
    """A link made before somebody got more rights must not open them."""
    if user:
        Link.objects.filter(user=user, purpose=Purpose.SIGN_IN, used_at=None).update(used_at=clock.now())
