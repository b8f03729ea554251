"""Seconds of processor for the verbs; for the tests of every day, what somebody who runs them waits."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench.houses import COMPANY, HOUSE, environment
from bench.results import Measure

TRIES = 3


def of_verbs(data: Path) -> Iterator[Measure]:
    """As typed, the preparation that has nothing to prepare included; the best of three."""
    for verb in ("plan", "contracts"):
        command = [str(HOUSE / "bin" / "pupitre"), verb, "--company", COMPANY, "--json"]
        yield Measure(f"bin/pupitre {verb}", min(_spent(command, data) for _ in range(TRIES)), 1, "s")


def _spent(command: list[str], data: Path) -> float:
    before = _of_children()
    subprocess.run(command, env=environment(data), stdout=subprocess.DEVNULL, check=True)
    return _of_children() - before


def of_tests() -> Iterator[Measure]:
    """As `make test` starts them, less the browser and the houses of their own; its first stage, on two cores."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PUPITRE_")}
    kept["PYTHONDONTWRITEBYTECODE"] = ""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"]
    began, before = perf_counter(), _of_children()
    done = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
    waited, spent = perf_counter() - began, _of_children() - before
    last = (done.stdout.strip().splitlines() or [""])[-1].strip("= ")
    yield Measure(
        "tests sans navigateur", waited, 60, "s", f"{spent:.0f} s de processeur, {_pace():.1f} s l’étalon ; {last}"
    )


def _pace() -> float:
    """Seconds this machine takes, today, for twenty million additions: what it shares with others shows here."""
    began = perf_counter()
    sum(n for n in range(20_000_000))
    return perf_counter() - began


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
