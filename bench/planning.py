"""Three hundred items, forty slots: how long the exact plan takes."""

from random import Random
from statistics import median
from time import perf_counter

from bench.results import Measure
from pupitre.kernel.planning import Job, make_plan

ITEMS, SLOTS, TIMES = 300, 40, 7


def measures() -> list[Measure]:
    chance = Random(2026)  # noqa: S311 (the same items at each run)
    slots = [chance.choice([180, 210, 240]) for _ in range(SLOTS)]
    jobs = [
        Job(
            f"item:{number}", chance.randrange(SLOTS), chance.choice([5, 15, 30, 60, 120]), chance.randrange(1, 500_000)
        )
        for number in range(ITEMS)
    ]
    spent = median(timed(jobs, slots) for _ in range(TIMES))
    return [Measure(f"plan de {ITEMS} sujets sur {SLOTS} créneaux", spent * 1000, 50, "ms")]


def timed(jobs: list[Job], slots: list[int]) -> float:
    began = perf_counter()
    make_plan(jobs, slots)
    return perf_counter() - began
