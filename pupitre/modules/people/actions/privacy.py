"""What is known of a person beyond their work: noting it, reading it on the record, and erasing it."""

from datetime import timedelta

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.access.second_factor import turn_off
from pupitre.foundation.audit.journal import kind_and_ref
from pupitre.foundation.audit.models import Details, Undo
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.registry import offered
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.tenancy.sealing import opened, seal
from pupitre.modules.people import policies
from pupitre.modules.people.actions.leaving import close_doors
from pupitre.modules.people.events import (
    EmergencyContactNoted,
    EmergencyContactRead,
    MembershipEnded,
    PersonErased,
)
from pupitre.modules.people.models import Person, PersonPrivate

NOWHERE = "efface.invalid"  # a domain that can never receive mail


class CannotErase(Refusal):
    pass


@action
def note_emergency_contact(
    person: Person, name: str, phone: str, version: int | None = None, *, actor: Member
) -> Person:
    person = locked(person, version)
    require(policies.can_see_private(actor, person))
    private = PersonPrivate.objects.filter(person=person).first() or PersonPrivate(person=person)
    seal(private, "emergency_name", name)
    seal(private, "emergency_phone", phone)
    private.save()
    save(person)
    tell(EmergencyContactNoted(person.ref), person)
    return person


@action
def read_emergency_contact(person: Person, *, actor: Member) -> tuple[str, str]:
    """The name and the phone, said once: that they were read stays in the journal. Raises CannotOpen."""
    person = locked(person)
    require(policies.can_see_private(actor, person))
    private = PersonPrivate.objects.filter(person=person).first()
    tell(EmergencyContactRead(person.ref), person)
    return (opened(private, "emergency_name"), opened(private, "emergency_phone")) if private else ("", "")


@action
def erase_person(person: Person, *, actor: Member) -> Person:
    """The identity goes, from the file, the journal and the ways back; the ref stays, so that the chain still holds."""
    person = locked(person)
    require(policies.can_erase(actor, person))
    member = locked(person.member)
    _refuse_twice(person)
    if not _has_left(member):
        raise CannotErase("Notez d’abord son départ : on n’efface pas une personne encore dans l’entreprise.")
    _erase(person, member)
    return person


@action
def erase_restored_person(person: Person, *, actor: None) -> Person:
    """Data of before the erasure came back: the house does it again, noting a departure they do not know yet."""
    person = locked(person)
    _refuse_twice(person)
    member = locked(person.member)
    if not _has_left(member):
        member.left_on = max(member.joined_on, clock.today(member.company) - timedelta(days=1))
        save(member, "left_on")
        tell(MembershipEnded(person.ref, member.ref, member.left_on.isoformat()), person)
        close_doors(member, None)
    _erase(person, member)
    return person


def _refuse_twice(person: Person) -> None:
    if person.erased_at:
        raise CannotErase("Cette personne a déjà été effacée.")


def _has_left(member: Member) -> bool:
    return member.left_on is not None and member.left_on < clock.today(member.company)


def _erase(person: Person, member: Member) -> None:
    for erase in offered("erases"):
        erase(member)
    _forget_what_was_said(person, member)
    _erase_the_account(member)
    _erase_the_file(person, member)
    tell(PersonErased(person.ref, member.ref), person)


def _forget_what_was_said(person: Person, member: Member) -> None:
    subjects = [kind_and_ref(person), kind_and_ref(member)]
    Details.objects.filter(entry__subject__in=subjects).delete()
    Undo.objects.filter(arguments__ref=person.ref).delete()


def _erase_the_account(member: Member) -> None:
    """An account that opens another company is that person's own and stays; otherwise nothing of it is left to read."""
    user = member.user
    if user and not any(other.company_id != member.company_id for other in memberships_of(user)):
        user.email = f"{user.ref.lower()}@{NOWHERE}"
        user.set_unusable_password()
        user.save(update_fields=["email", "password"])
        turn_off(user)


def _erase_the_file(person: Person, member: Member) -> None:
    PersonPrivate.objects.filter(person=person).delete()
    member.name, member.email, member.staff_number = f"Personne effacée {member.ref[:4]}", "", ""
    member.user, member.roles, member.clearances = None, [], []
    save(member, "name", "email", "staff_number", "user", "roles", "clearances")
    person.job_title = person.phone_work = person.contract_type = person.weekly_hours = person.words = ""
    person.team, person.erased_at = None, clock.now()
    save(person, "job_title", "phone_work", "contract_type", "weekly_hours", "words", "team", "erased_at")
