"""Sheets of people as they come."""

from datetime import date

import pytest

from pupitre.foundation.imports.running import run_import
from pupitre.foundation.imports.sheets import UnreadableSheet
from pupitre.foundation.tenancy.models import Member, Site
from pupitre.modules.people.models import Person, Team

HEADER = "Prénom;Nom;E-mail;Matricule;Poste;Équipe;Responsable;Site;Date d’entrée;Date de sortie;Téléphone\n"


@pytest.fixture
def read(lumen, files):
    def run(*lines, header=HEADER, dry_run=False):
        return run_import(
            "people", (header + "\n".join(lines)).encode(), "équipe.csv", actor=lumen.claire, dry_run=dry_run
        )

    return run


def counts(report):
    return report.created, report.changed, report.unchanged, report.also_created


def reasons(report):
    return [(error.line, error.column) for error in report.errors]


def test_people_are_created_with_their_team_and_site(read):
    report = read("Ana;Costa;ana@example.org;12;Juriste;Droit;Hugo;Lyon;2/11/2026;;0612345678")

    ana = Member.objects.get(email="ana@example.org")
    person = Person.objects.get(member=ana)
    assert counts(report) == (1, 0, 0, 2)
    assert (ana.name, ana.site.name, ana.manager.name, ana.joined_on) == (
        "Ana Costa",
        "Lyon",
        "Hugo",
        date(2026, 11, 2),
    )
    assert (person.team.name, person.job_title, person.phone_work) == ("Droit", "Juriste", "0612345678")


def test_a_rehearsal_writes_nothing(read):
    assert read("Ana;Costa;ana@example.org;;;Droit;;Lyon;;;", dry_run=True).created == 1
    assert not Member.objects.filter(name="Ana Costa").exists()
    assert not Team.objects.exists()


def test_the_same_sheet_twice_changes_nothing(read):
    lines = [
        "Ana;Costa;ana@example.org;12;Juriste;Droit;Hugo;Lyon;2/11/2026;;06",
        "Bo;Li;bo@example.org;;;;Ana Costa;;;;",
    ]
    read(*lines)
    assert counts(read(*lines)) == (0, 0, 2, 0)


def test_somebody_known_is_changed_where_the_sheet_says_something(read, lumen):
    report = read(f";;{lumen.lea.email.upper()};;Graphiste;;;;;;")
    assert counts(report) == (0, 1, 0, 0)
    lea = Person.objects.get(member=lumen.lea)
    assert (lea.job_title, lea.member.manager) == ("Graphiste", lumen.hugo)


def test_a_staff_number_is_an_identity_too(read):
    read("Ana;Costa;;12;;;;;;;")
    assert counts(read("Ana;Costa;ana@example.org;12;;;;;;;")) == (0, 1, 0, 0)
    assert Member.objects.get(staff_number="12").email == "ana@example.org"


def test_managers_are_found_whatever_the_order(read):
    read("Ana;Costa;ana@example.org;;;;bo@example.org;;;;", "Bo;Li;bo@example.org;;;;Hugo;;;;")
    assert Member.objects.get(name="Ana Costa").manager.name == "Bo Li"


def test_a_name_in_another_order_is_the_same_name(read):
    read("Bo;Li;bo@example.org;;;;;;;;", "Ana;Costa;ana@example.org;;;;LI Bo;;;;")
    assert Member.objects.get(name="Ana Costa").manager.name == "Bo Li"


def test_a_circle_of_managers_is_refused(read):
    report = read("Ana;Costa;ana@example.org;;;;Bo Li;;;;", "Bo;Li;bo@example.org;;;;Ana Costa;;;;")
    assert reasons(report) == [(2, "Responsable"), (3, "Responsable")]
    assert report.created == 0


def test_whoever_is_under_a_line_left_out_is_left_out_too(read):
    report = read("Ana;Costa;ana@example.org;;;;Bo Li;;;;", "Bo;Li;bo@example.org;;;;Inconnue;;;;")
    assert reasons(report) == [(2, "Responsable"), (3, "Responsable")]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Ana;Costa;;;;;;;;;", ""),
        ("Ana;Costa;pas une adresse;;;;;;;;", "E-mail"),
        (";;ana@example.org;;;;;;;;", "Nom"),
        ("Ana;Costa;ana@example.org;;;;;;31/02/2026;;", "Date d’entrée"),
        ("Ana;Costa;ana@example.org;;;;;;1/2/2026;1/1/2026;", "Date de sortie"),
        ("Ana;Costa;ana@example.org;;;;;;;1/1/2020;", "Date de sortie"),
        ("Ana;Costa;ana@example.org;;;;Zoé Inconnue;;;;", "Responsable"),
    ],
)
def test_a_wrong_line_is_left_out_with_its_reason(read, line, column):
    report = read(line, "Bo;Li;bo@example.org;;;;;;;;")
    assert reasons(report) == [(2, column)]
    assert report.created == 1


def test_the_same_person_twice_is_an_error_on_the_second_line(read):
    report = read("Ana;Costa;ana@example.org;;;;;;;;", "Ana;Costa;ANA@example.org;;;;;;;;")
    assert reasons(report) == [(3, "E-mail")]
    assert "ligne 2" in report.errors[0].reason


def test_two_people_of_one_name_are_not_guessed(read):
    read("Ana;Costa;ana@example.org;;;;;;;;", "Ana;Costa;ana2@example.org;;;;;;;;")
    assert reasons(read("Bo;Li;bo@example.org;;;;Ana Costa;;;;")) == [(2, "Responsable")]


def test_the_last_director_does_not_leave_by_a_sheet(read, lumen):
    report = read(f";;{lumen.sophie.email};;;;;;;20/11/2026;")
    assert reasons(report) == [(2, "Date de sortie")]
    assert Member.objects.get(pk=lumen.sophie.pk).left_on is None


def test_the_neighbours_address_is_just_new(read, lumen):
    assert read(f"Nora;Autre;{lumen.nora.email};;;;;;;;").created == 1


def test_english_headers_and_a_full_name_are_known(read):
    report = read("Ana Costa;ana@example.org;Lawyer;2/11/2026", header="Full name;Email;Job title;Start date\n")
    assert report.created == 1
    assert set(report.mapping.values()) == {"name", "email", "job_title", "joined_on"}


def test_without_a_column_that_identifies_nothing_is_read(read):
    with pytest.raises(UnreadableSheet, match="Matricule"):
        read("Ana;Costa", header="Prénom;Nom\n")


def test_sites_and_teams_are_found_however_they_are_typed(read, lumen):
    read("Ana;Costa;ana@example.org;;;Droit;;SIÈGE;;;", "Bo;Li;bo@example.org;;;DROIT ;;siege;;;")
    assert Team.objects.count() == 1
    assert Site.objects.count() == 1


def test_an_entry_after_the_stored_exit_is_an_error_on_the_entry(read):
    read("Ana;Costa;ana@example.org;;;;;;1/2/2020;1/1/2022;")
    assert reasons(read(";;ana@example.org;;;;;;1/2/2026;;")) == [(2, "Date d’entrée")]


def test_the_same_person_by_address_then_by_number_is_an_error_on_the_second_line(read):
    read("Ana;Costa;ana@example.org;12;;;;;;;")
    report = read(";;ana@example.org;;Juriste;;;;;;", ";;;12;Autre;;;;;;")
    assert (counts(report), reasons(report)) == ((0, 1, 0, 0), [(3, "Matricule")])


def test_a_name_that_begins_like_a_total_is_a_person(read):
    assert read("Total;Martin;total@example.org;;;;;;;;").created == 1


def test_what_a_line_would_change_is_said_with_what_was_there(read):
    read("Inès;Garnier;ines@exemple.fr;;Cheffe de projet")
    report = read("Inès;Garnier;ines@exemple.fr;;Directrice", dry_run=True)
    (line,) = report.understood
    assert (line.name, line.is_new) == ("Inès Garnier", False)
    assert [(said.label, said.was, said.value) for said in line.said] == [("Poste", "Cheffe de projet", "Directrice")]
