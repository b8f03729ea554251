"""What a task is, what its state is, and what recorded time teaches: plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

TASK, TAKEOVER = "tasks.task", "tasks.takeover"  # the kinds of items
USUAL, CRITICALITY = 30, 2  # minutes, and priority, of a task about which nothing is said
LEARNED_FROM, LOOKED_AT = 5, 50  # finished tasks needed to learn an effort, and how many of the latest are read
QUICK = (5, 15, 30, 60)  # minutes given by one tap
LONGEST = 7 * 60 * 5  # minutes: beyond a week it is a project
MOST_AT_ONCE = 1000
MOST_STEPS = 100


class State(StrEnum):
    TODO = "todo"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"
    PARKED = "parked"


class What(StrEnum):
    """What is done to several tasks at once."""

    FINISH = "finish"
    DROP = "drop"
    HAND = "hand"
    DUE = "due"
    PRIORITY = "priority"
    PARK = "park"


@dataclass(frozen=True)
class Change:
    """A change to make to tasks, with what it needs."""

    what: What
    member: Any = None
    day: date | None = None
    criticality: int = CRITICALITY
    why: str = ""


@dataclass(frozen=True)
class TaskDraft:
    """A task as somebody describes it; without an owner it is its author's. `minutes` None: the usual effort."""

    title: str
    owner: Any = None
    due_on: date | None = None
    minutes: int | None = None
    criticality: int = CRITICALITY
    note: str = ""
    is_on_site: bool = False
    is_private: bool = False
    subject_kind: str = ""
    subject_ref: str = ""
    steps: Sequence[str] = field(default=())


def state_of(moments: Mapping[State, Any]) -> State:
    """The last word said of a task: done, dropped or parked before under way."""
    found = (state for state in (State.DONE, State.DROPPED, State.PARKED, State.UNDER_WAY) if moments[state])
    return next(found, State.TODO)


def usual_minutes(times: Sequence[int]) -> int | None:
    """The median of actual times, up to the minute; None while too few are known."""
    if len(times) < LEARNED_FROM:
        return None
    ordered = sorted(times)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return -(-(ordered[middle - 1] + ordered[middle]) // 2)


def may_start(under_way: int, limit: int) -> bool:
    return under_way < limit
