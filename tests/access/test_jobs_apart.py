"""A job works for its company only: nothing of the neighbour, who has one of everything, is read or changed."""

import logging
from copy import deepcopy

import pytest

from pupitre.foundation.jobs.background import enqueue, job, jobs
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people.models import Team
from tests.access.test_actions import snapshot
from tests.harness.rooms import plant

OURS = dict(jobs)


@job
def rename_a_team(company, ref):
    """As a job that receives a ref is written."""
    team = Team.objects.get(ref=ref)
    team.name = "Renommée"
    team.save()


del jobs[f"{__name__}.rename_a_team"]


@pytest.fixture(scope="module")
def theirs(lasting_cast, lasting):
    """The refs of everything the neighbour has."""
    with lasting(), working_for(lasting_cast.voisins):
        return plant(lasting_cast.nora)


@pytest.fixture
def cast(db, lasting_cast, theirs):
    """The neighbour has it in every test, whatever their order; the objects are of this one."""
    return deepcopy(lasting_cast)


@pytest.mark.parametrize("work", [*OURS.values(), rename_a_team], ids=[*OURS, "a job with a ref"])
def test_a_job_given_a_ref_of_the_neighbour_changes_nothing_and_it_is_logged(cast, theirs, run, work, caplog):
    before = snapshot()
    for ref in theirs:
        enqueue(work, cast.lumen, ref)
    with caplog.at_level(logging.INFO):
        done = run()
    assert {row.status for row in done} == {"FAILED"}
    assert {row.exception_class_path.rpartition(".")[2] for row in done} <= {"DoesNotExist", "TypeError"}
    assert caplog.text.count("state=FAILED") == len(theirs)
    assert snapshot() == before


def test_a_job_with_a_ref_finds_what_is_its_companys(lumen, run):
    """Otherwise the test above proves nothing."""
    team = Team.objects.create(name="Studio")
    enqueue(rename_a_team, lumen.lumen, team.ref)
    assert [row.status for row in run()] == ["SUCCESSFUL"]
    team.refresh_from_db()
    assert team.name == "Renommée"


@pytest.mark.parametrize("work", OURS.values(), ids=OURS)
def test_a_job_of_one_company_leaves_the_other_as_it_was(cast, theirs, run, work):
    def of_the_neighbour():
        return {m: [row for row in rows if row["company_id"] == cast.voisins.pk] for m, rows in snapshot().items()}

    before = of_the_neighbour()
    enqueue(work, cast.lumen)
    assert [row.status for row in run()] == ["SUCCESSFUL"]
    assert of_the_neighbour() == before
