"""`python -m bench.recording`: writes docs/measures.md from the figures that each command kept, with their machine."""

import json
import os
import platform
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from bench.houses import HOUSE
from bench.results import Measure, figure

KEPT, PAGE = HOUSE / "docs" / "measures", HOUSE / "docs" / "measures.md"
HEAD = """# Measures

Written by `python -m bench.recording` from the figures that each command below keeps in `docs/measures`; nothing here
is typed by hand. A goal that was missed says so. Figures move with the machine and with what else it does (its load:
the average of the last minute when the command ended): compare the ratios to a floor measured in the same run.
"""
COMMANDS = {
    "scale-1": "bin/bench --quick --record (make bench also times the tests)",
    "scale-100": "bin/bench --scale 100 --record",
    "kills-sqlite": "python -m bench.killed --times 100 --record kills-sqlite",
    "kills-postgresql": "python -m bench.killed --times 100 --database postgresql://… --record kills-postgresql",
    "crowd-sqlite": "python -m bench.crowd --seconds 20 --record crowd-sqlite",
    "crowd-postgresql": "python -m bench.crowd --database postgresql://… --record crowd-postgresql",
}


def machine() -> dict[str, str]:
    cores, memory = os.cpu_count(), os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "commit": _said("git", "-C", str(HOUSE), "rev-parse", "--short", "HEAD"),
        "processor": f"{_processor()}, {cores} cores",
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def _processor() -> str:
    names = (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name"))
    return next(names, platform.machine())


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "?"


def keep_table(name: str, found: list[Measure]) -> None:
    rows = [[one.name, figure(one.value), figure(one.target), one.unit, one.verdict, one.note] for one in found]
    keep(name, {"rows": rows})


def keep(name: str, said: object) -> None:
    KEPT.mkdir(exist_ok=True)
    text = json.dumps({"machine": machine(), "said": said}, indent=1, ensure_ascii=False)
    (KEPT / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    write()


def write() -> None:
    parts = [part_of(name) for name in COMMANDS if (KEPT / f"{name}.json").exists()]
    PAGE.write_text("\n".join([HEAD, *parts]), encoding="utf-8")


def part_of(name: str) -> str:
    kept = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    on = ", ".join(f"{key} {value}" for key, value in kept["machine"].items())
    kind = name.partition("-")[0]
    body = {"scale": of_table, "kills": of_kills, "crowd": of_crowd}[kind](kept["said"])
    return f"## {name}\n\n`{COMMANDS[name]}`\n\n{on}\n\n{body}\n"


def of_table(said: dict[str, list[list[str]]]) -> str:
    head = ["what", "measured", "goal", "unit", "verdict", "note"]
    return lines([head, *said["rows"]])


def of_kills(said: dict[str, object]) -> str:
    mails, deaths = said["mails"], said["deaths"]
    rows = [
        ["kill -9", sum(deaths.values()), ", ".join(f"{what} {n}" for what, n in deaths.items())],
        ["gestures answered", said["acknowledged"], f"{said['sent_again']} of them sent again after a death"],
        ["lost", len(said["gestures"]["lost"]), ""],
        ["doubled", len(said["gestures"]["doubled"]), ""],
        ["wrong answers (5xx, refused at the first try)", sum(said["errors"].values()), ""],
        ["mails written", mails["rows"], f"{mails['expected']} expected by name"],
        ["mails lost", mails["not_taken"] + mails["not_posted"], ""],
        ["mails taken twice under one Message-ID", mails["taken_twice"], "T-34 allows it where a death cut one"],
        ["mails taken more often", mails["taken_more"], ""],
        ["jobs", sum(said["jobs"].values()), ", ".join(f"{state} {n}" for state, n in said["jobs"].items())],
        ["lines of the journal", said["journal"]["lines"], "verified" if said["verified"] else "BROKEN"],
        ["faults found by `check`", len(said["check"]), ""],
        ["what is wrong", len(said["wrong"]), "; ".join(said["wrong"])],
    ]
    return lines([["what", "count", ""], *rows])


def of_crowd(said: list[dict[str, object]]) -> str:
    times = ["read p50 ms", "read p95", "write p50 ms", "write p95"]
    head = ["people", "seconds", "asked", "a second", *times, "what is wrong", "PSS MB"]
    rows = [
        [
            one["users"],
            f"{one['asked'] / one['a_second']:.0f}",
            one["asked"],
            f"{one['a_second']:.0f}",
            *(f"{one[kind][part]:.0f}" for kind in ("read", "write") for part in ("p50", "p95")),
            len(one["wrong"]),
            f"{one['megabytes']:.0f}",
        ]
        for one in said
    ]
    return lines([head, *rows])


def lines(rows: list[list[object]]) -> str:
    head, *others = [f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *others])


if __name__ == "__main__":
    write()
