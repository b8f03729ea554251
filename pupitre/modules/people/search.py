"""What is found of people: what the directory tells everybody, nothing of their file."""

from collections.abc import Collection, Iterator, Mapping

from pupitre.foundation.registry import Found
from pupitre.foundation.registry.searched import Document, Searched, same
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.people.models import Person, Team
from pupitre.modules.people.queries import people_visible_to, teams_visible_to
from pupitre.ui.addresses import url_of


def people_documents(refs: Collection[str] | None) -> Iterator[Document]:
    people = Person.objects.select_related("member__site", "team").filter(erased_at=None)
    for one in people if refs is None else people.filter(ref__in=refs):
        said = (one.job_title, one.team and one.team.name, one.member.site and one.member.site.name, one.member.email)
        yield Document(one.ref, one.member.name, " ".join(word for word in said if word), is_everybodys=True)


def people_found(actor: Member, refs: Collection[str]) -> Mapping[str, Found]:
    slug = actor.company.slug
    people = people_visible_to(actor).filter(ref__in=refs, erased_at=None)
    return {one.ref: Found(one.member.name, url_of("people:person", slug, one.ref), _work(one)) for one in people}


def _work(person: Person) -> str:
    said = (person.job_title, person.team.name if person.team else "")
    return " · ".join(word for word in said if word)


def _of_teams(refs: Collection[str]) -> Collection[str]:
    return list(Person.objects.filter(team__ref__in=refs).values_list("ref", flat=True))


def _of_sites(refs: Collection[str]) -> Collection[str]:
    return list(Person.objects.filter(member__site__ref__in=refs).values_list("ref", flat=True))


def _of_member(member: Member) -> Collection[str]:
    return list(Person.objects.filter(member=member).values_list("ref", flat=True))


def teams_documents(refs: Collection[str] | None) -> Iterator[Document]:
    for team in Team.objects.all() if refs is None else Team.objects.filter(ref__in=refs):
        yield Document(team.ref, team.name, "équipe", is_everybodys=True)


def teams_found(actor: Member, refs: Collection[str]) -> Mapping[str, Found]:
    teams, url = teams_visible_to(actor).filter(ref__in=refs), url_of("people:teams", actor.company.slug)
    return {team.ref: Found(team.name, url, f"Avec {team.lead.name}" if team.lead else "") for team in teams}


PEOPLE = Searched(
    "people.person",
    "Personnes",
    "user",
    people_documents,
    people_found,
    {"people.person": same, "people.team": _of_teams, "tenancy.site": _of_sites},
    of_member=_of_member,
)
TEAMS = Searched("people.team", "Équipes", "users", teams_documents, teams_found, {"people.team": same})
