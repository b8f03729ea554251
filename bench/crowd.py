"""`python -m bench.crowd [--users 8 --users 32] [--seconds 30] [--database postgresql://…]`: many people at once.

Each reads and writes without a pause, as the people of `bench.hour` do: far more than as many people really at work.
"""

import json
import sys
from argparse import ArgumentParser
from statistics import quantiles
from time import monotonic, sleep

from bench import recording
from bench.hour.cast import PEOPLE
from bench.hour.play import an_hour
from bench.killed import problems

HALF, NEARLY_ALL = 49, 94  # of the hundred parts


def play(users: int, seconds: float, database: str = "", web: int = 1) -> dict[str, object]:
    with an_hour(database, each=-(-users // len(PEOPLE)), PUPITRE_WEB=str(web)) as hour:
        del hour.players[users:]
        began = monotonic()
        hour.begin()
        sleep(seconds)
        megabytes = hour.house.megabytes
        hour.end()
        spent = monotonic() - began
        said = hour.account()
    asked = sum(map(len, hour.ledger.spent.values()))
    times = {kind: shares(each) for kind, each in hour.ledger.spent.items()}
    figures = {"asked": asked, "a_second": asked / spent, "megabytes": megabytes, **times}
    return {"users": users, "web": web, **figures, "errors": said["errors"], "wrong": problems(said)}


def shares(spent: list[float]) -> dict[str, float]:
    """Milliseconds."""
    parts = quantiles(spent, n=100)
    return {"p50": parts[HALF] * 1000, "p95": parts[NEARLY_ALL] * 1000, "times": len(spent)}


def main() -> int:
    parser = ArgumentParser(prog="python -m bench.crowd")
    parser.add_argument("--users", type=int, action="append")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--web", type=int, default=1, help="web processes")
    parser.add_argument("--database", default="", help="a PostgreSQL server where a database may be made")
    parser.add_argument("--record", default="", help="its name in docs/measures")
    asked = parser.parse_args()
    said = [play(users, asked.seconds, asked.database, asked.web) for users in asked.users or (8, 32)]
    if asked.record:
        recording.keep(asked.record, said)
    print(json.dumps(said, indent=1, ensure_ascii=False))
    return 1 if any(one["wrong"] for one in said) else 0


if __name__ == "__main__":
    sys.exit(main())
