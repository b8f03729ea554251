"""What is done to a task, and what is taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pupitre.engines.tasks import actions
from pupitre.engines.tasks.actions.times import CannotRecord
from pupitre.engines.tasks.models import Step, Task, TimeSpent, Tuning
from pupitre.engines.tasks.queries import times_of, usual_minutes_of
from pupitre.engines.tasks.rules import State, TaskDraft
from pupitre.engines.tasks.tests.factories import finished, task_of, under_way
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import ChangedMeanwhile
from pupitre.foundation.audit.models import Entry, Undo
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.web.undo import take_back

FRIDAY = date(2026, 11, 27)


def undo(actor):
    take_back(Undo.objects.filter(member=actor).latest("pk"), actor=actor)


def fresh(task):
    return Task.objects.get(pk=task.pk)


def test_a_task_is_its_authors_unless_given_to_somebody(lumen):
    assert task_of(lumen.lea).owner == lumen.lea
    given = task_of(lumen.sophie, owner=lumen.claire)
    assert (given.owner, given.created_by) == (lumen.claire, lumen.sophie)


def test_the_house_may_note_a_task_in_its_owners_name(lumen):
    task = actions.add_task(TaskDraft("Relever le compteur", owner=lumen.claire), actor=None)
    assert (task.owner, task.created_by) == (lumen.claire, lumen.claire)
    with pytest.raises(actions.CannotChange, match="responsable"):
        actions.add_task(TaskDraft("Relever le compteur"), actor=None)


def test_who_is_outside_the_house_has_no_tasks(lumen):
    lumen.hugo.roles = [Role.ACCOUNTANT]
    with pytest.raises(PermissionDenied):
        task_of(lumen.hugo)
    with pytest.raises(actions.CannotChange, match="présent"):
        task_of(lumen.claire, owner=lumen.hugo)


def test_nobody_is_given_a_task_after_they_left(lumen):
    lumen.hugo.left_on = date(2026, 11, 20)
    with pytest.raises(actions.CannotChange, match="présent"):
        actions.hand_task(task_of(lumen.claire), lumen.hugo, actor=lumen.claire)


def test_no_more_are_under_way_than_the_company_allows(lumen):
    Tuning.objects.create(wip_limit=2)
    first, _ = under_way(lumen.claire), under_way(lumen.claire)
    third = task_of(lumen.claire)
    with pytest.raises(actions.TooManyUnderWay, match="2 tâches en cours au plus"):
        actions.start_task(third, actor=lumen.claire)
    actions.pause_task(first, actor=lumen.claire)
    assert actions.start_task(third, actor=lumen.claire).state == State.UNDER_WAY


def test_the_limit_is_the_owners_whoever_starts(lumen):
    Tuning.objects.create(wip_limit=1)
    under_way(lumen.claire)
    hers = task_of(lumen.claire, owner=lumen.lea)
    assert actions.start_task(hers, actor=lumen.claire).state == State.UNDER_WAY


def test_what_others_took_the_place_of_comes_back_waiting(lumen):
    Tuning.objects.create(wip_limit=1)
    first = under_way(lumen.claire)
    actions.pause_task(first, actor=lumen.claire)
    under_way(lumen.claire, "Autre chose")
    take_back(Undo.objects.get(sentence__endswith="en pause"), actor=lumen.claire)
    assert fresh(first).state == State.TODO


def test_a_tick_with_its_time_is_taken_back_with_its_time(lumen):
    task = finished(lumen.claire, 15)
    assert (task.state, task.done_by) == (State.DONE, lumen.claire)
    assert [time.minutes for time in times_of(task)] == [15]
    undo(lumen.claire)
    assert fresh(task).state == State.TODO
    assert times_of(task) == []
    assert sorted(TimeSpent.objects.values_list("minutes", flat=True)) == [-15, 15]


def test_what_was_under_way_is_under_way_again_once_the_tick_is_taken_back(lumen):
    task = actions.finish_task(under_way(lumen.claire), actor=lumen.claire)
    undo(lumen.claire)
    assert fresh(task).state == State.UNDER_WAY


def test_nothing_is_taken_back_of_what_changed_since(lumen):
    task = finished(lumen.claire)
    way_back = Undo.objects.latest("pk")
    actions.reopen_task(task, actor=lumen.claire)
    with pytest.raises(actions.CannotChange, match="changé depuis"):
        take_back(way_back, actor=lumen.claire)


def test_the_day_on_which_a_change_falls_survives_being_taken_back(lumen):
    task = task_of(lumen.claire, due_on=FRIDAY)
    edited = TaskDraft("Commander vingt badges", due_on=date(2026, 12, 1))
    actions.edit_task(task, edited, task.version, actor=lumen.claire)
    undo(lumen.claire)
    assert (fresh(task).title, fresh(task).due_on) == ("Commander les badges", FRIDAY)


def test_two_people_do_not_overwrite_each_other(lumen):
    task = task_of(lumen.claire)
    actions.edit_task(task, TaskDraft("Vingt badges"), task.version, actor=lumen.sophie)
    with pytest.raises(ChangedMeanwhile):
        actions.edit_task(task, TaskDraft("Trente badges"), task.version, actor=lumen.claire)


def test_what_is_handed_waits_to_be_started_by_its_new_owner(lumen):
    task = actions.hand_task(under_way(lumen.claire), lumen.lea, actor=lumen.claire)
    assert (task.owner_id, task.state) == (lumen.lea.pk, State.TODO)


def test_who_gave_away_their_task_may_take_it_back_though_it_is_no_longer_theirs(lumen):
    task = task_of(lumen.sophie, owner=lumen.lea)
    actions.hand_task(task, lumen.hugo, actor=lumen.lea)
    undo(lumen.lea)
    assert fresh(task).owner == lumen.lea


def test_dropping_asks_why(lumen):
    task = task_of(lumen.claire)
    with pytest.raises(actions.CannotChange, match="pourquoi"):
        actions.drop_task(task, "  ", actor=lumen.claire)
    assert actions.drop_task(task, "Doublon", actor=lumen.claire).dropped_why == "Doublon"


def test_only_its_two_people_say_whether_a_task_is_private(lumen):
    task = task_of(lumen.lea)
    with pytest.raises(actions.CannotChange, match="privée"):
        actions.edit_task(task, TaskDraft(task.title, is_private=True), task.version, actor=lumen.claire)


def test_a_copy_has_the_checklist_unticked_and_no_day(lumen):
    task = task_of(lumen.claire, due_on=FRIDAY, minutes=45, steps=["Compter", "Commander"])
    actions.tick_step(Step.objects.get(text="Compter"), actor=lumen.claire)
    copy = actions.duplicate_task(task, actor=lumen.claire)
    assert (copy.title, copy.due_on, copy.minutes) == (task.title, None, 45)
    assert list(Step.objects.filter(task=copy).values_list("text", "done_at")) == [
        ("Compter", None),
        ("Commander", None),
    ]


def test_a_step_that_was_removed_comes_back_where_it_was(lumen):
    task = task_of(lumen.claire, steps=["Compter", "Commander"])
    actions.remove_step(Step.objects.get(text="Compter"), actor=lumen.claire)
    undo(lumen.claire)
    assert list(Step.objects.filter(task=task).order_by("position").values_list("text", flat=True)) == [
        "Compter",
        "Commander",
    ]


def test_time_is_corrected_once_and_never_erased(lumen):
    time = actions.record_time(task_of(lumen.claire), 30, actor=lumen.claire)
    actions.take_back_time(time.ref, actor=lumen.claire)
    with pytest.raises(CannotRecord, match="déjà"):
        actions.take_back_time(time.ref, actor=lumen.claire)
    assert TimeSpent.objects.count() == 2


def test_time_to_come_is_not_recorded(lumen):
    with pytest.raises(CannotRecord, match="passé"):
        actions.record_time(task_of(lumen.claire), 30, FRIDAY, actor=lumen.claire)


def test_five_finished_tasks_teach_the_usual_effort_of_their_owner(lumen):
    for minutes in (10, 20, 25, 90):
        finished(lumen.claire, minutes)
    finished(lumen.claire)  # without its time, it teaches nothing
    assert usual_minutes_of(lumen.claire) is None
    finished(lumen.claire, 20)
    assert usual_minutes_of(lumen.claire) == 20
    assert usual_minutes_of(lumen.lea) is None


def test_what_was_taken_back_teaches_nothing(lumen):
    for _ in range(5):
        finished(lumen.claire, 20)
    undo(lumen.claire)
    assert usual_minutes_of(lumen.claire) is None


def long_ago(actor, **more):
    with clock.at(clock.now() - timedelta(days=31)):
        return task_of(actor, **more)


def test_what_is_forgotten_is_parked_by_the_house_and_recovered(lumen):
    task = long_ago(lumen.claire)
    recent = task_of(lumen.claire)
    assert actions.park_stale(actor=None) == 1
    assert (fresh(task).state, fresh(recent).state) == (State.PARKED, State.TODO)
    assert Entry.objects.latest("seq").actor == ""
    actions.unpark_task(fresh(task), actor=lumen.claire)
    assert fresh(task).state == State.TODO
    with pytest.raises(actions.CannotChange):
        actions.park_stale(actor=None)


def test_a_task_with_a_date_is_late_and_never_hidden(lumen):
    long_ago(lumen.claire, due_on=date(2026, 10, 30))
    with pytest.raises(actions.CannotChange):
        actions.park_stale(actor=None)


def test_nobody_parks_the_forgotten_by_hand(lumen):
    long_ago(lumen.claire)
    with pytest.raises(PermissionDenied):
        actions.park_stale(actor=lumen.claire)


def test_the_company_chooses_its_own_figures(lumen):
    actions.tune_tasks(3, 10, actor=lumen.claire)
    assert Tuning.objects.values_list("wip_limit", "stale_days").get() == (3, 10)
    with pytest.raises(PermissionDenied):
        actions.tune_tasks(4, 10, actor=lumen.lea)


def test_a_task_is_done_or_dropped_never_both(lumen):
    task = finished(lumen.claire)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(dropped_at=clock.now())
