"""How often something comes back, as a routine says it: a kind and a few whole numbers."""

from dataclasses import dataclass
from enum import StrEnum

from pupitre.kernel.recurrence import LAST, BadRhythm, Monthly, MonthlyWorking, Series, Shift, Unit, Weekly, Yearly


class Kind(StrEnum):
    MONTH_DAY = "month_day"
    LAST_WORKING_DAY = "last_working_day"
    WORKING_DAY = "working_day"
    WEEKDAY = "weekday"
    YEAR_DAY = "year_day"
    AFTER_DONE = "after_done"
    PRESENCE = "presence"


ASKED: dict[Kind, tuple[str, ...]] = {
    Kind.MONTH_DAY: ("every", "day"),
    Kind.LAST_WORKING_DAY: ("every",),
    Kind.WORKING_DAY: ("every", "rank"),
    Kind.WEEKDAY: ("every", "weekday"),
    Kind.YEAR_DAY: ("day", "month"),
    Kind.AFTER_DONE: ("every", "unit"),
    Kind.PRESENCE: (),
}
ALWAYS_WORKED = {Kind.LAST_WORKING_DAY, Kind.WORKING_DAY, Kind.PRESENCE}


@dataclass(frozen=True)
class Rhythm:
    """Only what the kind asks for counts (`ASKED`); the rest keeps its usual value. Monday is 0.

    Raises BadRhythm.
    """

    kind: Kind = Kind.MONTH_DAY
    every: int = 1
    day: int = 1
    rank: int = 1
    weekday: int = 0
    month: int = 1
    unit: Unit = Unit.MONTH
    shift: Shift = Shift.NONE

    def __post_init__(self) -> None:
        if self.kind is Kind.AFTER_DONE and not 1 <= self.every <= 1200:
            raise BadRhythm("every")
        self.series  # noqa: B018 (says what is out of bounds)

    @property
    def series(self) -> Series | None:
        """None when the days depend on when it was done, or on who is there."""
        match self.kind:
            case Kind.MONTH_DAY:
                return Monthly(self.every, self.day)
            case Kind.LAST_WORKING_DAY:
                return MonthlyWorking(self.every, LAST)
            case Kind.WORKING_DAY:
                return MonthlyWorking(self.every, self.rank)
            case Kind.WEEKDAY:
                return Weekly(self.every, self.weekday)
            case Kind.YEAR_DAY:
                return Yearly(self.month, self.day)
        return None


USUAL = Rhythm()


def rhythm_of(kind: str, **given: object) -> Rhythm:
    """What the kind asks for among what is given; nothing else is kept."""
    known = Kind(kind)
    wanted = (*ASKED[known], *(() if known in ALWAYS_WORKED else ("shift",)))
    kept = {name: given[name] for name in wanted if given.get(name) is not None}
    return Rhythm(known, **kept)  # type: ignore[arg-type]  # whole numbers and words of the two enumerations
