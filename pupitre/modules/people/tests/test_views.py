"""What each role reads and does on the pages of people."""

import io
import re
from datetime import date

import openpyxl
import pytest

from pupitre.foundation.audit.models import Entry
from pupitre.foundation.tenancy.models import Company, Member, Site
from pupitre.modules.people import actions
from pupitre.modules.people.models import Person, Team

HOME = "/c/atelier-lumen/people/"


def page(person, *rest):
    return HOME + "/".join([person.ref, *rest, ""])


@pytest.fixture
def studio(lumen, files):
    team = actions.add_team("Studio", lumen.hugo, actor=lumen.claire)
    actions.edit_person(
        files.lea, actor=lumen.claire, team=team, phone_work="01 23 45 67 89", weekly_hours="32 h le midi"
    )
    return team


class TestDirectory:
    def test_everybody_finds_everybody(self, lumen, files, as_):
        said = as_(lumen.lea).read(HOME)
        assert all(name in said for name in ("Sophie", "Claire", "Hugo", "Léa", "4 personnes"))
        assert "Nora" not in said

    def test_a_search_ignores_accents_and_case(self, lumen, files, as_):
        said = as_(lumen.claire).read(HOME + "?q=LEA")
        assert "1 personne" in said
        assert "Hugo</a>" not in said

    def test_a_team_can_be_chosen(self, lumen, studio, as_):
        assert "1 personne" in as_(lumen.claire).read(f"{HOME}?team={studio.ref}")

    def test_those_who_left_are_no_longer_listed(self, lumen, files, as_):
        actions.end_membership(files.lea, date(2026, 11, 20), actor=lumen.claire)
        assert "Léa" not in as_(lumen.claire).read(HOME)
        assert "Léa" in as_(lumen.claire).read(HOME + "?past=1")

    def test_only_those_who_hire_see_the_button(self, lumen, files, as_):
        assert "Ajouter une personne" in as_(lumen.claire).read(HOME)
        assert "Ajouter une personne" not in as_(lumen.lea).read(HOME)

    def test_the_number_of_queries_does_not_grow_with_people(self, lumen, files, as_, django_assert_max_num_queries):
        for number in range(30):
            actions.hire(f"Personne {number}", actor=lumen.claire, manager=lumen.hugo)
        visitor = as_(lumen.claire)
        visitor.get(HOME)
        with django_assert_max_num_queries(8):
            visitor.get(HOME)

    def test_the_sheet_taken_away_changes_nothing_when_it_comes_back(self, lumen, studio, as_):
        from pupitre.foundation.imports.running import run_import

        sheet = as_(lumen.claire).get(HOME + "export.csv").content
        report = run_import("people", sheet, "annuaire.csv", actor=lumen.claire, dry_run=True)
        assert (report.created, report.changed, report.unchanged, report.errors) == (0, 0, 4, [])

    def test_a_workbook_has_typed_cells(self, lumen, files, as_):
        book = openpyxl.load_workbook(io.BytesIO(as_(lumen.claire).get(HOME + "export.xlsx").content))
        rows = list(book.active.iter_rows(values_only=True))
        assert rows[1][0] == "Claire"
        assert rows[1][7].date() == date(2026, 1, 1)


class TestPerson:
    def test_a_colleague_reads_the_public_part(self, lumen, studio, files, as_):
        said = as_(lumen.claire).read(page(files.lea))
        assert "32 h le midi" in said
        actions.set_manager(files.claire, None, actor=lumen.sophie)
        colleague = as_(lumen.lea).read(page(files.hugo))
        assert "Historique" not in colleague
        assert "Modifier" not in colleague

    def test_the_chain_above_is_named(self, lumen, files, as_):
        assert re.search(r"Au-dessus.*Hugo.*Sophie", as_(lumen.lea).read(page(files.lea)), re.S)

    def test_private_things_do_not_exist_for_the_others(self, lumen, files, as_):
        actions.note_emergency_contact(files.lea, "Paul Canari", "06", actor=lumen.lea)
        for member in (lumen.claire, lumen.hugo):
            assert "urgence" not in as_(member).read(page(files.lea))
            assert as_(member).force("post", page(files.lea, "emergency")).status_code == 404

    def test_the_contact_is_shown_on_demand_and_the_reading_noted(self, lumen, files, as_):
        actions.note_emergency_contact(files.lea, "Paul Canari", "06", actor=lumen.lea)
        sophie = as_(lumen.sophie)
        assert "Canari" not in sophie.read(page(files.lea))
        assert "Canari" in sophie.send(page(files.lea), to=page(files.lea, "emergency")).content.decode()
        assert Entry.objects.filter(event="people.EmergencyContactRead").count() == 1

    def test_a_form_made_before_somebody_elses_change_says_so_and_keeps_what_was_typed(self, lumen, files, as_):
        claire, url = as_(lumen.claire), page(files.lea, "edition")
        claire.read(url)
        old = files.lea.version
        actions.edit_person(files.lea, actor=lumen.sophie, job_title="Graphiste")
        fields = {"name": "Léa Martin", "job_title": "Illustratrice", "joined_on": "1/1/2026", "version": old}
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)', claire.read(url))[1]
        response = claire.post(url, {**fields, "csrfmiddlewaretoken": token})

        said = response.content.decode()
        assert response.status_code == 409
        assert "Illustratrice" in said
        assert "Graphiste" in said
        assert Person.objects.get(pk=files.lea.pk).job_title == "Graphiste"

    def test_a_person_is_added_by_the_form(self, lumen, files, as_):
        as_(lumen.claire).send(HOME + "new/", name="Ana Costa", email="ana@example.org", joined_on="2/11/2026")
        assert Member.objects.get(name="Ana Costa").joined_on == date(2026, 11, 2)

    def test_a_wrong_day_keeps_the_rest(self, lumen, files, as_):
        response = as_(lumen.claire).send(HOME + "new/", name="Ana Costa", joined_on="31/2/2026")
        assert response.status_code == 422
        assert "Ana Costa" in response.content.decode()

    def test_an_employee_edits_nobody(self, lumen, files, as_):
        assert as_(lumen.lea).get(page(files.hugo, "edition")).status_code == 403


class TestAccess:
    def test_the_director_changes_rights_on_the_page(self, lumen, files, as_):
        as_(lumen.sophie).send(page(files.lea, "roles"), roles=["office_manager"])
        assert Member.objects.get(pk=lumen.lea.pk).roles == ["office_manager"]

    def test_a_departure_can_be_taken_back(self, lumen, files, as_):
        claire = as_(lumen.claire)
        claire.send(page(files.lea, "departure"), left_on="20/11/2026")
        assert Member.objects.get(pk=lumen.lea.pk).left_on == date(2026, 11, 20)
        claire.send(page(files.lea), to=page(files.lea, "return"))
        assert Member.objects.get(pk=lumen.lea.pk).left_on is None

    def test_a_person_is_erased_by_the_director(self, lumen, files, as_):
        actions.end_membership(files.lea, date(2026, 11, 20), actor=lumen.claire)
        as_(lumen.sophie).send(page(files.lea, "erasure"))
        assert "Léa" not in as_(lumen.sophie).read(page(files.lea))

    def test_everybody_knows_who_sees_what(self, lumen, files, as_):
        said = as_(lumen.lea).read(HOME + "rights/")
        assert "Sophie" in said
        assert "personne à prévenir" in said


class TestCompany:
    def test_a_team_is_created_and_edited(self, lumen, files, as_):
        claire = as_(lumen.claire)
        claire.send(HOME + "teams/new/", name="Studio")
        team = Team.objects.get()
        claire.send(f"{HOME}teams/{team.ref}/", name="Atelier", lead=lumen.hugo.ref)
        assert Team.objects.get().lead == lumen.hugo
        assert "Atelier" in as_(lumen.lea).read(HOME + "teams/")

    def test_the_company_is_renamed_and_gets_a_site(self, lumen, files, as_):
        claire = as_(lumen.claire)
        claire.send(HOME + "company/", name="Lumen SAS", zone="metropole", time_zone="Europe/Paris")
        claire.send(HOME + "company/sites/new/", name="Lyon", zone="metropole", time_zone="Europe/Paris")
        assert Company.objects.get(slug="atelier-lumen").name == "Lumen SAS"
        assert Site.objects.filter(name="Lyon").exists()

    def test_an_employee_does_not_enter(self, lumen, files, as_):
        assert as_(lumen.lea).get(HOME + "company/").status_code == 403
