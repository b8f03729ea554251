"""Several processes that do something at the same instant, each with a connection of its own, on one database."""

import multiprocessing

from django.db import connections

PATIENCE = 30  # seconds


def at_once(number, work):
    """What `work(n)` returned in each process, or the name of what it raised; nothing is open when it forks."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    door, said = context.Barrier(number), context.Queue()
    crowd = [context.Process(target=_one, args=(door, said, work, n)) for n in range(number)]
    for one in crowd:
        one.start()
    found = [said.get(timeout=PATIENCE) for _ in crowd]
    for one in crowd:
        one.join(PATIENCE)
    return found


def _one(door, said, work, n):
    connections.close_all()
    door.wait(PATIENCE)
    try:
        found = work(n)
    except Exception as problem:
        found = type(problem).__name__
    said.put(found)
    connections.close_all()
