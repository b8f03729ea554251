"""A job works for its company only, and what is stored of it tells no secret."""

import logging
from base64 import b64decode
from functools import partial

import pytest
from django.conf import settings
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.jobs.background import enqueue, job, jobs
from pupitre.foundation.jobs.clock import tick
from pupitre.foundation.tenancy.scope import working_for
from pupitre.foundation.tenancy.sealing import keyring
from pupitre.modules.people.actions import note_emergency_contact
from pupitre.modules.people.models import Team
from pupitre.modules.people.tests.factories import file_of
from tests.access.test_actions import snapshot
from tests.harness.rooms import plant

OURS = dict(jobs)
PASSWORD, PHONE = "motdepasse-canari-7412", "0699887766"


@job
def rename_a_team(company, ref):
    """As a job that receives a ref is written."""
    team = Team.objects.get(ref=ref)
    team.name = "Renommée"
    team.save()


del jobs[f"{__name__}.rename_a_team"]


@pytest.fixture
def theirs(cast):
    """The refs of everything the neighbour has."""
    with working_for(cast.voisins):
        return plant(cast.nora)


@pytest.fixture
def run():
    alone = {"queue_names": ["default"], "excluded_queue_names": [], "interval": 1, "batch": True, "max_tasks": None}
    worker = Worker(**alone, backend_name="default", startup_delay=False, worker_id="me")

    def run():
        for row in DBTaskResult.objects.ready():
            row.claim("me")
            worker.run_task(row)
        return DBTaskResult.objects.order_by("enqueued_at")

    return run


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


@pytest.fixture
def secrets_of_the_house(lumen):
    """A link that waits, a password, a sealed number, the keys."""
    lumen.claire.user.set_password(PASSWORD)
    lumen.claire.user.save()
    person = file_of(lumen.lea)
    note_emergency_contact(person, "Paul", PHONE, person.version, actor=lumen.lea)
    link = new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, lumen.claire.user)
    ring = settings.KEYS_FILE.read_text()
    key = max(ring.split('"'), key=len)
    assert b64decode(key) == keyring()[1]
    return [link, PASSWORD, PHONE, lumen.claire.user.password, key, settings.SECRET_KEY]


def test_no_secret_is_stored_with_a_job_whether_it_ends_well_or_fails(secrets_of_the_house, lumen, run, monkeypatch):
    tick()
    run()
    monkeypatch.setattr("pupitre.foundation.jobs.background.working_for", partial(_fails, secrets_of_the_house))
    for work in OURS.values():
        enqueue(work, lumen.lumen)
    rows = list(run().values())
    assert {row["status"] for row in rows} == {"SUCCESSFUL", "FAILED"}
    stored = " ".join(str(value) for row in rows for value in row.values())
    assert [secret for secret in secrets_of_the_house if secret in stored] == []
    assert {len(row["args_kwargs"]["args"]) for row in rows} == {1}  # the uid of the company: refs, never values


def _fails(held, company):
    """In a frame where every secret is at hand: a traceback shows lines of code, never values."""
    raise RuntimeError(f"of {len(held)} secrets, none is told for {company.pk}")
