"""Who is in the company, under whom, in which team, and what each role may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from pupitre.engines.decisions.public import has_stand_ins
from pupitre.foundation import clock
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.access.table import allows
from pupitre.foundation.accounts.models import User, epoch
from pupitre.foundation.tenancy.models import Member, Role, Site
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import members_on, memberships_of
from pupitre.foundation.web.sessions import has_sessions
from pupitre.kernel.reading.text import fold
from pupitre.modules.people import rules
from pupitre.modules.people.models import Person, PersonPrivate, Team
from pupitre.modules.people.rules import InvitationEnd, invitation_subject


@dataclass(frozen=True)
class Search:
    """What the directory is asked: `words` anywhere, a team, a site, and whether those who left are wanted."""

    words: str = ""
    team: str = ""
    site: str = ""
    with_past: bool = False


def people_visible_to(actor: Member) -> QuerySet[Person]:
    """The directory is everybody's; by name."""
    return _everybody() if allows(actor, "people.see_directory") else Person.objects.none()


def _everybody() -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.select_related(
        "member__company", "member__site", "member__manager", "member__user", "team"
    ).order_by("member__name", "pk")
    return people


def person_seen(actor: Member, ref: str) -> Person | None:
    """Absent and forbidden look alike."""
    return _seen.first(ref) if allows(actor, "people.see_directory") else None


_seen = Prepared(lambda ref: _everybody().filter(ref=ref))


def directory(actor: Member, on: date, search: Search) -> QuerySet[Person]:
    people = people_visible_to(actor).filter(erased_at=None)
    for word in fold(search.words).split():
        people = people.filter(words__contains=word)
    if search.team:
        people = people.filter(team__ref=search.team)
    if search.site:
        people = people.filter(member__site__ref=search.site)
    return people if search.with_past else people.filter(Q(member__left_on=None) | Q(member__left_on__gte=on))


def person_of(member: Member) -> Person:
    person: Person = Person.objects.select_related("member", "team").get(member=member)
    return person


def has_emergency_contact(person: Person) -> bool:
    return PersonPrivate.objects.filter(person=person).exclude(emergency_name="", emergency_phone="").exists()


def chain_above(member: Member) -> list[Member]:
    """Who is above somebody, nearest first."""
    above = rules.answers_to(dict(Member.objects.values_list("pk", "manager_id")), member.pk)
    found = Member.objects.in_bulk(above)
    return [found[pk] for pk in above]


def persons_of(members: list[Member]) -> dict[int, str]:
    """The ref of the file of each of these members, by member."""
    return dict(Person.objects.filter(member__in=members).values_list("member_id", "ref"))


def reports_of(member: Member, on: date) -> list[Person]:
    """Who answers to somebody, that day."""
    people = Person.objects.select_related("member").filter(member__manager=member, erased_at=None)
    here = people.filter(Q(member__left_on=None) | Q(member__left_on__gte=on))
    return list(here.order_by("member__name"))


def teams_visible_to(actor: Member) -> QuerySet[Team]:
    teams: QuerySet[Team] = Team.objects.select_related("lead").order_by("name")
    return teams if allows(actor, "people.see_directory") else teams.none()


def sizes_of_teams(on: date) -> dict[int, int]:
    """How many people each team has that day, by key."""
    here = Person.objects.filter(Q(member__left_on=None) | Q(member__left_on__gte=on), erased_at=None)
    return dict(here.values("team").annotate(size=Count("pk")).values_list("team", "size"))


def sites_of_the_company() -> list[Site]:
    return list(Site.objects.order_by("name"))


def team_choices() -> list[Team]:
    return list(Team.objects.order_by("name"))


def members_to_choose(on: date) -> list[Member]:
    """Who may be given as a manager or a lead."""
    return list(Member.objects.filter(Q(left_on=None) | Q(left_on__gte=on)).order_by("name"))


def member_named(typed: str) -> Member | None:
    """By e-mail, by staff number, or by a name that only one person bears, in any order and without accents."""
    wanted = typed.strip().lower()
    members = list(Member.objects.order_by("pk"))
    exact = [member for member in members if wanted and wanted in {member.email.lower(), member.staff_number.lower()}]
    words = sorted(fold(typed).split())
    named = exact or [member for member in members if words and sorted(fold(member.name).split()) == words]
    return named[0] if len(named) == 1 else None


def names_of_members() -> dict[str, Any]:
    """The name of every member by ref, for journals."""
    return dict(Member.objects.values_list("ref", "name"))


def open_invitation_of(member: Member) -> Link | None:
    link = invitation_of(member)
    return link if link and invitation_end(link) is None else None


def invitation_of(member: Member) -> Link | None:
    """The last one that was neither accepted nor cancelled, even expired."""
    waiting = Link.objects.filter(purpose=Purpose.INVITATION, member=member, used_at=None, epoch=epoch())
    return waiting.select_related("member__company").order_by("-pk").first()


def invitation_end(link: Link) -> InvitationEnd | None:
    """Why this invitation opens nothing; None when it does. One that is being used just now is judged as before."""
    member: Any = link.member
    if link.used_at:
        return InvitationEnd.ACCEPTED if member.user_id else InvitationEnd.CLOSED
    if link.expires_at <= clock.now():
        return InvitationEnd.EXPIRED
    if not member.is_here(clock.today(member.company)):
        return InvitationEnd.GONE
    moved = link.subject != invitation_subject(inviter_ref(link), member.email)
    return InvitationEnd.MOVED if moved else None


def inviter_ref(link: Link) -> str:
    return link.subject.partition(":")[0]


def inviter_of(link: Link) -> Member | None:
    return Member.objects.filter(ref=inviter_ref(link)).first()


def is_untouched(user: User, member: Member) -> bool:
    """Nobody has signed in with this account, and it opens no other company."""
    elsewhere = any(other.company_id != member.company_id for other in memberships_of(user))
    return user.last_login is None and not user.has_usable_password() and not elsewhere


def has_owner(on: date) -> bool:
    return any(member.has(Role.OWNER) for member in members_on(on))


def direction_on(on: date) -> list[Member]:
    """Owners among them: an owner is always a director too."""
    return [member for member in members_on(on) if member.has(Role.DIRECTOR)]


def is_over(member: Member) -> bool:
    return member.left_on is not None and member.left_on < clock.today(member.company)


def opens_elsewhere(member: Member) -> bool:
    """Is this member's account somebody in another company today?"""
    return any(other.company_id != member.company_id for other in memberships_of(member.user))


def has_open_doors(member: Member) -> bool:
    """What the end of a membership closes, and is not closed yet."""
    if has_stand_ins(member) or Link.objects.filter(member=member, used_at=None).exists():
        return True
    return bool(member.user and not opens_elsewhere(member) and has_sessions(member.user))


def gone_since(day: date) -> list[Person]:
    """Whose last day is between that one and yesterday."""
    people = Person.objects.select_related("member__company", "member__user").filter(member__left_on__gte=day)
    return [person for person in people.order_by("pk") if is_over(person.member)]
