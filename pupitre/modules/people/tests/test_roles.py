"""Ten roles: who names whom, who is told of it, and what each of the last six reads and may not touch."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from conftest import hire
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.access.table import COMPANY, NONE, OWN, TEAM, all_permissions, widest_scope
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.tenancy.models import Clearance, Member, Role
from pupitre.foundation.tenancy.sealing import opened
from pupitre.modules.people import actions
from pupitre.modules.people.tests.factories import file_of
from tests.access.test_actions import snapshot

HOME = "/c/atelier-lumen/"


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def owner(lumen):
    return hire(lumen.lumen, lumen.pantin, "Odile", Role.OWNER, Role.DIRECTOR, clearances=[Clearance.HR])


class TestTheTop:
    def test_a_director_names_the_first_owner_who_is_of_the_direction(self, lumen, files):
        actions.grant_roles(files.hugo, [Role.OWNER], actor=lumen.sophie)
        assert fresh(lumen.hugo).roles == [Role.DIRECTOR, Role.OWNER]

    def test_nobody_names_themselves_owner(self, lumen, files):
        with pytest.raises(PermissionDenied):
            actions.grant_roles(files.sophie, [Role.DIRECTOR, Role.OWNER], actor=lumen.sophie)

    @pytest.mark.parametrize("role", [Role.OWNER, Role.DIRECTOR])
    def test_once_there_is_an_owner_nobody_else_names_the_direction(self, lumen, files, owner, role):
        with pytest.raises(PermissionDenied):
            actions.grant_roles(files.hugo, [role], actor=lumen.sophie)
        with pytest.raises(PermissionDenied):
            actions.hire("Ana", roles=(role,), actor=lumen.sophie)
        actions.grant_roles(fresh(files.hugo), [role], actor=owner)
        assert fresh(lumen.hugo).has(Role.DIRECTOR)

    def test_a_director_takes_nothing_from_an_owner(self, lumen, files, owner):
        with pytest.raises(PermissionDenied):
            actions.grant_roles(file_of(owner), [Role.DIRECTOR], actor=lumen.sophie)
        with pytest.raises(PermissionDenied):
            actions.end_membership(file_of(owner), lumen.hugo.joined_on, actor=lumen.sophie)

    def test_the_last_owner_stays(self, lumen, owner):
        with pytest.raises(Refusal, match="seule personne propriétaire"):
            actions.grant_roles(file_of(owner), [Role.DIRECTOR], actor=owner)
        with pytest.raises(Refusal, match="seule personne propriétaire"):
            actions.end_membership(file_of(owner), lumen.hugo.joined_on, actor=owner)

    @pytest.mark.parametrize("role", [Role.OWNER, Role.DIRECTOR, Role.HR, Role.FINANCE])
    def test_an_office_manager_gives_none_of_these(self, lumen, files, role):
        for person in (files.claire, files.lea):
            with pytest.raises(PermissionDenied):
                actions.grant_roles(person, [role], actor=lumen.claire)
        with pytest.raises(PermissionDenied):
            actions.hire("Ana", roles=(role,), actor=lumen.claire)

    def test_a_clearance_is_given_by_who_holds_it(self, lumen, files):
        Member.objects.filter(pk=lumen.sophie.pk).update(clearances=[])
        with pytest.raises(PermissionDenied):
            actions.grant_roles(files.lea, [Role.EMPLOYEE], [Clearance.HR], actor=fresh(lumen.sophie))

    def test_no_sheet_sends_an_owner_away(self, lumen, owner):
        from pupitre.foundation.imports.running import run_import

        file_of(owner)
        sheet = f"E-mail;Nom;Sortie\n{owner.email};Odile;20/11/2026\n".encode()
        report = run_import("people", sheet, "annuaire.csv", actor=lumen.claire, dry_run=True)
        assert [error for error in report.errors if "propriétaire" in str(error)]


class TestTheNews:
    def told(self):
        return {(mail.to, mail.subject): json.loads(opened(mail, "content"))["text"] for mail in Mail.objects.all()}

    def test_the_whole_direction_hears_of_a_right_at_once(self, lumen, files, owner):
        actions.grant_roles(files.lea, [Role.EMPLOYEE, Role.FINANCE], actor=lumen.sophie)
        subject = "Des droits viennent d’être donnés dans Pupitre"
        told = self.told()
        assert set(told) == {(lumen.sophie.email, subject), (owner.email, subject)}
        for word in ("Sophie", "Léa", "Finances"):
            assert all(word in text for text in told.values())
        assert not any("Salari" in text for text in told.values())

    def test_a_right_that_goes_away_is_told_to_nobody(self, lumen, files):
        actions.grant_roles(files.hugo, [Role.READER], actor=lumen.sophie)
        Mail.objects.all().delete()
        actions.grant_roles(fresh(files.hugo), [], actor=lumen.sophie)
        assert self.told() == {}

    def test_hiring_with_more_than_the_ordinary_is_told_too(self, lumen):
        actions.hire("Ana", actor=lumen.sophie)
        assert self.told() == {}
        actions.hire("Noé", roles=(Role.FINANCE,), actor=lumen.sophie)
        assert len(self.told()) == 1


BARE = {
    Role.ACCOUNTANT: {"suppliers.see_contracts": COMPANY, "bank.see_findings": COMPANY},
    Role.READER: {"people.see_directory": COMPANY},
    Role.FINANCE: {
        "people.see_directory": COMPANY,
        "people.see_work_details": OWN,
        "people.see_history": OWN,
        "attention.edit_presence": OWN,
        "decisions.ask": COMPANY,
        "suppliers.see_contracts": COMPANY,
        "suppliers.edit_contract": COMPANY,
        "suppliers.decide_window": COMPANY,
        "suppliers.edit_supplier": COMPANY,
        "suppliers.import_sheets": COMPANY,
        "bank.see_findings": COMPANY,
        "bank.read_statements": COMPANY,
        "mission.see_savings": COMPANY,
        "relay.pass": COMPANY,
        "tasks.see_tasks": OWN,
        "tasks.edit_task": OWN,
        "routines.see": COMPANY,
        "routines.do_occurrence": OWN,
    },
    Role.REFERENT: {
        "people.see_directory": COMPANY,
        "people.see_work_details": TEAM,
        "people.see_history": TEAM,
        "attention.edit_presence": TEAM,
        "decisions.ask": COMPANY,
        "suppliers.see_contracts": OWN,
        "suppliers.decide_window": OWN,
        "relay.pass": COMPANY,
        "tasks.see_tasks": TEAM,
        "tasks.edit_task": OWN,
        "routines.see": OWN,
        "routines.do_occurrence": OWN,
    },
}


@pytest.mark.parametrize("role", BARE)
def test_what_a_role_alone_permits(lumen, role):
    actor = lumen.lea
    actor.roles, actor.clearances = [role], []
    found = {row.name: scope for row in all_permissions() if (scope := widest_scope(actor, row.name)) != NONE}
    assert found == BARE[role]


def test_an_owner_may_all_that_a_director_may(lumen):
    for row in all_permissions():
        assert row.scopes.get(Role.OWNER) == row.scopes.get(Role.DIRECTOR), row.name


def test_human_resources_read_what_is_private_with_the_clearance_only(lumen, files):
    iris = hire(lumen.lumen, lumen.pantin, "Iris", Role.HR)
    actions.note_emergency_contact(files.lea, "Paul", "06", actor=lumen.lea)
    with pytest.raises(PermissionDenied):
        actions.read_emergency_contact(files.lea, actor=iris)
    iris.clearances = [Clearance.HR]
    assert actions.read_emergency_contact(files.lea, actor=iris) == ("Paul", "06")


def test_the_outside_accountant_reads_contracts_and_nobodys_file(lumen, files, as_):
    visitor = as_(hire(lumen.lumen, lumen.pantin, "Cabinet", Role.ACCOUNTANT))
    assert visitor.get(f"{HOME}suppliers/contracts/").status_code == 200
    assert visitor.get(f"{HOME}people/{files.lea.ref}/").status_code == 404
    assert "Léa" not in visitor.read(f"{HOME}people/")
    assert visitor.get(HOME).status_code == 200


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.READER])
def test_whoever_only_reads_is_offered_nothing_to_write(lumen, files, as_, role):
    visitor = as_(hire(lumen.lumen, lumen.pantin, "Ana", role))
    before = snapshot()
    refused = [
        visitor.force("post", f"{HOME}{page}").status_code
        for page in ("people/new/", "suppliers/contracts/new/", "decisions/new/", f"people/{files.lea.ref}/edition/")
    ]
    assert set(refused) <= {403, 404}
    assert snapshot() == before
