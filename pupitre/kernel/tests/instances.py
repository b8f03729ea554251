"""Random weeks of work for the planner, the same for the same seed."""

from random import Random

from pupitre.kernel.planning import Job


def busy_weeks(seed: int, items: int = 300, slots: int = 40) -> tuple[list[Job], list[int]]:
    """More than can be done: what `make bench` measures, 300 items over 40 half-days."""
    dice = Random(seed)  # noqa: S311  # weeks to try, not secrets
    rooms = [dice.choice([0, 90, 120, 168, 210, 240]) for _ in range(slots)]
    return [_job(dice, n, slots) for n in range(items)], rooms


def small_week(seed: int) -> tuple[list[Job], list[int]]:
    """At most twelve items: few enough for every subset to be tried."""
    dice = Random(seed)  # noqa: S311  # weeks to try, not secrets
    slots = dice.randint(1, 4)
    rooms = [dice.randint(0, 240) for _ in range(slots)]
    return [_job(dice, n, slots) for n in range(dice.randint(0, 12))], rooms


def _job(dice: Random, n: int, slots: int) -> Job:
    weight = dice.choice([0, 1_000, dice.randint(0, 500_000)])
    return Job(f"item:{n}", dice.randrange(slots), dice.randint(1, 130), weight, f"2026-11-{dice.randint(1, 28):02}")
