"""What the house may use of tasks: making them, finishing them, and those of a subject."""

from pupitre.engines.tasks.actions import (
    CannotChange,
    add_task,
    drop_task,
    duplicate_task,
    finish_task,
    hand_task,
    record_time,
    reopen_task,
    start_task,
)
from pupitre.engines.tasks.models import PRIORITIES, Task
from pupitre.engines.tasks.policies import can_add, can_edit, can_receive
from pupitre.engines.tasks.queries import task_seen, tasks_about, tasks_visible_to, usual_minutes_of
from pupitre.engines.tasks.queries.month import Counted, important_tasks_due, tasks_done
from pupitre.engines.tasks.rules import QUICK, USUAL, State, TaskDraft, usual_minutes
from pupitre.engines.tasks.tables import due_said, state_said
from pupitre.engines.tasks.tables.loads import Figure, Load, loads_of

__all__ = [
    "PRIORITIES",
    "QUICK",
    "USUAL",
    "CannotChange",
    "Counted",
    "Figure",
    "Load",
    "State",
    "Task",
    "TaskDraft",
    "add_task",
    "can_add",
    "can_edit",
    "can_receive",
    "drop_task",
    "due_said",
    "duplicate_task",
    "finish_task",
    "hand_task",
    "important_tasks_due",
    "loads_of",
    "record_time",
    "reopen_task",
    "start_task",
    "state_said",
    "task_seen",
    "tasks_about",
    "tasks_done",
    "tasks_visible_to",
    "usual_minutes",
    "usual_minutes_of",
]
