"""What is stored of a job tells no secret, whether it ends well or fails."""

from base64 import b64decode
from functools import partial

import pytest
from django.conf import settings

from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.jobs.background import enqueue, jobs
from pupitre.foundation.jobs.clock import tick
from pupitre.foundation.tenancy.sealing import keyring
from pupitre.modules.people.actions import note_emergency_contact
from pupitre.modules.people.tests.factories import file_of

OURS = dict(jobs)
PASSWORD, PHONE = "motdepasse-canari-7412", "0699887766"


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
