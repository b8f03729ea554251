"""The plan of the day put in the order it is played: without fail, last useful day, next, if time is left."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pupitre.desk.pictures import Load, load_of
from pupitre.desk.queries.lines import Row, can_wait, now_or_never, page_of, row_of
from pupitre.engines.attention.public import Line, Placed, Plan
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.formatting import counted, duration

SHOWN = 12
GESTURE = 10  # minutes


@dataclass(frozen=True)
class Group:
    title: str
    rows: tuple[Row, ...]
    detail: str = ""
    tone: str = ""

    @property
    def first(self) -> tuple[Row, ...]:
        return self.rows[:SHOWN]

    @property
    def folded(self) -> tuple[Row, ...]:
        return self.rows[SHOWN:]


@dataclass(frozen=True)
class Score:
    groups: tuple[Group, ...]
    load: Load | None
    count: int


class Reading:
    """Turns what the plan placed into rows, for whoever may act (`company`) or only reads (None)."""

    def __init__(self, plan: Plan, lines: Iterable[Line], company: Company | None) -> None:
        self.plan, self.company = plan, company
        self.lines = {line.item.key: line for line in lines}

    def page(self, line: Line) -> str:
        return page_of(line.item, self.company) if self.company else ""

    def urgent(self, placed: Placed) -> Row:
        line = self.lines[placed.item.key]
        return row_of(line, self.plan.on, self.page(line), em=self._pressing(placed), tone="last")

    def alarm(self, placed: Placed) -> Row:
        line = self.lines[placed.item.key]
        em = f"Ne tient pas dans la journée. {self._pressing(placed)}".strip()
        return row_of(line, self.plan.on, self.page(line), em=em, tone="alarm")

    def _pressing(self, placed: Placed) -> str:
        day = self.plan.slots[placed.slot].day if placed.slot is not None else None
        return now_or_never(placed.item, self.plan.on, day)

    def calm(self, placed: Placed) -> Row:
        line = self.lines[placed.item.key]
        return row_of(line, self.plan.on, self.page(line), after=can_wait(placed, self.plan))


def score_of(reading: Reading, indexes: Sequence[int]) -> Score:
    """Today's lines, by how long they may wait."""
    plan, today = reading.plan, set(indexes)
    here = [placed for placed in plan.everything if placed.slot in today and not placed.is_misplaced]
    sure = [placed for placed in plan.incompressible if placed in here or placed.item.key in plan.alarms]
    rest = [placed for placed in here if placed not in sure]
    last = _by_stake(placed for placed in rest if _is_last(placed, indexes))
    later = _by_stake(placed for placed in rest if placed not in last and placed not in plan.free)
    free = [placed for placed in rest if placed not in last and placed not in later]
    short = [placed for placed in [*later, *free] if placed.minutes < GESTURE]
    gestures = short if len(short) > 1 else []
    groups = [
        Group("À faire sans faute", _rows(sure, _alarm_or_urgent(reading)), tone="last"),
        Group("Dernier jour utile", _rows(last, reading.urgent), tone="last"),
        Group("Ensuite", _rows(_but(later, gestures), reading.calm)),
        Group("S’il reste du temps", _rows(_but(free, gestures), reading.calm)),
        Group("Gestes courts", _rows(gestures, reading.calm), f"{len(gestures)} en {duration(_minutes(gestures))}"),
    ]
    planned = [placed for placed in sure if placed.slot in today]
    load = load_of(plan, indexes, _minutes([*planned, *last]), _minutes([*later, *free])) if indexes else None
    return Score(tuple(group for group in groups if group.rows), load, len(sure) + len(rest))


def counting(score: Score, done: int) -> str:
    """« 6 sujets, 1 terminé »."""
    said = counted(score.count, "sujet")
    return f"{said}, {counted(done, 'terminé')}" if done else said


def _is_last(placed: Placed, indexes: Sequence[int]) -> bool:
    return placed.slot_due is not None and placed.slot_due <= indexes[-1]


def _by_stake(placed: Iterable[Placed]) -> list[Placed]:
    """What would be lost, the dearest first: the plan knows that all of it fits."""
    return sorted(placed, key=lambda one: (-one.weight, one.item.act_by or date.max, one.item.key))


def _alarm_or_urgent(reading: Reading) -> Callable[[Placed], Row]:
    return lambda placed: (reading.alarm if placed.item.key in reading.plan.alarms else reading.urgent)(placed)


def _rows(placed: Iterable[Placed], row: Callable[[Placed], Row]) -> tuple[Row, ...]:
    return tuple(row(one) for one in placed)


def _but(placed: Iterable[Placed], left_out: Sequence[Placed]) -> list[Placed]:
    return [one for one in placed if one not in left_out]


def _minutes(placed: Iterable[Placed]) -> int:
    return sum(one.minutes for one in placed)
