"""Everything that changes tasks. One function, one verb, one transaction."""

from pupitre.engines.tasks.actions.bulk import change_tasks, park_stale
from pupitre.engines.tasks.actions.changing import CannotChange, restore_tasks
from pupitre.engines.tasks.actions.editing import add_task, duplicate_task, edit_task, tune_tasks
from pupitre.engines.tasks.actions.entrusting import entrust_task
from pupitre.engines.tasks.actions.states import (
    TooManyUnderWay,
    drop_task,
    finish_task,
    hand_task,
    park_task,
    pause_task,
    reopen_task,
    start_task,
    unpark_task,
)
from pupitre.engines.tasks.actions.steps import add_step, remove_step, restore_step, tick_step
from pupitre.engines.tasks.actions.times import record_time, take_back_time

__all__ = [
    "CannotChange",
    "TooManyUnderWay",
    "add_step",
    "add_task",
    "change_tasks",
    "drop_task",
    "duplicate_task",
    "edit_task",
    "entrust_task",
    "finish_task",
    "hand_task",
    "park_stale",
    "park_task",
    "pause_task",
    "record_time",
    "remove_step",
    "reopen_task",
    "restore_step",
    "restore_tasks",
    "start_task",
    "take_back_time",
    "tick_step",
    "tune_tasks",
    "unpark_task",
]
