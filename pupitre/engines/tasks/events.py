"""What happened to tasks: refs, figures and days, never a title nor a name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TaskAdded:
    """`copied_from`: the ref of the task that was duplicated."""

    task: str
    owner: str
    copied_from: str = ""


@dataclass(frozen=True)
class TaskEdited:
    task: str


@dataclass(frozen=True)
class TaskStarted:
    task: str


@dataclass(frozen=True)
class TaskPaused:
    task: str


@dataclass(frozen=True)
class TaskFinished:
    task: str
    minutes: int


@dataclass(frozen=True)
class TaskReopened:
    task: str


@dataclass(frozen=True)
class TaskDropped:
    task: str


@dataclass(frozen=True)
class TaskHanded:
    task: str
    before: str
    owner: str


@dataclass(frozen=True)
class TaskMoved:
    """Its day changed; empty: it has none."""

    task: str
    due_on: str


@dataclass(frozen=True)
class TaskRanked:
    task: str
    criticality: int


@dataclass(frozen=True)
class TaskParked:
    task: str


@dataclass(frozen=True)
class TaskUnparked:
    task: str


@dataclass(frozen=True)
class TaskRestored:
    """What was done to it was taken back."""

    task: str


@dataclass(frozen=True)
class StepAdded:
    task: str


@dataclass(frozen=True)
class StepTicked:
    task: str
    is_done: bool


@dataclass(frozen=True)
class StepRemoved:
    task: str


@dataclass(frozen=True)
class StepRestored:
    task: str


@dataclass(frozen=True)
class TimeRecorded:
    """`minutes` is negative for a correction."""

    task: str
    member: str
    minutes: int
    day: str


@dataclass(frozen=True)
class MemberNamed:
    """Somebody was given tasks by somebody else, all at once; `edition` tells this time from the next."""

    member: str
    by: str
    tasks: tuple[str, ...]
    edition: int


@dataclass(frozen=True)
class TasksTuned:
    wip_limit: int
    stale_days: int
