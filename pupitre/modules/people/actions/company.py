"""Founding a company, saying what it is, and opening its sites."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.text import slugify

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import ChangedMeanwhile, Refusal, require
from pupitre.foundation.accounts.models import User
from pupitre.foundation.audit.verbs import acting, action, locked, save, tell
from pupitre.foundation.registry import rooms
from pupitre.foundation.tenancy.models import Clearance, Company, Member, Role, Site
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.calendar import Zone
from pupitre.kernel.reading.text import fold
from pupitre.modules.people import policies
from pupitre.modules.people.events import CompanyEdited, CompanyFounded, SiteEdited, SiteOpened
from pupitre.modules.people.models import Person

FOUNDER = (Role.OFFICE_MANAGER, Role.DIRECTOR)
LONGEST_SLUG = 40


class CannotChangeCompany(Refusal):
    pass


@dataclass(frozen=True)
class Founding:
    """What is asked of a new company: its name, whoever opens it, and where it is."""

    company: str
    person: str
    email: str
    site: str = "Siège"
    zone: str = Zone.METROPOLE
    time_zone: str = "Europe/Paris"
    slug: str = ""
    job_title: str = ""
    roles: tuple[str, ...] = FOUNDER
    clearances: tuple[str, ...] = (Clearance.HR, Clearance.DIRECTION)
    joined_on: date | None = None
    is_demo: bool = False


class CompanyChanges(TypedDict, total=False):
    name: str
    zone: str
    time_zone: str
    modules_off: list[str]
    second_factor_for: list[str]


class Place(TypedDict, total=False):
    address: str
    zone: str
    time_zone: str


class SiteChanges(Place, total=False):
    name: str


def found_company(founding: Founding) -> Member:
    """The founder: nobody is in the company before, so the first member is who acts."""
    place = {"zone": founding.zone, "time_zone": founding.time_zone}
    with transaction.atomic():
        slug = founding.slug or _free_slug(founding.company)
        company = Company.objects.create(name=founding.company, slug=slug, is_demo=founding.is_demo, **place)
        with working_for(company):
            founder = _first_member(founding, Site.objects.create(name=founding.site, **place))
            with acting(founder, "people.found_company"):
                _tell_of_the_founding(founder)
    return founder


def _tell_of_the_founding(founder: Member) -> None:
    person = Person.objects.get(member=founder)
    tell(CompanyFounded(person.ref, founder.site.ref), person, {"company": founder.company.name})  # type: ignore[union-attr]  # a founder has a site


def _first_member(founding: Founding, site: Site) -> Member:
    email = founding.email.strip().lower()
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    joined_on = founding.joined_on or clock.today(site)
    given: dict[str, Any] = {"roles": list(founding.roles), "clearances": list(founding.clearances)}
    member = Member.objects.create(
        name=founding.person, email=email, user=user, site=site, joined_on=joined_on, **given
    )
    words = fold(f"{founding.person} {founding.job_title} {email}")
    Person.objects.create(member=member, job_title=founding.job_title, words=words)
    return member


def _free_slug(name: str) -> str:
    base = slugify(name)[:LONGEST_SLUG].strip("-") or "entreprise"
    taken = set(Company.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(len(taken) + 1) if (slug := f"{base}-{n + 1}" if n else base) not in taken)


@action
def edit_company(
    company: Company, version: int | None = None, *, actor: Member, **changes: Unpack[CompanyChanges]
) -> Company:
    company = Company.objects.select_for_update().get(pk=company.pk)
    if version is not None and company.version != version:
        raise ChangedMeanwhile(company)
    require(company.pk == actor.company_id and policies.can_edit_company(actor))
    if "modules_off" in changes:
        changes["modules_off"] = _with_those_that_need_them(changes["modules_off"])
    if not set(changes.get("second_factor_for", ())) <= set(Role):
        raise CannotChangeCompany("Ce rôle n’existe pas.")
    before = _set(company, changes)
    save(company, *changes)
    tell(CompanyEdited(tuple(changes)), details={"before": before, "after": changes})
    return company


def _with_those_that_need_them(off: list[str]) -> list[str]:
    """A room goes off with the one that it requires."""
    optional = [room for room in rooms.values() if room.is_optional]
    if not set(off) <= {room.name for room in optional}:
        raise CannotChangeCompany("Ce module ne peut pas être éteint.")
    return [*off, *(room.name for room in optional if room.name not in off and set(room.requires) & set(off))]


@action
def open_site(name: str, *, actor: Member, **more: Unpack[Place]) -> Site:
    require(policies.can_edit_company(actor))
    _refuse_a_second_site(name)
    given = {"zone": actor.company.zone, "time_zone": actor.company.time_zone, **more}
    site = Site.objects.create(**{**given, "name": name})
    tell(SiteOpened(site.ref), site, {"name": name})
    return site


@action
def edit_site(site: Site, version: int | None = None, *, actor: Member, **changes: Unpack[SiteChanges]) -> Site:
    site = locked(site, version)
    require(policies.can_edit_company(actor))
    if "name" in changes:
        _refuse_a_second_site(changes["name"], site)
    before = _set(site, changes)
    save(site, *changes)
    tell(SiteEdited(site.ref, tuple(changes)), site, {"before": before, "after": changes})
    return site


def _refuse_a_second_site(name: str, but: Site | None = None) -> None:
    same = Site.objects.filter(name=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise CannotChangeCompany("Un site porte déjà ce nom.")


def _set(row: Any, changes: Any) -> dict[str, Any]:
    """Give the row its new values; returns those of before."""
    before = {field: getattr(row, field) for field in changes}
    for field, value in changes.items():
        setattr(row, field, value)
    return before
