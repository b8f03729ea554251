"""The steps by which a contract is left: their order, what is open, and when each is chased."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from pupitre.kernel.calendar import Zone, add_months, working_day_on_or_after
from pupitre.modules.suppliers.rules.drafts import Per

DATA = Path(__file__).parents[1] / "data"


class Step(StrEnum):
    DECIDED = "decided"
    LETTER = "letter"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    LAST_INVOICE = "last_invoice"
    CREDIT_NOTE = "credit_note"


class Mark(StrEnum):
    DONE = "done"
    NOT_NEEDED = "not_needed"
    WITHDRAWN = "withdrawn"  # what was noted before was taken back
    CHASED = "chased"


class Outcome(StrEnum):
    FINISHED = "finished"
    ABANDONED = "abandoned"  # before the letter left
    RESUMED = "resumed"  # after: the supplier accepted in writing


class Thing(StrEnum):
    ACCESS = "access"
    KEYS = "keys"
    EQUIPMENT = "equipment"


BY_LETTER = (Step.LETTER, Step.SENT, Step.ACKNOWLEDGED, Step.CONFIRMED)
AFTER = {
    Step.LETTER: Step.DECIDED,
    Step.SENT: Step.LETTER,
    Step.ACKNOWLEDGED: Step.SENT,
    Step.CONFIRMED: Step.ACKNOWLEDGED,
    Step.RETURNED: Step.SENT,
    Step.LAST_INVOICE: Step.SENT,
    Step.CREDIT_NOTE: Step.LAST_INVOICE,
}
CHASED = (Step.ACKNOWLEDGED, Step.CONFIRMED, Step.LAST_INVOICE, Step.CREDIT_NOTE)
IN_ITS_OWN_WAY = (Step.DECIDED, Step.SENT)  # noted by the decision and by the notice, never by hand
BILLED = {Per.MONTH: 1, Per.QUARTER: 3, Per.HALF_YEAR: 6}  # months; a year is paid in advance: a month is enough
FOR_THE_REST = 1


class BadStep(ValueError):
    """`code`: not_of_it, closed, too_early, before_the_last, in_future, ends_before_sent, not_noted, stands_on_it."""

    def __init__(self, code: str, on: date | None = None) -> None:
        super().__init__(code)
        self.code, self.on = code, on


@dataclass(frozen=True)
class Noted:
    """A row of the followed ending, in the order in which it was recorded."""

    step: Step
    mark: Mark
    happened_on: date
    note: str = ""
    lacks_power: bool = False


@dataclass(frozen=True)
class Delays:
    """In days: until the first chase of each, between two chases, before the last day for what goes back."""

    acknowledged: int
    confirmed: int
    again: int
    returned: int


@dataclass(frozen=True)
class Shipped:
    days: int
    source: str
    confidence: str


@dataclass(frozen=True)
class Due:
    """A step that waits: from when it is somebody's business, by when, and how often it was chased."""

    step: Step
    opens_on: date
    act_by: date
    chases: int = 0


@dataclass(frozen=True)
class Followed:
    """An ending as its rules read it: `rows` in order."""

    has_letter: bool
    ends_on: date | None
    price_per: Per
    rows: tuple[Noted, ...]

    @property
    def path(self) -> tuple[Step, ...]:
        return tuple(step for step in Step if self.has_letter or step not in BY_LETTER)

    @property
    def closed(self) -> dict[Step, Noted]:
        """What holds of each step that is done or without object."""
        held = {row.step: row for row in self.rows if row.mark is not Mark.CHASED}
        return {step: row for step, row in held.items() if row.mark is not Mark.WITHDRAWN}

    def before(self, step: Step) -> Step | None:
        found = AFTER.get(step)
        while found is not None and found not in self.path:
            found = AFTER.get(found)
        return found

    @property
    def open_steps(self) -> list[Step]:
        closed = self.closed
        return [
            step for step in self.path if step not in closed and ((last := self.before(step)) is None or last in closed)
        ]

    @property
    def is_sent(self) -> bool:
        return Step.SENT in self.closed

    @property
    def has_left(self) -> bool:
        """A letter did leave: what comes after is not a change of mind any more."""
        sent = self.closed.get(Step.SENT)
        return sent is not None and sent.mark is Mark.DONE

    @property
    def lacks_power(self) -> bool:
        """The letter left under a signature without power: until it is ratified, or the supplier confirms."""
        sent = self.closed.get(Step.SENT)
        return sent is not None and sent.lacks_power and Step.CONFIRMED not in self.closed

    @property
    def is_over(self) -> bool:
        return set(self.path) <= set(self.closed)

    def earliest(self, step: Step) -> date | None:
        """Nothing happens before the step it comes after; the decision alone may be noted after its letter."""
        closed, last = self.closed, self.before(step)
        while last is not None and last is not Step.DECIDED:
            if last in closed and closed[last].mark is Mark.DONE:
                return closed[last].happened_on
            last = self.before(last)
        return None

    def chases(self, step: Step) -> list[Noted]:
        """Since the step was last noted or taken back."""
        of_it = [row for row in self.rows if row.step is step]
        last = max((n for n, row in enumerate(of_it) if row.mark is not Mark.CHASED), default=-1)
        return of_it[last + 1 :]


def check_step(
    followed: Followed, step: Step, on: date, today: date, *, ends_on: date | None = None, mark: Mark = Mark.DONE
) -> None:
    """Raises BadStep when the step cannot be noted on that day."""
    if step not in followed.path:
        raise BadStep("not_of_it")
    if step in followed.closed:
        raise BadStep("closed")
    if step not in followed.open_steps:
        raise BadStep("too_early")
    if on > today:
        raise BadStep("in_future")
    earliest = followed.earliest(step)
    if mark is Mark.DONE and earliest is not None and on < earliest:
        raise BadStep("before_the_last", earliest)
    sent = followed.closed.get(Step.SENT)
    if ends_on is not None and sent is not None and ends_on < sent.happened_on:
        raise BadStep("ends_before_sent", sent.happened_on)


def check_withdrawal(followed: Followed, step: Step) -> None:
    """Raises BadStep: what a later step stands on is taken back after it."""
    closed = followed.closed
    if step not in closed:
        raise BadStep("not_noted")
    if step in IN_ITS_OWN_WAY:
        raise BadStep("not_of_it")
    if any(followed.before(later) is step for later in closed):
        raise BadStep("stands_on_it")


def dues(followed: Followed, delays: Delays, zone: Zone = Zone.METROPOLE) -> list[Due]:
    """What waits once the letter has left, the nearest first; before, the window itself says by when."""
    if followed.has_letter and not followed.is_sent:
        return []
    found = (_due(followed, step, delays, zone) for step in followed.open_steps)
    return sorted((due for due in found if due), key=lambda due: (due.act_by, [*Step].index(due.step)))


def _due(followed: Followed, step: Step, delays: Delays, zone: Zone) -> Due | None:
    first = _first_day(followed, step, delays)
    if first is None:
        return None
    if step is Step.RETURNED:
        return Due(step, first - timedelta(days=delays.returned), first)
    chased = followed.chases(step)
    if chased:
        first = max(row.happened_on for row in chased) + timedelta(days=delays.again)
    on = working_day_on_or_after(first, zone)
    return Due(step, on, on, len(chased))


def _first_day(followed: Followed, step: Step, delays: Delays) -> date | None:
    closed, ends_on = followed.closed, followed.ends_on
    match step:
        case Step.ACKNOWLEDGED:
            return closed[Step.SENT].happened_on + timedelta(days=delays.acknowledged)
        case Step.CONFIRMED:
            since = max(closed[one].happened_on for one in (Step.SENT, Step.ACKNOWLEDGED))
            return since + timedelta(days=delays.confirmed)
        case Step.RETURNED:
            return ends_on
        case Step.LAST_INVOICE:
            return add_months(ends_on, BILLED.get(followed.price_per, FOR_THE_REST)) if ends_on else None
        case Step.CREDIT_NOTE:
            return add_months(closed[Step.LAST_INVOICE].happened_on, FOR_THE_REST)
    return None


@lru_cache(maxsize=1)
def shipped_delays() -> Mapping[str, Shipped]:
    return {row["key"]: Shipped(int(row["days"]), row["source"], row["confidence"]) for row in read_data("delays.csv")}


def delays_of(own: Any = None) -> Delays:
    """The company's own, else those shipped."""
    shipped = shipped_delays()
    said = {key: getattr(own, key, None) for key in shipped}
    return Delays(**{key: shipped[key].days if days is None else days for key, days in said.items()})


@lru_cache(maxsize=1)
def _usual_things() -> Mapping[str, tuple[tuple[Thing, str], ...]]:
    found: dict[str, tuple[tuple[Thing, str], ...]] = {}
    for row in read_data("things.csv"):
        found[row["category"]] = (*found.get(row["category"], ()), (Thing(row["kind"]), row["label"]))
    return found


def things_of(category: str) -> Iterable[tuple[Thing, str]]:
    """What usually goes back when a contract of this category ends."""
    return _usual_things().get(category, _usual_things()[""])


def read_data(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
