"""A worker killed in the middle: what it was doing is done by the next one, once."""

import sys

import pytest

from tests.running.conftest import KILL, until

STUBBORN = {"DJANGO_SETTINGS_MODULE": "tests.running.stubborn.settings"}
INSIDE = """
from pupitre.foundation.jobs.background import enqueue
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.people import actions
from pupitre.modules.people.models import Team
from django_tasks_db.models import DBTaskResult
from tests.running.stubborn.handlers import add_a_team
company = Company.objects.get()
with working_for(company):
"""
JOB = "    enqueue(add_a_team, company, 'Studio')"
EVENT = "    actions.hire('Ana', actor=Member.objects.get(name='Claire'))"
TEAMS = "    print(Team.objects.count())"
UNFINISHED = (
    "    print(DBTaskResult.objects.filter(task_path__contains='stubborn').exclude(status='SUCCESSFUL').count())"
)


@pytest.mark.parametrize(("begins", "what"), [(JOB, "job"), (EVENT, "handler")], ids=["a job", "an event"])
def test_what_a_killed_worker_was_doing_is_done_once_by_the_next(on_either, begins, what):
    on_either.says(INSIDE + begins, **STUBBORN)
    command = [sys.executable, "-m", "config.work"]
    first = on_either.start(*command, **STUBBORN)
    until((on_either.data / f"{what} begun").exists)
    first.send_signal(KILL)
    first.wait()
    assert on_either.says(INSIDE + TEAMS, **STUBBORN) == "0"

    on_either.start(*command, **STUBBORN)
    until(lambda: on_either.says(INSIDE + TEAMS, **STUBBORN) == "1")
    until(lambda: on_either.says(INSIDE + UNFINISHED, **STUBBORN) == "0")
