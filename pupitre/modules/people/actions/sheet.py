"""Writing a whole sheet of people at once: one permission, one transaction, a line of the journal for each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.imports.taking_back import Written, plain_values
from pupitre.foundation.tenancy.models import Member, Role, Site
from pupitre.kernel.reading.text import fold
from pupitre.modules.people import policies
from pupitre.modules.people.actions.people import OF_THE_PERSON, words_of
from pupitre.modules.people.events import PeopleImported, PersonEdited, PersonHired
from pupitre.modules.people.models import Person, Team

BATCH = 500
MEMBER_COLUMNS = ("name", "email", "staff_number", "joined_on", "left_on", "manager", "site", "version")
PERSON_COLUMNS = (*OF_THE_PERSON, "words", "version")
STALE = "L’annuaire a changé depuis la vérification : vérifiez le fichier de nouveau."


class CannotImport(Refusal):
    pass


@dataclass(eq=False)
class PersonLine:
    """One person of the sheet: `member` when the company knows them, `values` what changes, `team` and `site` by name.

    `manager` is a member, or another line of the sheet.
    """

    member: Member | None
    values: dict[str, Any]
    team: str = ""
    site: str = ""
    manager: "Member | PersonLine | None" = None
    person: Person | None = None
    version: int = field(init=False)

    def __post_init__(self) -> None:
        """What was compared; none for somebody new."""
        self.version = self.member.version if self.member else 0

    @property
    def known_member(self) -> Member:
        """A new line has its member once it is created."""
        if self.member is None:
            raise CannotImport(STALE)
        return self.member

    @property
    def known_person(self) -> Person:
        if self.person is None:
            raise CannotImport(STALE)
        return self.person


@action
def import_people(lines: Sequence[PersonLine], *, actor: Member) -> list[Written]:
    """What was created or changed, teams and sites opened by the way included."""
    require(policies.can_import(actor))
    _refuse_what_moved(lines)
    teams, new_teams = _named(Team, {line.team for line in lines} - {""}, {})
    place = {"zone": actor.company.zone, "time_zone": actor.company.time_zone}
    sites, new_sites = _named(Site, {line.site for line in lines} - {""}, place)
    new = [line for line in lines if not line.version]
    known = [line for line in lines if line.version]
    before = [_before(line) for line in known]
    _create(new, actor)
    for line in lines:
        _fill(line, teams, sites)
    Member.objects.bulk_update([line.known_member for line in lines], MEMBER_COLUMNS, batch_size=BATCH)
    Person.objects.bulk_update([line.known_person for line in lines], PERSON_COLUMNS, batch_size=BATCH)
    for line in new:
        _tell_of_the_arrival(line)
    for line in known:
        _tell_of_the_change(line)
    tell(PeopleImported(len(new), len(known)))
    opened = [Written(row._meta.label_lower, row.ref, row.version) for row in (*new_teams, *new_sites)]
    rewritten = [_written(line, was) for line, was in zip(known, before, strict=True)]
    return [*opened, *(_written(line, None) for line in new), *rewritten]


def version_of(person: Person) -> int:
    """A file is two rows: both only go up, so the sum moves when either does."""
    return person.version + person.member.version


def _written(line: PersonLine, was: dict[str, Any] | None) -> Written:
    person = line.known_person
    return Written(person._meta.label_lower, person.ref, version_of(person), was)


def _before(line: PersonLine) -> dict[str, Any]:
    named = [name for name in ("team", "site", "manager") if getattr(line, name)]
    fields = [*line.values, *named]
    of_the_person = [name for name in fields if name in OF_THE_PERSON]
    of_the_member = [name for name in fields if name not in OF_THE_PERSON]
    return plain_values(line.known_person, of_the_person) | plain_values(line.known_member, of_the_member)


def _refuse_what_moved(lines: Sequence[PersonLine]) -> None:
    """What was compared is read again under lock: nobody's change of meanwhile is lost."""
    versions = {line.known_member.pk: line.version for line in lines if line.version}
    now = Member.objects.select_for_update().filter(pk__in=versions).values_list("pk", "version")
    taken = {identity for pair in Member.objects.values_list("email", "staff_number") for identity in pair if identity}
    new = [line.values for line in lines if not line.version]
    again = any(given.get("email") in taken or given.get("staff_number") in taken for given in new)
    if dict(now) != versions or again:
        raise CannotImport(STALE)


def _named(model: Any, names: set[str], given: dict[str, Any]) -> tuple[dict[str, Any], list[Any]]:
    """The rows of those names, however they are typed; the missing ones are opened, and come second."""
    there = {fold(row.name): row for row in model.objects.all()}
    missing = {fold(name): name for name in sorted(names) if fold(name) not in there}
    made = model.objects.bulk_create([model(name=name, **given) for name in missing.values()], batch_size=BATCH)
    return there | {fold(row.name): row for row in made}, made


def _create(lines: Sequence[PersonLine], actor: Member) -> None:
    today = clock.today(actor.company)
    for line in lines:
        given = {"name": line.values["name"], "joined_on": line.values.get("joined_on", today), "site": actor.site}
        line.member = Member(roles=[Role.EMPLOYEE], version=0, **given)
    Member.objects.bulk_create([line.known_member for line in lines], batch_size=BATCH)
    for line in lines:
        line.person = Person(member=line.known_member, version=0)
    Person.objects.bulk_create([line.known_person for line in lines], batch_size=BATCH)


def _fill(line: PersonLine, teams: dict[str, Any], sites: dict[str, Any]) -> None:
    member, person = line.known_member, line.known_person
    for column, value in line.values.items():
        setattr(person if column in OF_THE_PERSON else member, column, value)
    if line.team:
        person.team = teams[fold(line.team)]
    if line.site:
        member.site = sites[fold(line.site)]
    if line.manager is not None:
        member.manager = line.manager.member if isinstance(line.manager, PersonLine) else line.manager
    person.member = member
    person.words = words_of(person)
    member.version += 1
    person.version += 1


def _tell_of_the_arrival(line: PersonLine) -> None:
    member, person = line.known_member, line.known_person
    tell(PersonHired(person.ref, member.ref, member.joined_on.isoformat()), person, {"name": member.name})


def _tell_of_the_change(line: PersonLine) -> None:
    named = [name for name in ("team", "site", "manager") if getattr(line, name)]
    details = {"name": line.known_member.name, "after": line.values}
    tell(PersonEdited(line.known_person.ref, (*line.values, *named)), line.known_person, details)
