"""The worker of the tests."""

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


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
