"""What happened to routines."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RoutineAdded:
    routine: str


@dataclass(frozen=True)
class RoutineEdited:
    routine: str


@dataclass(frozen=True)
class RoutinePaused:
    routine: str


@dataclass(frozen=True)
class RoutineResumed:
    routine: str


@dataclass(frozen=True)
class OccurrenceDone:
    """`missed` is how many before it were let go by."""

    routine: str
    number: int
    done_on: str
    missed: int


@dataclass(frozen=True)
class OccurrenceSkipped:
    routine: str
    number: int
    missed: int


@dataclass(frozen=True)
class OccurrenceMoved:
    routine: str
    number: int
    to: str


@dataclass(frozen=True)
class OccurrenceTakenBack:
    routine: str
    number: int


@dataclass(frozen=True)
class RoutineRemoved:
    routine: str


@dataclass(frozen=True)
class RoutineRestored:
    routine: str


@dataclass(frozen=True)
class BinEmptied:
    routines: int
