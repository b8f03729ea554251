"""Lint, types, contracts, then every test on SQLite, on PostgreSQL and in a browser; one last line sums it up."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from xml.etree import ElementTree

import grounds

HOUSE = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
LONGEST = 15 * 60  # seconds


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: "Tally") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped


CHECKS = {
    "mise en forme": ["ruff", "format", "--check", "--quiet"],
    "fautes": ["ruff", "check", "--quiet"],
    "types": ["mypy", "--no-error-summary"],
    "contrats": ["lint-imports"],
}
TOGETHER = ["-n", "auto", "--dist", "worksteal"]  # a database for each core
SQLITE = [*TOGETHER]
PROCESSES = ["tests/running", "-m", "slow"]
POSTGRESQL = [*TOGETHER, "-p", "tests.running.database_only", "-m", "not browser"]
BROWSER = [*TOGETHER, "tests/browser", "-m", "browser"]


def main(arguments: list[str]) -> int:
    total = Tally()
    for name, command in CHECKS.items():
        total.add(stage(name, partial(check, command)))
    if "--check" in arguments:
        return 1 if total.failed else 0
    with ExitStack() as kept:
        total.add(stage("tests sur SQLite", partial(pytest, SQLITE, {})))
        total.add(stage("tests de la maison qui tourne", partial(pytest, PROCESSES, {})))
        total.add(stage("tests de base de données sur PostgreSQL", partial(on_postgresql, kept)))
        total.add(stage("tests dans un navigateur", in_a_browser))
    print(f"\nPupitre: {total.passed} passed, {total.failed} failed, {total.skipped} skipped", flush=True)
    return 1 if total.failed or not total.passed else 0


def stage(name: str, work: Callable[[], Tally]) -> Tally:
    print(f"\n── {name}", flush=True)
    began = monotonic()
    try:
        found = work()
    except grounds.Missing as reason:
        print(reason)
        found = Tally(failed=1)
    print(
        f"── {name} : {monotonic() - began:.1f} s" + (f", {found.failed} en échec" if found.failed else ""), flush=True
    )
    return found


def check(command: list[str]) -> Tally:
    return Tally(failed=0 if run([str(TOOLS / command[0]), *command[1:]], {}) == 0 else 1)


def on_postgresql(kept: ExitStack) -> Tally:
    return pytest(POSTGRESQL, {"PUPITRE_DATABASE_URL": grounds.postgresql(kept)})


def in_a_browser() -> Tally:
    return pytest(BROWSER, {"PUPITRE_CHROMIUM": grounds.browser(), "DJANGO_ALLOW_ASYNC_UNSAFE": "true"})


def pytest(arguments: list[str], environment: Mapping[str, str]) -> Tally:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--durations=5", f"--junitxml={report}", *arguments]
        code = run(command, {**environment, "PUPITRE_DATA": str(Path(folder) / "data")})
        found = read(report) if report.exists() else Tally()
    if code and not found.failed:  # nothing collected, or pytest itself fell
        found.failed = 1
    return found


def read(report: Path) -> Tally:
    found = Tally()
    for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314 (pytest wrote it just now)
        tests, failures, errors, skipped = (
            int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")
        )
        found.add(Tally(max(0, tests - failures - errors - skipped), failures + errors, skipped))
    return found


def run(command: list[str], environment: Mapping[str, str]) -> int:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PUPITRE_")}
    settled = {"PYTHONPATH": str(HOUSE), "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONDONTWRITEBYTECODE": ""}
    surroundings = {**kept, **settled, **environment}  # what one stage compiles, the next ones read
    try:
        done = subprocess.run(command, cwd=HOUSE, env=surroundings, timeout=LONGEST, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        print(f"Interrompu après {LONGEST // 60} minutes.")
        return 1
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
