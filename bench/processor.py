"""Seconds of processor, which on a machine that does nothing else are seconds of a watch."""

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
    """Those of every day: without a browser, and without a house of their own."""
    began, before = perf_counter(), _of_children()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PUPITRE_")}
    done = subprocess.run([sys.executable, "-m", "pytest", "-q"], env=kept, capture_output=True, text=True, check=False)
    last = (done.stdout.strip().splitlines() or [""])[-1].strip("= ")
    note = f"{perf_counter() - began:.0f} s à la montre ; {last}"
    yield Measure("tests sans navigateur", _of_children() - before, 60, "s", note)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
