"""A worker killed again and again in the middle of its jobs: none is lost, none is done twice."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from time import monotonic, sleep

from bench.houses import environment, run
from bench.results import Measure

JOBS, DEATHS = 100, 5
PATIENCE = 60  # seconds
LABORIOUS = {"DJANGO_SETTINGS_MODULE": "bench.laborious.settings"}
DONE = "SELECT name FROM people_team WHERE name LIKE 'Équipe %'"
UNFINISHED = (
    "SELECT COUNT(*) FROM django_tasks_database_dbtaskresult WHERE task_path LIKE 'bench.%' AND status <> 'SUCCESSFUL'"
)


def measures(data: Path) -> list[Measure]:
    run(data, "-m", "bench.laborious.queue", str(JOBS), **LABORIOUS)
    chance = Random(2026)  # noqa: S311 (a seed, no secret)
    for _ in range(DEATHS):
        _work(data, until=len(ask(data, DONE)) + 3, then=chance.uniform(0, 0.3))
    _work(data, until=JOBS, then=1)
    names = [name for (name,) in ask(data, DONE)]
    ((unfinished,),) = ask(data, UNFINISHED)
    wrong = JOBS - len(set(names)) + len(names) - len(set(names)) + unfinished
    return [Measure(f"{DEATHS} kill -9 pendant {JOBS} travaux : perdus ou doublés", wrong, 0)]


def _work(data: Path, until: int, then: float) -> None:
    """A worker, until so many are done, and an instant more."""
    command = [sys.executable, "-m", "config.work"]
    worker = subprocess.Popen(command, env=environment(data, **LABORIOUS))
    limit = monotonic() + PATIENCE
    while len(ask(data, DONE)) < until and monotonic() < limit:
        sleep(0.02)
    sleep(then)
    worker.kill()
    worker.wait()


def ask(data: Path, query: str) -> list[tuple[str]]:
    with closing(sqlite3.connect(data / "pupitre.sqlite3", timeout=30)) as opened:
        return opened.execute(query).fetchall()
