"""The worker: runs the jobs of the house, and its second thread is the clock."""

import logging
import os
import secrets
import time
from threading import Thread

import django

from config import leash
from config.memory import hush, settle

BETWEEN_TICKS = 20  # seconds
BETWEEN_LOOKS = 0.5  # seconds
QUEUE = "default"  # jobs held by a restore are in another one
log = logging.getLogger("pupitre.worker")


def main() -> None:
    leash.tie()
    hush()
    django.setup()
    from django_tasks_db.management.commands.db_worker import Worker

    from pupitre.foundation.jobs.clock import requeue_lost

    settle()

    me = f"{os.getpid()}-{secrets.token_hex(8)}"
    requeue_lost(alive=me)
    worker = Worker(
        queue_names=[QUEUE],
        excluded_queue_names=[],
        interval=BETWEEN_LOOKS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=me,
    )
    worker.configure_signals()
    Thread(target=keep_time, daemon=True, name="clock").start()
    worker.run()


def keep_time() -> None:
    while True:
        tick_once()
        time.sleep(BETWEEN_TICKS)


def tick_once() -> None:
    """The clock never stops: what fails is written down, and tried again at the next tick."""
    from django.db import close_old_connections

    from pupitre.foundation.jobs.clock import tick

    close_old_connections()
    try:
        tick()
    except Exception:  # the next tick must come whatever this one did
        log.exception("tick")
    close_old_connections()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
