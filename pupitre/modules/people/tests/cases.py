"""What the tests of every action and of every address need of people."""

from datetime import date

from pupitre.foundation.tenancy.models import Member, Role, Site
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people import actions
from pupitre.modules.people.actions.sheet import PersonLine
from pupitre.modules.people.models import Team
from pupitre.modules.people.tests.factories import file_of
from tests.harness.cases import Case

FRIDAY = date(2026, 11, 27)

CREATIONS = {
    "people.hire",
    "people.add_team",
    "people.open_site",
    "people.read_emergency_contact",
}


def _edited(cast):
    person = actions.edit_person(file_of(cast.lea), actor=cast.claire, job_title="Graphiste")
    return {"ref": person.ref, "version": person.version, "before": {"job_title": "Salarié"}}


def _gone(cast):
    return actions.end_membership(file_of(cast.lea), date(2026, 11, 20), actor=cast.claire)


def _other_site(cast):
    return file_of(cast.lea), Site.objects.create(name="Lyon", zone="metropole", time_zone="Europe/Paris")


def _team(cast):
    return actions.add_team("Studio", actor=cast.claire)


def _new_line(cast):
    return [PersonLine(None, {"name": "Ana", "email": "ana@example.org"})]


def _lea(cast):
    return file_of(cast.lea)


def _over(cast):
    """Gone by a sheet, with an invitation still open."""
    person = _waiting(cast)
    Member.objects.filter(pk=person.member_id).update(joined_on=date(2026, 1, 1), left_on=date(2026, 11, 20))
    return file_of(Member.objects.get(pk=person.member_id))


def _invited(cast):
    ana = actions.hire("Ana", "ana@example.org", actor=cast.claire)
    return ana, actions.invite(file_of(ana), actor=cast.claire)


def _waiting(cast):
    return file_of(_invited(cast)[0])


CASES = {
    "people.edit_person": Case(
        _lea, lambda it, cast: actions.edit_person(it, it.version, actor=cast.claire, job_title="Graphiste")
    ),
    "people.set_manager": Case(_lea, lambda it, cast: actions.set_manager(it, cast.sophie, actor=cast.claire)),
    "people.move_to_site": Case(_other_site, lambda it, cast: actions.move_to_site(it[0], it[1], actor=cast.claire)),
    "people.restore_person": Case(_edited, lambda it, cast: actions.restore_person(**it, actor=cast.claire)),
    "people.grant_roles": Case(
        _lea, lambda it, cast: actions.grant_roles(it, [Role.MANAGER], version=it.version, actor=cast.sophie)
    ),
    "people.invite": Case(_lea, lambda it, cast: actions.invite(it, it.version, actor=cast.claire)),
    "people.cancel_invitation": Case(_waiting, lambda it, cast: actions.cancel_invitation(it, actor=cast.claire)),
    "people.accept_invitation": Case(
        _invited, lambda it, cast: actions.accept_invitation(it[1], None, "une phrase assez longue", actor=it[0])
    ),
    "people.end_membership": Case(_lea, lambda it, cast: actions.end_membership(it, FRIDAY, actor=cast.claire)),
    "people.close_access": Case(_over, lambda it, cast: actions.close_access(it, actor=None)),
    "people.welcome_back": Case(_gone, lambda it, cast: actions.welcome_back(it.ref, "2026-11-20", actor=cast.claire)),
    "people.note_emergency_contact": Case(
        _lea, lambda it, cast: actions.note_emergency_contact(it, "Paul", "06 12", it.version, actor=cast.lea)
    ),
    "people.erase_person": Case(_gone, lambda it, cast: actions.erase_person(it, actor=cast.sophie)),
    "people.erase_restored_person": Case(_lea, lambda it, cast: actions.erase_restored_person(it, actor=None)),
    "people.edit_team": Case(
        _team, lambda it, cast: actions.edit_team(it, it.version, actor=cast.claire, name="Atelier")
    ),
    "people.edit_site": Case(
        lambda cast: cast.pantin,
        lambda it, cast: actions.edit_site(it, it.version, actor=cast.claire, address="12 rue Hoche"),
    ),
    "people.edit_company": Case(
        lambda cast: cast.lumen,
        lambda it, cast: actions.edit_company(it, it.version, actor=cast.claire, name="Atelier Lumen SAS"),
    ),
    "people.take_back_people": Case(
        lambda cast: actions.import_people(_new_line(cast), actor=cast.claire),
        lambda it, cast: actions.take_back_people(it, actor=cast.claire),
    ),
    "people.import_people": Case(_new_line, lambda it, cast: actions.import_people(it, actor=cast.claire)),
}


def plant(member):
    """One of everything that has a page in the company of that member; returns the refs."""
    with working_for(member.company):
        person = file_of(member)
        team = Team.objects.create(name="Équipe plantée")
        site = Site.objects.create(name="Site planté", zone=member.company.zone, time_zone=member.company.time_zone)
        return [person.ref, team.ref, site.ref]


PLANT = [plant]
