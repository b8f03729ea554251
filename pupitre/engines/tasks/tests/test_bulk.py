"""Several tasks at once: each asked of its policy, one story, one way back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupitre.engines.tasks import actions
from pupitre.engines.tasks.models import Task
from pupitre.engines.tasks.rules import Change, State, What
from pupitre.engines.tasks.tests.factories import finished, task_of, under_way
from pupitre.foundation.audit.models import Entry, Undo
from pupitre.foundation.audit.queries import first_broken_seq
from pupitre.foundation.web.undo import take_back

FRIDAY = date(2026, 11, 27)


def states():
    return [task.state for task in Task.objects.order_by("pk")]


def refs():
    return [task.ref for task in Task.objects.order_by("pk")]


@pytest.mark.parametrize(
    "change",
    [
        Change(What.FINISH),
        Change(What.DROP, why="Doublon"),
        Change(What.DUE, day=FRIDAY),
        Change(What.PRIORITY, criticality=5),
        Change(What.PARK),
    ],
    ids=lambda change: change.what,
)
def test_one_way_back_for_the_whole_batch(lumen, change):
    for _ in range(3):
        task_of(lumen.claire)
    under_way(lumen.claire)
    kept = ("title", "owner", "due_on", "criticality", "started_at", "done_at", "dropped_at", "dropped_why")
    before = list(Task.objects.order_by("pk").values(*kept, "done_by", "parked_at"))
    changed = actions.change_tasks(refs(), change, actor=lumen.claire)
    assert len(changed) == 4
    assert list(Task.objects.order_by("pk").values(*kept, "done_by", "parked_at")) != before
    take_back(Undo.objects.latest("pk"), actor=lumen.claire)
    assert list(Task.objects.order_by("pk").values(*kept, "done_by", "parked_at")) == before


def test_a_batch_is_one_story_of_the_journal(lumen):
    for _ in range(3):
        task_of(lumen.claire)
    seen = Entry.objects.latest("seq").seq
    actions.change_tasks(refs(), Change(What.FINISH), actor=lumen.claire)
    told = Entry.objects.filter(seq__gt=seen)
    assert {(entry.event, entry.actor) for entry in told} == {("tasks.TaskFinished", lumen.claire.ref)}
    assert (told.count(), first_broken_seq()) == (3, None)


def test_handing_several_names_their_new_owner_once(lumen):
    for _ in range(3):
        task_of(lumen.claire)
    actions.change_tasks(refs(), Change(What.HAND, member=lumen.lea), actor=lumen.claire)
    assert {task.owner for task in Task.objects.all()} == {lumen.lea}
    assert Entry.objects.filter(event="tasks.MemberNamed").count() == 1


def test_what_is_already_so_is_left_alone(lumen):
    finished(lumen.claire)
    task_of(lumen.claire)
    assert len(actions.change_tasks(refs(), Change(What.FINISH), actor=lumen.claire)) == 1
    with pytest.raises(actions.CannotChange, match="Rien n’a été changé"):
        actions.change_tasks(refs(), Change(What.FINISH), actor=lumen.claire)


def test_one_that_is_not_theirs_stops_the_batch(lumen):
    """Hugo sees what Léa, of his team, has to do; it is not his to finish."""
    task_of(lumen.hugo), task_of(lumen.lea)
    with pytest.raises(actions.CannotChange, match="1 tâche n’est pas à vous"):
        actions.change_tasks(refs(), Change(What.FINISH), actor=lumen.hugo)
    assert states() == [State.TODO, State.TODO]


def test_one_that_is_not_seen_stops_the_batch_without_a_word_of_it(lumen):
    task_of(lumen.claire), task_of(lumen.lea, "Secret", is_private=True)
    with pytest.raises(actions.CannotChange, match="n’y sont plus"):
        actions.change_tasks(refs(), Change(What.FINISH), actor=lumen.claire)
    assert states() == [State.TODO, State.TODO]


def test_a_batch_that_changed_since_is_not_taken_back_by_halves(lumen):
    task_of(lumen.claire), task_of(lumen.claire)
    actions.change_tasks(refs(), Change(What.FINISH), actor=lumen.claire)
    way_back = Undo.objects.latest("pk")
    actions.reopen_task(Task.objects.first(), actor=lumen.claire)
    with pytest.raises(actions.CannotChange):
        take_back(way_back, actor=lumen.claire)
    assert sorted(states()) == [State.DONE, State.TODO]


def test_many_are_changed_in_as_many_questions_as_few(lumen):
    def questions(count):
        for n in range(count):
            task_of(lumen.claire, due_on=FRIDAY if n % 2 else None)
        with CaptureQueriesContext(connection) as asked:
            actions.change_tasks(refs()[-count:], Change(What.PRIORITY, criticality=5), actor=lumen.claire)
        with CaptureQueriesContext(connection) as back:
            take_back(Undo.objects.latest("pk"), actor=lumen.claire)
        return len(asked), len(back)

    assert questions(4) == questions(40)
    assert {task.criticality for task in Task.objects.all()} == {2}


def test_each_is_given_back_its_own_day(lumen):
    days = [None, FRIDAY, FRIDAY, date(2026, 12, 24)]
    for day in days:
        task_of(lumen.claire, due_on=day)
    actions.change_tasks(refs(), Change(What.DUE, day=date(2026, 12, 31)), actor=lumen.claire)
    versions = [task.version for task in Task.objects.order_by("pk")]
    take_back(Undo.objects.latest("pk"), actor=lumen.claire)
    tasks = Task.objects.order_by("pk")
    assert [task.due_on for task in tasks] == days
    assert [task.version for task in tasks] == [version + 1 for version in versions]
