"""What may be done to people, and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.accounts.models import User
from pupitre.foundation.audit.models import Details, Entry, Undo
from pupitre.foundation.audit.queries import first_broken_seq, history_of
from pupitre.foundation.audit.verbs import actions as verbs
from pupitre.foundation.registry import Room, rooms
from pupitre.foundation.tenancy.models import Clearance, Company, Member, Role, Site
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people import actions
from pupitre.modules.people.actions.company import Founding
from pupitre.modules.people.models import Person, PersonPrivate
from pupitre.modules.people.tests.factories import file_of

GONE = date(2026, 11, 20)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


class TestFounding:
    def test_a_company_starts_with_a_site_and_somebody_who_may_do_everything(self, db):
        founder = actions.found_company(Founding("Forêt & Cie", "Ana Costa", "ANA@example.org ", site="Lille"))

        assert (founder.company.slug, founder.site.name) == ("foret-cie", "Lille")
        assert founder.email == founder.user.email == "ana@example.org"
        assert set(founder.roles) == {Role.OFFICE_MANAGER, Role.DIRECTOR}
        with working_for(founder.company):
            assert Entry.objects.get().actor == founder.ref

    def test_two_companies_of_one_name_have_two_addresses(self, db):
        slugs = [actions.found_company(Founding("Atelier", "Ana", "ana@example.org")).company.slug for _ in range(3)]
        assert slugs == ["atelier", "atelier-2", "atelier-3"]
        assert User.objects.count() == 1

    def test_a_zone_is_the_companys_and_its_sites(self, db):
        given = {"zone": "reunion", "time_zone": "Indian/Reunion"}
        founder = actions.found_company(Founding("Piton", "Ana", "ana@example.org", **given))
        assert (founder.site.zone, founder.company.time_zone) == ("reunion", "Indian/Reunion")


class TestHiring:
    def test_somebody_hired_is_a_member_with_a_file(self, lumen):
        ana = actions.hire("Ana Costa", "ANA@example.org", actor=lumen.claire, job_title="Juriste", manager=lumen.hugo)

        person = Person.objects.get(member=ana)
        assert (person.job_title, ana.site, ana.manager, ana.roles) == (
            "Juriste",
            lumen.pantin,
            lumen.hugo,
            ["employee"],
        )
        assert "juriste" in person.words
        assert ana.user is None

    def test_an_address_belongs_to_one_person_of_the_company(self, lumen):
        with pytest.raises(Refusal, match="déjà cette adresse"):
            actions.hire("Autre Léa", lumen.lea.email.upper(), actor=lumen.claire)

    def test_an_office_manager_hires_no_director(self, lumen):
        with pytest.raises(PermissionDenied):
            actions.hire("Ana", roles=(Role.DIRECTOR,), actor=lumen.claire)
        with pytest.raises(PermissionDenied):
            actions.hire("Ana", clearances=(Clearance.HR,), actor=lumen.claire)

    def test_an_employee_hires_nobody(self, lumen):
        with pytest.raises(PermissionDenied):
            actions.hire("Ana", actor=lumen.lea)

    def test_two_clicks_hire_once(self, lumen):
        both = [actions.hire("Ana", actor=lumen.claire, once="key") for _ in range(2)]
        assert both[0] == both[1]
        assert Member.objects.filter(name="Ana").count() == 1


class TestEditing:
    def test_an_edit_can_be_taken_back(self, lumen, files):
        actions.edit_person(files.lea, actor=lumen.claire, job_title="Graphiste", manager=None)
        offered_undo = Undo.objects.get()
        verbs[offered_undo.verb](**offered_undo.arguments, actor=lumen.claire)

        lea = fresh(files.lea)
        assert (lea.job_title, lea.member.manager) == ("Salarié", lumen.hugo)

    def test_an_edit_is_not_taken_back_over_somebody_elses(self, lumen, files):
        actions.edit_person(files.lea, actor=lumen.claire, job_title="Graphiste")
        first = Undo.objects.get()
        actions.edit_person(files.lea, actor=lumen.sophie, weekly_hours="35 h")
        with pytest.raises(Refusal, match="encore changé"):
            verbs[first.verb](**first.arguments, actor=lumen.claire)

    def test_nobody_ends_up_above_themselves(self, lumen, files):
        with pytest.raises(Refusal, match="propre responsable"):
            actions.set_manager(files.sophie, lumen.lea, actor=lumen.claire)
        with pytest.raises(Refusal, match="propre responsable"):
            actions.set_manager(files.lea, lumen.lea, actor=lumen.claire)

    def test_the_journal_holds_no_name(self, lumen, files):
        actions.edit_person(files.lea, actor=lumen.claire, name="Léa Martin", job_title="Graphiste")
        headers = "".join(Entry.objects.values_list("header", flat=True))
        assert "Martin" not in headers
        assert "Graphiste" not in headers
        assert "Martin" in Details.objects.get().text


class TestRights:
    def test_the_director_gives_roles(self, lumen, files):
        actions.grant_roles(files.lea, [Role.OFFICE_MANAGER], [Clearance.HR], actor=lumen.sophie)
        lea = fresh(lumen.lea)
        assert (lea.roles, lea.clearances) == (["office_manager"], ["hr"])

    @pytest.mark.parametrize(("roles", "clearances"), [(["director"], []), (["office_manager"], ["hr"])])
    def test_nobody_raises_themselves(self, lumen, files, roles, clearances):
        with pytest.raises(PermissionDenied):
            actions.grant_roles(files.claire, roles, clearances, actor=lumen.claire)

    def test_not_even_a_director(self, lumen, files):
        with pytest.raises(PermissionDenied):
            actions.grant_roles(
                files.sophie, [Role.DIRECTOR, Role.OFFICE_MANAGER], ["hr", "direction"], actor=lumen.sophie
            )

    def test_a_clearance_is_given_by_who_holds_it(self, lumen, files):
        Member.objects.filter(pk=lumen.sophie.pk).update(clearances=[])
        sophie = fresh(lumen.sophie)
        with pytest.raises(PermissionDenied):
            actions.grant_roles(files.lea, ["employee"], ["hr"], actor=sophie)

    def test_the_last_director_stays(self, lumen, files):
        with pytest.raises(Refusal, match="seule personne de la direction"):
            actions.grant_roles(files.sophie, [Role.EMPLOYEE], actor=lumen.sophie)
        with pytest.raises(Refusal, match="seule personne de la direction"):
            actions.end_membership(files.sophie, GONE, actor=lumen.claire)

    def test_a_director_leaves_once_there_is_another(self, lumen, files):
        actions.grant_roles(files.hugo, [Role.DIRECTOR], actor=lumen.sophie)
        actions.end_membership(files.sophie, GONE, actor=lumen.claire)
        assert fresh(lumen.sophie).left_on == GONE


class TestPrivacy:
    def test_an_emergency_contact_opens_for_the_person_and_the_cleared(self, lumen, files):
        actions.note_emergency_contact(files.lea, "Paul Canari", "06 12 34 56 78", actor=lumen.lea)
        assert actions.read_emergency_contact(files.lea, actor=lumen.sophie) == ("Paul Canari", "06 12 34 56 78")
        with pytest.raises(PermissionDenied):
            actions.read_emergency_contact(files.lea, actor=lumen.claire)
        assert [entry.event for entry in history_of(files.lea)] == [
            "people.EmergencyContactRead",
            "people.EmergencyContactNoted",
        ]

    def test_erasing_leaves_a_ref_and_nothing_else(self, lumen):
        ana = actions.hire(
            "Ana Canari", "ana.canari@example.org", actor=lumen.sophie, phone_work="CANARI", joined_on=GONE
        )
        person = Person.objects.get(member=ana)
        actions.edit_person(fresh(person), actor=lumen.sophie, job_title="Canari en chef")
        actions.note_emergency_contact(fresh(person), "Paul", "06", actor=lumen.sophie)
        actions.end_membership(fresh(person), GONE, actor=lumen.sophie)

        actions.erase_person(fresh(person), actor=lumen.sophie)

        models = (Member, Person, Entry, Details, Undo)
        stored = repr([list(model.objects.values()) for model in models]) + repr(list(User.objects.values()))
        assert "canari" not in stored.lower()
        assert not PersonPrivate.objects.exists()
        assert (fresh(person).ref, first_broken_seq()) == (person.ref, None)

    def test_somebody_still_there_is_not_erased(self, lumen, files):
        with pytest.raises(Refusal, match="Notez d’abord son départ"):
            actions.erase_person(files.lea, actor=lumen.sophie)

    def test_every_room_is_asked_to_forget(self, lumen, files, monkeypatch):
        asked = []
        monkeypatch.setitem(rooms, "witness", Room("witness", erases=(asked.append,)))
        actions.end_membership(files.lea, GONE, actor=lumen.claire)
        actions.erase_person(files.lea, actor=lumen.sophie)
        assert asked == [lumen.lea]

    def test_an_account_goes_with_the_last_company_it_opened(self, lumen, files):
        user = lumen.lea.user
        actions.end_membership(files.lea, GONE, actor=lumen.claire)
        actions.erase_person(files.lea, actor=lumen.sophie)
        assert User.objects.get(pk=user.pk).email.endswith("@efface.invalid")

    def test_an_account_that_opens_another_company_stays(self, lumen, files):
        with working_for(lumen.voisins):
            Member.objects.create(name="Léa", user=lumen.lea.user, joined_on=GONE)
        actions.end_membership(files.lea, GONE, actor=lumen.claire)
        actions.erase_person(files.lea, actor=lumen.sophie)
        assert User.objects.get(pk=lumen.lea.user_id).email == lumen.lea.user.email


def test_a_module_that_cannot_be_turned_off_stays_on(lumen):
    with pytest.raises(Refusal):
        actions.edit_company(lumen.lumen, actor=lumen.claire, modules_off=["people"])
    assert Company.objects.get(pk=lumen.lumen.pk).modules_off == []


def test_a_room_goes_off_with_the_one_it_requires(lumen):
    """The bank went on adding contracts to suppliers that were turned off, and led to pages that are not there."""
    actions.edit_company(lumen.lumen, actor=lumen.claire, modules_off=["suppliers"])
    assert Company.objects.get(pk=lumen.lumen.pk).modules_off == ["suppliers", "bank", "mission"]
    actions.edit_company(lumen.lumen, actor=lumen.claire, modules_off=[])
    assert Company.objects.get(pk=lumen.lumen.pk).modules_off == []


def test_the_neighbours_company_is_not_edited(lumen):
    with pytest.raises(PermissionDenied):
        actions.edit_company(lumen.voisins, actor=lumen.claire, name="À nous")


def test_two_sites_have_two_names(lumen):
    actions.open_site("Lyon", actor=lumen.claire)
    with pytest.raises(Refusal, match="déjà ce nom"), transaction.atomic():
        actions.open_site("Lyon", actor=lumen.claire)
    assert Site.objects.filter(name="Lyon").count() == 1


def test_somebody_who_left_can_come_back(lumen, files):
    actions.end_membership(files.lea, GONE, actor=lumen.claire)
    actions.welcome_back(files.lea.ref, GONE.isoformat(), actor=lumen.claire)
    assert fresh(lumen.lea).left_on is None


def test_a_departure_is_not_before_the_arrival(lumen):
    with pytest.raises(Refusal, match="avant l’arrivée"):
        actions.end_membership(file_of(lumen.lea), date(2025, 1, 1), actor=lumen.claire)
