"""Inviting somebody to Pupitre: a link that speaks for a member, never for an account, until its holder accepts."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from pupitre.foundation import clock
from pupitre.foundation.access.links import close_links, new_link, use_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.accounts.models import User
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.notifications.posting import post
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.kernel.formatting import day_full
from pupitre.modules.people import policies, queries, rules
from pupitre.modules.people.events import InvitationAccepted, InvitationCancelled, PersonInvited
from pupitre.modules.people.models import Person

INVITATION_LIFE = timedelta(days=7)
FOR_DIRECTION = (
    "Vous y trouverez ce qui attend votre décision, et une seule question : jusqu’à quel montant décide-t-on "
    "sans vous ? Il n’y a rien d’autre à régler.\n\n"
)


class CannotInvite(Refusal):
    pass


class CannotJoin(Refusal):
    pass


@action
def invite(person: Person, version: int | None = None, *, actor: Member) -> str:
    """The token, mailed and given back once; the one before it no longer opens.

    Whether an account has that address is neither asked nor told: it is joined when its owner accepts.
    """
    person = locked(person, version)
    require(policies.can_invite(actor, person))
    member = locked(person.member)
    if not member.email:
        raise CannotInvite("Il faut d’abord une adresse e-mail sur la fiche.")
    if not member.is_here(clock.today(member.company)):
        raise CannotInvite(f"{member.name} n’est pas dans l’entreprise aujourd’hui.")
    if member.user and not queries.is_untouched(member.user, member):
        raise CannotInvite(f"{member.name} entre déjà dans Pupitre avec son compte.")
    close_links(Purpose.INVITATION, member=member)
    subject = rules.invitation_subject(actor.ref, member.email)
    token = new_link(Purpose.INVITATION, INVITATION_LIFE, member=member, subject=subject)
    save(person)
    tell(PersonInvited(person.ref), person, {"name": member.name})
    _mail(token, person, member, actor)
    return token


@action
def cancel_invitation(person: Person, *, actor: Member) -> Person:
    person = locked(person)
    require(policies.can_invite(actor, person))
    if queries.open_invitation_of(person.member) is None:
        raise CannotInvite("Aucune invitation n’est en cours.")
    close_links(Purpose.INVITATION, member=person.member)
    tell(InvitationCancelled(person.ref), person, {"name": person.member.name})
    return person


@action
def accept_invitation(token: str, user: User | None = None, password: str = "", *, actor: Member) -> User:
    """By the account that is signed in, or by one that starts here with this password; the actor is the invited."""
    member = locked(actor)
    link = use_link(token, Purpose.INVITATION)
    if link is None or link.member_id != member.pk or queries.invitation_end(link):
        raise CannotJoin("Cette invitation ne sert plus.")
    user = user or _own_account(member, password)
    if user.email != member.email.lower():
        raise CannotJoin("Cette invitation est pour une autre adresse.")
    if Member.objects.filter(user=user).exclude(pk=member.pk).exists():
        raise CannotJoin("Ce compte est déjà celui d’une autre personne de l’entreprise.")
    member.user = user
    save(member, "user")
    person = queries.person_of(member)
    tell(InvitationAccepted(person.ref, member.ref), person, {"name": member.name})
    return user


def _own_account(member: Member, password: str) -> User:
    """A new one, or one that nobody ever entered; any other is entered by its owner first."""
    user = User.objects.filter(email=member.email.lower()).first()
    if user is None:
        return User.objects.create_user(member.email, password)
    if not queries.is_untouched(user, member):
        raise CannotJoin("Si vous utilisez déjà Pupitre avec cette adresse, connectez-vous avec votre compte.")
    close_links(Purpose.SIGN_IN, user=user)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def join_url(token: str) -> str:
    return settings.URL + reverse("join", args=[token])


def _mail(token: str, person: Person, member: Member, actor: Member) -> None:
    until = day_full(clock.local(clock.now() + INVITATION_LIFE, member.company).date())
    text = (
        f"Bonjour {member.name},\n\n"
        f"{actor.name} vous invite à entrer dans Pupitre, le bureau partagé de {member.company.name}.\n\n"
        f"{FOR_DIRECTION if member.has(Role.DIRECTOR) else ''}"
        f"Pour accepter, une seule fois et jusqu’au {until} :\n{join_url(token)}\n\n"
        "Vous n’attendiez pas ce message ? N’ouvrez pas le lien : rien ne sera fait.\n"
    )
    key = f"people.invitation:{person.ref}:{person.version}"
    post(member, key=key, subject="Votre invitation à Pupitre", text=text, is_immediate=True)
