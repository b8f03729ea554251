"""What a whole file of tests finds in the database: made once, and each test takes back only what it did itself."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from conftest import MONDAY, gathered
from pupitre.foundation import clock


@pytest.fixture(scope="module")
def lasting(django_db_setup, django_db_blocker):
    """A transaction around those of the tests; nothing of it stays either."""

    @contextmanager
    def room():
        with django_db_blocker.unblock(), clock.at(MONDAY):
            yield

    around = transaction.atomic()
    around._from_testcase = True  # as Django marks its own: what must be the outermost transaction still may be
    with room():
        around.__enter__()
    yield room
    with room():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def lasting_cast(lasting):
    with lasting():
        return gathered()


@pytest.fixture
def run():
    """Does what waits, as a worker does."""
    alone = {"queue_names": ["default"], "excluded_queue_names": [], "interval": 1, "batch": True, "max_tasks": None}
    worker = Worker(**alone, backend_name="default", startup_delay=False, worker_id="me")

    def run():
        for row in DBTaskResult.objects.ready():
            row.claim("me")
            worker.run_task(row)
        return DBTaskResult.objects.order_by("enqueued_at")

    return run
