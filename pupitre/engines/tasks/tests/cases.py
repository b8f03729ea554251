"""What the tests of every action and of every address need of tasks."""

from pupitre.engines.tasks import actions
from pupitre.engines.tasks.models import TimeSpent, Tuning
from pupitre.engines.tasks.rules import Change, TaskDraft, What
from pupitre.engines.tasks.tests.factories import finished, task_of, under_way
from pupitre.foundation import clock
from pupitre.foundation.audit.models import Undo
from tests.harness.cases import Case

CREATIONS = {"tasks.add_task", "tasks.entrust_task", "tasks.duplicate_task", "tasks.add_step", "tasks.record_time"}


def of_claire(cast):
    return task_of(cast.claire)


def old(cast):
    with clock.at(clock.now().replace(month=9)):
        return task_of(cast.claire)


def a_step(cast):
    return actions.add_step(task_of(cast.claire), "Compter les arrivants", actor=cast.claire)


def removed_step(cast):
    step = a_step(cast)
    actions.remove_step(step, actor=cast.claire)
    return Undo.objects.get(verb="tasks.restore_step").arguments


def finished_in_ten(cast):
    finished(cast.claire, 10)
    return Undo.objects.get(verb="tasks.restore_tasks").arguments


def some_time(cast):
    finished(cast.claire, 10)
    return TimeSpent.objects.get()


def edited(task, cast):
    actions.edit_task(task, TaskDraft("Commander vingt badges"), task.version, actor=cast.claire)


CASES = {
    "tasks.edit_task": Case(of_claire, edited),
    "tasks.start_task": Case(of_claire, lambda it, cast: actions.start_task(it, actor=cast.claire)),
    "tasks.pause_task": Case(
        lambda cast: under_way(cast.claire), lambda it, cast: actions.pause_task(it, actor=cast.claire)
    ),
    "tasks.finish_task": Case(of_claire, lambda it, cast: actions.finish_task(it, 15, actor=cast.claire)),
    "tasks.reopen_task": Case(
        lambda cast: finished(cast.claire), lambda it, cast: actions.reopen_task(it, actor=cast.claire)
    ),
    "tasks.drop_task": Case(of_claire, lambda it, cast: actions.drop_task(it, "Doublon", actor=cast.claire)),
    "tasks.hand_task": Case(of_claire, lambda it, cast: actions.hand_task(it, cast.hugo, actor=cast.claire)),
    "tasks.park_task": Case(of_claire, lambda it, cast: actions.park_task(it, actor=cast.claire)),
    "tasks.unpark_task": Case(
        lambda cast: actions.park_task(task_of(cast.claire), actor=cast.claire),
        lambda it, cast: actions.unpark_task(it, actor=cast.claire),
    ),
    "tasks.park_stale": Case(old, lambda it, cast: actions.park_stale(actor=None)),
    "tasks.change_tasks": Case(
        of_claire, lambda it, cast: actions.change_tasks([it.ref], Change(What.FINISH), actor=cast.claire)
    ),
    "tasks.restore_tasks": Case(finished_in_ten, lambda it, cast: actions.restore_tasks(**it, actor=cast.claire)),
    "tasks.tick_step": Case(a_step, lambda it, cast: actions.tick_step(it, actor=cast.claire)),
    "tasks.remove_step": Case(a_step, lambda it, cast: actions.remove_step(it, actor=cast.claire)),
    "tasks.restore_step": Case(removed_step, lambda it, cast: actions.restore_step(**it, actor=cast.claire)),
    "tasks.take_back_time": Case(some_time, lambda it, cast: actions.take_back_time(it.ref, actor=cast.claire)),
    "tasks.tune_tasks": Case(
        lambda cast: Tuning.objects.create(), lambda it, cast: actions.tune_tasks(3, 20, actor=cast.claire)
    ),
}


def plant(member):
    """One of everything that has a page."""
    task = task_of(member, steps=["Compter les arrivants"])
    finished(member, 15, "Ranger la réserve")
    return [task.ref]


PLANT = [plant]
