"""What a sheet of people would change, compared with the company before anything is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pupitre.foundation import clock
from pupitre.foundation.imports.sheets import NOTHING, Prepared, Row, Said
from pupitre.foundation.tenancy.models import Member, Role, Site
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_short
from pupitre.kernel.reading.text import fold
from pupitre.modules.people import rules
from pupitre.modules.people.actions.people import OF_THE_PERSON
from pupitre.modules.people.actions.sheet import PersonLine, import_people
from pupitre.modules.people.models import Person, Team

PLAIN = ("email", "staff_number", "joined_on", "left_on", *(f for f in OF_THE_PERSON if f != "team"))

LABELS = {
    "name": "Nom",
    "email": "E-mail",
    "staff_number": "Matricule",
    "joined_on": "Date d’entrée",
    "left_on": "Date de sortie",
    "job_title": "Poste",
    "phone_work": "Téléphone",
    "contract_type": "Type de contrat",
    "weekly_hours": "Horaires",
}


@dataclass
class _Plan:
    """The rows of the sheet compared with the company, before anything is written."""

    members: list[Member]
    persons: dict[int, Person]
    prepared: Prepared = field(default_factory=Prepared)
    lines: dict[int, PersonLine] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)

    def leave_out(self, row: Row, column: str, reason: str) -> None:
        self.prepared.errors.append(row.error(column, reason))
        self.lines.pop(row.line, None)


def prepare(rows: Sequence[Row], actor: Any) -> Prepared:
    plan = _Plan(list(Member.objects.select_related("site", "company").order_by("pk")), _persons())
    _identify(plan, rows)
    _find_managers(plan)
    _refuse_to_lose_the_direction(plan)
    return _counted(plan, actor)


def _persons() -> dict[int, Person]:
    return {person.member_id: person for person in Person.objects.select_related("team")}


def _identify(plan: _Plan, rows: Sequence[Row]) -> None:
    by_email = {member.email.lower(): member for member in plan.members if member.email}
    by_number = {member.staff_number: member for member in plan.members if member.staff_number}
    seen: dict[Any, int] = {}  # by address, by number, and by the member that they name
    for row in rows:
        plan.rows[row.line] = row
        mail, number = row.get("email", ""), row.get("staff_number", "")
        found = by_email.get(mail), by_number.get(number)
        member = found[0] or found[1]
        given = {(name, value): name for name, value in (("email", mail), ("staff_number", number)) if value}
        claims: dict[Any, str] = dict(given)
        if member:
            claims[member.pk] = "email" if found[0] else "staff_number"
        twice = next((claim for claim in claims if claim in seen), None)
        if not given:
            plan.leave_out(row, "", "Sans adresse e-mail ni matricule, on ne sait pas de qui il s’agit.")
        elif twice:
            plan.leave_out(row, claims[twice], f"Cette personne est déjà à la ligne {seen[twice]}.")
        elif all(found) and found[0] is not found[1]:
            plan.leave_out(row, "staff_number", "L’adresse et le matricule sont ceux de deux personnes différentes.")
        else:
            _compare(plan, row, member)
        for claim in claims:
            seen.setdefault(claim, row.line)


def _compare(plan: _Plan, row: Row, member: Member | None) -> None:
    name = _name_in(row)
    person = plan.persons.get(member.pk) if member else None
    if member is not None and (person is None or person.erased_at):
        return plan.leave_out(row, "", "Cette personne n’a plus de fiche.")
    if member is None and not name:
        return plan.leave_out(row, "last_name", "Il manque le nom de cette nouvelle personne.")
    given = {column: row.values[column] for column in PLAIN if column in row.values} | ({"name": name} if name else {})
    changes = {column: value for column, value in given.items() if value != _stored(member, person, column)}
    left_on = given.get("left_on") or (member and member.left_on)
    joined_on = given.get("joined_on") or (member.joined_on if member else clock.today(current_company()))
    if left_on and joined_on and left_on < joined_on:
        return plan.leave_out(row, "left_on" if "left_on" in given else "joined_on", "La sortie est avant l’entrée.")
    team, site = row.get("team", ""), row.get("site", "")
    team = "" if person and person.team and fold(person.team.name) == fold(team) else team
    site = "" if member and member.site and fold(member.site.name) == fold(site) else site
    plan.lines[row.line] = PersonLine(member, changes, team, site, person=person)
    return None


def _name_in(row: Row) -> str:
    """« Nom » alone is a whole name; with « Prénom » it is the last one."""
    parts = [row.get("first_name", ""), row.get("last_name", "")]
    return row.get("name", "") or " ".join(part for part in parts if part)


def _stored(member: Member | None, person: Person | None, column: str) -> Any:
    return getattr(person if column in OF_THE_PERSON else member, column, None)


def _find_managers(plan: _Plan) -> None:
    """In the sheet or in the company, whatever the order of the lines; a line left out leaves out those under it."""
    while True:
        known = _everybody(plan)
        before = len(plan.lines)
        for line in list(plan.lines):
            _find_manager(plan, plan.rows[line], known)
        _refuse_circles(plan)
        if len(plan.lines) == before:
            return


def _everybody(plan: _Plan) -> dict[str, set[Any]]:
    """Each way of naming somebody, folded or in lower case, and whom it may be."""
    known: dict[str, set[Any]] = {}
    lines = {line.member.pk: line for line in plan.lines.values() if line.member}
    for member in plan.members:
        for word in _ways(member.name, member.email, member.staff_number):
            known.setdefault(word, set()).add(lines.get(member.pk, member))
    for line in plan.lines.values():
        given = line.values
        for word in _ways(given.get("name", ""), given.get("email", ""), given.get("staff_number", "")):
            known.setdefault(word, set()).add(line)
    return known


def _ways(name: str, mail: str, number: str) -> Iterable[str]:
    words = sorted(fold(name).split())
    return {way for way in (mail.lower(), number.lower(), " ".join(words)) if way}


def _find_manager(plan: _Plan, row: Row, known: dict[str, set[Any]]) -> None:
    typed = row.get("manager", "")
    if not typed:
        return
    found = known.get(typed.lower()) or known.get(" ".join(sorted(fold(typed).split()))) or set()
    line = plan.lines[row.line]
    if not found:
        plan.leave_out(row, "manager", "Cette personne n’est ni dans l’entreprise ni dans le fichier.")
    elif len(found) > 1:
        plan.leave_out(row, "manager", "Plusieurs personnes portent ce nom : écrivez l’adresse e-mail.")
    else:
        manager = next(iter(found))
        member = manager.member if isinstance(manager, PersonLine) else manager
        is_same = line.member is not None and member is not None and line.member.manager_id == member.pk
        line.manager = None if is_same else manager


def _refuse_circles(plan: _Plan) -> None:
    above: dict[Any, Any] = {member.pk: member.manager_id for member in plan.members}
    keys: dict[Any, Any] = {line: line.member.pk if line.member else line for line in plan.lines.values()}
    for line in plan.lines.values():
        if line.manager is not None:
            above[keys[line]] = keys.get(line.manager, getattr(line.manager, "pk", None))
    circle = rules.in_a_circle(above)
    for number, line in list(plan.lines.items()):
        if line.manager is not None and keys[line] in circle:
            plan.leave_out(plan.rows[number], "manager", "Cette personne serait son propre responsable, en boucle.")


def _refuse_to_lose_the_direction(plan: _Plan) -> None:
    for number, line in list(plan.lines.items()):
        if line.member and line.member.has(Role.OWNER) and line.values.get("left_on"):
            plan.leave_out(plan.rows[number], "left_on", "Le départ d’un propriétaire se note sur sa fiche.")
    leaving = {
        line.member.pk: number for number, line in plan.lines.items() if line.member and line.values.get("left_on")
    }
    directors = [member.pk for member in plan.members if member.has(Role.DIRECTOR) and member.left_on is None]
    if directors and all(pk in leaving for pk in directors):
        for pk in directors:
            reason = "C’est la dernière personne de la direction : donnez d’abord ce rôle à quelqu’un."
            plan.leave_out(plan.rows[leaving[pk]], "left_on", reason)


def _counted(plan: _Plan, actor: Any) -> Prepared:
    prepared = plan.prepared
    new = [line for line in plan.lines.values() if line.member is None]
    known = [line for line in plan.lines.values() if line.member is not None]
    changed = [line for line in known if line.values or line.team or line.site or line.manager]
    prepared.created, prepared.changed = len(new), len(changed)
    for number, line in plan.lines.items():
        if (line.member is None or line in changed) and prepared.understood.has_room(is_new=line.member is None):
            name = line.member.name if line.member else line.values.get("name", "")
            prepared.understood.note(number, name, _said(line), is_new=line.member is None)
    prepared.unchanged = len(known) - len(changed)
    prepared.also_created = _missing(Team, {line.team for line in new + changed}) + _missing(
        Site, {line.site for line in new + changed}
    )
    if new or changed:
        prepared.write = lambda: import_people([*new, *changed], actor=actor)
    return prepared


def _said(line: PersonLine) -> Iterator[Said]:
    """Each value in words, over what is stored."""
    for column, value in line.values.items():
        if line.member is not None:
            yield Said(LABELS[column], _in_words(value), _in_words(_stored(line.member, line.person, column)))
        elif value and column != "name":
            yield Said(LABELS[column], _in_words(value))
    manager = line.manager.values.get("name", "") if isinstance(line.manager, PersonLine) else line.manager
    named = {"Équipe": line.team, "Site": line.site, "Responsable": str(manager or "")}
    yield from (Said(label, name) for label, name in named.items() if name)


def _in_words(value: Any) -> str:
    if isinstance(value, date):
        return day_short(value)
    return str(getattr(value, "label", value) or NOTHING)


def _missing(model: Any, names: set[str]) -> int:
    there = {fold(name) for name in model.objects.values_list("name", flat=True)}
    return len({fold(name) for name in names if name} - there)
