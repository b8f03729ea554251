"""A sheet of people is taken back: files as before, newcomers gone, unless somebody changed or stands on them."""

import pytest

from pupitre.foundation.audit.models import Details
from pupitre.foundation.audit.queries import first_broken_seq
from pupitre.foundation.imports.actions import take_back
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.running import run_import
from pupitre.foundation.imports.taking_back import CHANGED_SINCE
from pupitre.foundation.tenancy.models import Member, Site
from pupitre.modules.people import actions
from pupitre.modules.people.actions.taking_back import HAS_ACCESS, SOMETHING_STANDS
from pupitre.modules.people.models import Person, Team
from pupitre.modules.people.tests.factories import file_of

HEADER = "Prénom;Nom;E-mail;Poste;Équipe;Responsable;Site\n"
ANA = "Ana;Costa;ana@example.org;Juriste;Droit;Hugo;Lyon\n"
CLEO = "Cléo;Roy;cleo@example.org;Menuisière;Bois;;\n"
BEN = "Ben;Diop;ben@example.org;Assistant;Droit;Ana Costa;Lyon\n"


@pytest.fixture
def imported(lumen, files):
    def run(*lines):
        content = (HEADER + "".join(lines)).encode()
        report = run_import("people", content, "équipe.csv", actor=lumen.claire, dry_run=False)
        return ImportRun.objects.get(ref=report.run)

    return run


def everybody():
    return [*Member.objects.order_by("pk").values(), *Person.objects.order_by("pk").values()]


def unversioned(rows):
    return [{name: value for name, value in row.items() if name != "version"} for row in rows]


def reasons(run):
    return {one["name"]: one["reason"] for one in run.undone["left"]}


def test_newcomers_their_team_and_their_site_are_gone_as_if_never_there(lumen, imported):
    before = everybody()
    run = take_back(imported(ANA, BEN), actor=lumen.claire)
    assert everybody() == before
    assert not Team.objects.filter(name="Droit").exists()
    assert not Site.objects.filter(name="Lyon").exists()
    assert (run.undone["removed"], run.undone["stayed"]) == (4, 0)


def test_no_name_of_them_stays_in_the_journal_which_still_holds(lumen, imported):
    take_back(imported(ANA, BEN), actor=lumen.claire)
    assert not Details.objects.filter(text__contains="Ana Costa").exists()
    assert first_broken_seq() is None


def test_a_changed_file_is_as_before(lumen, imported):
    actions.add_team("Studio", actor=lumen.claire)
    before = unversioned(everybody())
    lea = lumen.lea
    run = imported(f"Léa;Autre;{lea.email};Graphiste;Droit;Sophie;Lyon\n")
    assert unversioned(everybody()) != before
    run = take_back(run, actor=lumen.claire)
    assert unversioned(everybody()) == before
    assert (run.undone["restored"], run.undone["removed"]) == (1, 2)


def test_who_was_changed_since_stays_with_what_they_stand_on(lumen, imported):
    run = imported(ANA, BEN, CLEO)
    ben = Person.objects.get(member__email="ben@example.org")
    actions.edit_person(ben, actor=lumen.claire, job_title="Adjoint")
    run = take_back(run, actor=lumen.claire)
    assert reasons(run) == {"Ben Diop": CHANGED_SINCE} | dict.fromkeys(("Ana Costa", "Droit", "Lyon"), SOMETHING_STANDS)
    assert not Member.objects.filter(email="cleo@example.org").exists()


def test_who_was_invited_or_entered_since_stays(lumen, imported):
    run = imported(ANA, BEN.replace("Ana Costa", ""), CLEO)
    actions.invite(file_of(Member.objects.get(email="ana@example.org")), actor=lumen.claire)
    Member.objects.filter(email="ben@example.org").update(user=lumen.lea.user_id and _somebody())
    run = take_back(run, actor=lumen.claire)
    assert reasons(run)["Ana Costa"] in (SOMETHING_STANDS, CHANGED_SINCE)
    assert reasons(run)["Ben Diop"] == HAS_ACCESS


def _somebody():
    from pupitre.foundation.accounts.models import User

    return User.objects.create_user("ben@example.org")


def test_a_manager_put_back_closes_no_circle(lumen, imported):
    """Ana answered to Hugo before the sheet; meanwhile Hugo was put under Ana, by hand."""
    ana = actions.hire("Ana Costa", "ana@example.org", actor=lumen.claire, manager=lumen.hugo)
    run = imported(f"Ana;Costa;{ana.email};;;Sophie;\n")
    actions.set_manager(file_of(lumen.hugo), Member.objects.get(pk=ana.pk), actor=lumen.claire)
    with pytest.raises(Exception, match="Rien ne peut revenir"):
        take_back(run, actor=lumen.claire)


def test_an_erased_person_does_not_come_back(lumen, imported):
    run = imported(f"Léa;Autre;{lumen.lea.email};Graphiste;;;\n", ANA)
    from datetime import date

    actions.end_membership(file_of(lumen.lea), date(2026, 11, 20), actor=lumen.claire)
    actions.erase_person(file_of(lumen.lea), actor=lumen.sophie)
    with pytest.raises(Exception, match="plus gardé"):
        take_back(run, actor=lumen.claire)
