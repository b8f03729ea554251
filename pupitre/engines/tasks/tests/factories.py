"""Tasks of the cast, made by the engine's own actions."""

from pupitre.engines.tasks.actions import add_task, finish_task, start_task
from pupitre.engines.tasks.rules import TaskDraft


def task_of(actor, title="Commander les badges", **more):
    return add_task(TaskDraft(title, **more), actor=actor)


def under_way(actor, title="Commander les badges", **more):
    return start_task(task_of(actor, title, **more), actor=actor)


def finished(actor, minutes=None, title="Commander les badges", **more):
    return finish_task(task_of(actor, title, **more), minutes, actor=actor)
