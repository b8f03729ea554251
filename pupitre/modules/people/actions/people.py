"""Hiring somebody, and keeping their file right."""

from datetime import date
from typing import Any, TypedDict, Unpack

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member, Role, Site
from pupitre.kernel.reading.text import fold
from pupitre.modules.people import policies, rules
from pupitre.modules.people.actions.grants import tell_the_direction
from pupitre.modules.people.events import PersonEdited, PersonHired
from pupitre.modules.people.models import Person, Team

OF_THE_MEMBER = ("name", "email", "staff_number", "joined_on", "manager", "site")
OF_THE_PERSON = ("job_title", "team", "phone_work", "contract_type", "weekly_hours")
KEYS = {"manager": Member, "site": Site, "team": Team}


class CannotHire(Refusal):
    pass


class CannotEditPerson(Refusal):
    pass


class Work(TypedDict, total=False):
    staff_number: str
    joined_on: date
    manager: Member | None
    site: Site | None
    job_title: str
    team: Team | None
    phone_work: str
    contract_type: str
    weekly_hours: str


class PersonChanges(Work, total=False):
    name: str
    email: str


class Hiring(Work, total=False):
    roles: tuple[str, ...]
    clearances: tuple[str, ...]


@action
def hire(name: str, email: str = "", *, actor: Member, **more: Unpack[Hiring]) -> Member:
    """Without a site, the newcomer works where whoever hires works; without a day, they are here today."""
    roles, clearances = policies.whole(more.pop("roles", (Role.EMPLOYEE,))), more.pop("clearances", ())
    require(policies.can_hire(actor) and policies.can_hire_as(actor, roles, clearances))
    given: dict[str, Any] = {"site": actor.site, "joined_on": clock.today(actor.company), **more}
    given |= {"name": name, "email": email.strip().lower()}
    _refuse_a_second_identity(given)
    rights = {"roles": list(roles), "clearances": list(clearances)}
    member = Member.objects.create(**{field: given[field] for field in OF_THE_MEMBER if field in given}, **rights)
    person = Person(member=member, **{field: given[field] for field in OF_THE_PERSON if field in given})
    person.words = words_of(person)
    person.save()
    tell(PersonHired(person.ref, member.ref, member.joined_on.isoformat()), person, {"name": name})
    if rare := [*(set(roles) - policies.ORDINARY), *clearances]:
        tell_the_direction(person, rare, actor)
    return member


@action
def edit_person(
    person: Person, version: int | None = None, *, actor: Member, **changes: Unpack[PersonChanges]
) -> Person:
    person = locked(person, version)
    require(policies.can_edit_person(actor, person))
    return _edit(person, dict(changes))


@action
def set_manager(person: Person, manager: Member | None, *, actor: Member) -> Person:
    person = locked(person)
    require(policies.can_edit_person(actor, person))
    if person.member.manager_id == (manager.pk if manager else None):
        raise CannotEditPerson(f"C’est déjà le cas pour {person.member.name}.")
    return _edit(person, {"manager": manager})


@action
def move_to_site(person: Person, site: Site, *, actor: Member) -> Person:
    person = locked(person)
    require(policies.can_edit_person(actor, person))
    if person.member.site_id == site.pk:
        raise CannotEditPerson(f"{person.member.name} est déjà à {site.name}.")
    return _edit(person, {"site": site})


@action
def restore_person(ref: str, version: int, before: dict[str, Any], *, actor: Member) -> Person:
    """Takes an edit back, as long as nobody has touched the file since."""
    person = locked(Person.objects.get(ref=ref))
    require(policies.can_edit_person(actor, person))
    if person.version != version:
        raise CannotEditPerson("La fiche a encore changé depuis : elle reste comme elle est.")
    return _edit(person, {field: _loaded(field, value) for field, value in before.items()})


def words_of(person: Person) -> str:
    member = person.member
    return fold(f"{member.name} {person.job_title} {member.email} {member.staff_number}")


def _edit(person: Person, changes: dict[str, Any]) -> Person:
    member = locked(person.member)
    if person.erased_at:
        raise CannotEditPerson("Cette personne a été effacée.")
    if "email" in changes:
        changes["email"] = changes["email"].strip().lower()
    _refuse_a_second_identity(changes, member)
    if rules.makes_a_circle(managers(), member.pk, key_of(changes.get("manager"))):
        raise CannotEditPerson(f"{member.name} serait son propre responsable, directement ou non.")
    before = {field: _kept(_row(person, member, field), field) for field in changes}
    for field, value in changes.items():
        setattr(_row(person, member, field), field, value)
    person.member, person.words = member, words_of(person)
    save(member, *(field for field in changes if field in OF_THE_MEMBER))
    save(person, "words", *(field for field in changes if field in OF_THE_PERSON))
    _tell_of_the_edit(person, before, changes)
    return person


def _tell_of_the_edit(person: Person, before: dict[str, Any], changes: dict[str, Any]) -> None:
    after = {field: _kept(_row(person, person.member, field), field) for field in changes}
    details = {"name": person.member.name, "before": before, "after": after}
    tell(PersonEdited(person.ref, tuple(changes)), person, details)
    sentence = f"Fiche de {person.member.name} modifiée"
    offer_undo(sentence, restore_person, ref=person.ref, version=person.version, before=before)


def _row(person: Person, member: Member, field: str) -> Any:
    return member if field in OF_THE_MEMBER else person


def _kept(row: Any, field: str) -> str | None:
    """A value as the journal and the way back hold it: a ref, an ISO day, a text."""
    value = getattr(row, field)
    if field in KEYS:
        return value.ref if value else None
    return value.isoformat() if isinstance(value, date) else value


def _loaded(field: str, value: str | None) -> Any:
    if field in KEYS:
        return KEYS[field]._default_manager.get(ref=value) if value else None
    return date.fromisoformat(value or "") if field == "joined_on" else value


def key_of(row: Any) -> int | None:
    return row.pk if row else None


def managers() -> dict[int, int | None]:
    """Who answers to whom, by key."""
    return dict(Member.objects.values_list("pk", "manager_id"))


def _refuse_a_second_identity(given: dict[str, Any], but: Member | None = None) -> None:
    others = Member.objects.exclude(pk=but.pk) if but else Member.objects.all()
    if given.get("email") and others.filter(email=given["email"]).exists():
        raise CannotHire("Une personne de l’entreprise a déjà cette adresse e-mail.")
    if given.get("staff_number") and others.filter(staff_number=given["staff_number"]).exists():
        raise CannotHire("Une personne de l’entreprise a déjà ce matricule.")
