"""`python -m bench.killed --times 100 [--database postgresql://…]`: kill -9 at random instants of an hour of use.

Several people work through the doors of the house; the whole tree, its web or its worker is killed, then the house is
started again. At the end, whatever was answered is there, once; mails and jobs too; journal and files are whole.
"""

import json
import sys
from argparse import ArgumentParser
from random import Random
from time import monotonic, sleep

from bench import recording
from bench.hour.house import WEB, WORKER
from bench.hour.play import Hour, an_hour

OPENING = "ouverture"  # all of it, then once more while it opens again
WHAT = ("", "", "", "", "", OPENING, WEB, WEB, WORKER, WORKER)
LONGEST = 2.5  # seconds of work between two deaths, at most


def play(times: int, seed: int, database: str = "") -> dict[str, object]:
    chance, began = Random(seed), monotonic()  # noqa: S311 (a seed, no secret)
    with an_hour(database) as hour:
        hour.begin()
        deaths = [one_death(hour, chance, number) for number in range(times)]
        sleep(LONGEST)
        hour.end()
        said = hour.account()
    told = {
        "deaths": {name or "tout": deaths.count(name) for name in ("", OPENING, WEB, WORKER)},
        "seconds": monotonic() - began,
    }
    again = sum(one.tries > 1 for one in hour.ledger.said)
    return {"acknowledged": len(hour.ledger.said), "sent_again": again, **told, **said, "wrong": problems(said)}


def one_death(hour: Hour, chance: Random, number: int) -> str:
    sleep(chance.uniform(0.02, LONGEST))
    what = chance.choice(WHAT)
    hour.house.kill("" if what == OPENING else what)
    if what == OPENING:
        hour.house.open()
        sleep(chance.uniform(0.1, 2))
        hour.house.kill()
    if what in ("", OPENING):
        hour.house.start()
    hour.house.wait()
    print(f"{number + 1}: {what or 'tout'}, {len(hour.ledger.said)} gestes", file=sys.stderr, flush=True)
    return what


def problems(said: dict[str, object]) -> list[str]:
    """Each is one too many. A mail may be taken twice under one name, when a death cut it (T-34)."""
    mails = said["mails"]
    counted = {
        "gestes perdus": len(said["gestures"]["lost"]),
        "gestes doublés": len(said["gestures"]["doubled"]),
        "réponses fausses": sum(said["errors"].values()),
        "courriels non écrits": mails["not_posted"],
        "courriels écrits deux fois": mails["posted_twice"],
        "courriels pas partis": len(mails["not_sent"]),
        "courriels perdus": mails["not_taken"],
        "courriels inconnus": mails["unknown"],
        "courriels partis plus souvent que repris": mails["more_than_tried"],
        "travaux": sum(n for state, n in said["jobs"].items() if state != "SUCCESSFUL"),
        "événements mis de côté": len(said["parked"]),
        "événements pas lus": len(said["behind"]),
        "journal rompu": int(said["journal"]["broken"] is not None or not said["verified"]),
        "check": len(said["check"]),
    }
    return [f"{name} : {count}" for name, count in counted.items() if count]


def main() -> int:
    parser = ArgumentParser(prog="python -m bench.killed")
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--database", default="", help="a PostgreSQL server where a database may be made")
    parser.add_argument("--record", default="", help="its name in docs/measures")
    asked = parser.parse_args()
    said = play(asked.times, asked.seed, asked.database)
    if asked.record:
        recording.keep(asked.record, said)
    print(json.dumps(said, indent=1, ensure_ascii=False))
    return 1 if said["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
