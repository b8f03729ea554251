"""Background work: it carries its company, it is enqueued once a slot, and touches the outside world once."""

import inspect
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from pupitre.foundation import clock
from pupitre.foundation.jobs.background import jobs
from pupitre.foundation.jobs.clock import due_slot, forget_old_ticks, requeue_lost, tick
from pupitre.foundation.jobs.effects import InDoubt, once
from pupitre.foundation.jobs.models import Effect, Tick
from pupitre.foundation.registry import Schedule, offered
from pupitre.foundation.tenancy.scope import OutsideAnyCompany, current_company, working_for


def at(day, hour, minute=0):
    return datetime(2026, *day, hour, minute, tzinfo=UTC)


def test_every_job_carries_its_company(cast):
    assert jobs
    for task in jobs.values():
        assert next(iter(inspect.signature(task.func).parameters)) == "company"
    with pytest.raises(OutsideAnyCompany):
        current_company()


def test_every_schedule_is_a_registered_job():
    assert {schedule.job for schedule in offered("schedules")} <= set(jobs.values())


@pytest.mark.django_db
def test_a_slot_is_enqueued_once_whatever_the_number_of_ticks(cast):
    for _ in range(3):
        tick()
    with working_for(cast.lumen):
        slots = list(Tick.objects.values_list("job", "slot"))
    assert len(slots) == len(set(slots)) > 0
    per_company = len([s for s in offered("schedules") if due_slot(s, cast.lumen)])
    assert DBTaskResult.objects.count() == 2 * per_company


def test_a_daily_slot_is_a_local_date_and_comes_after_its_hour(cast):
    daily = Schedule("x", None, hour="07:30")
    with clock.at(at((11, 23), 6, 29)):
        assert due_slot(daily, cast.lumen) is None
    with clock.at(at((11, 23), 6, 30)):
        assert due_slot(daily, cast.lumen) == "2026-11-23"


@pytest.mark.parametrize("day", [(3, 29), (10, 25)])
def test_a_night_of_23_or_25_hours_has_one_slot(cast, day):
    daily = Schedule("x", None, hour="02:30")
    slots = set()
    for quarter in range(0, 24 * 4):
        with clock.at(at(day, 0) + timedelta(minutes=15 * quarter)):
            slots.add(due_slot(daily, cast.lumen))
    assert {slot for slot in slots if slot and slot.endswith(f"{day[1]:02d}")} == {f"2026-{day[0]:02d}-{day[1]:02d}"}


def test_a_clock_set_back_starts_nothing_again(cast):
    tick()
    before = DBTaskResult.objects.count()
    with clock.at(clock.now() - timedelta(hours=2)):
        tick()
    daily = [s for s in offered("schedules") if s.hour]
    with working_for(cast.lumen):
        assert all(Tick.objects.filter(job=s.name).count() <= 1 for s in daily)
    assert DBTaskResult.objects.count() <= before + 2 * len([s for s in offered("schedules") if not s.hour])


def test_what_forgets_in_time_goes_on_when_its_room_is_off(cast):
    """Bank lines of a room that was turned off stayed past their thirty-six months."""
    cast.lumen.modules_off = ["bank", "suppliers", "routines"]
    cast.lumen.save()
    with clock.at(at((11, 26), 12)):
        tick()
    with working_for(cast.lumen):
        ticked = set(Tick.objects.values_list("job", flat=True))
    assert {"bank.forget", "suppliers.empty_bin", "routines.empty_bin"} <= ticked
    assert "suppliers.roll" not in ticked


def test_old_slots_are_forgotten(lumen):
    Tick.objects.create(job="x", slot="2026-01-01")
    forget_old_ticks(lumen.lumen)
    assert not Tick.objects.exists()


def test_a_job_that_is_not_written_does_not_leave(lumen):
    from pupitre.foundation.jobs.background import enqueue

    with transaction.atomic():
        enqueue(next(iter(jobs.values())), lumen.lumen)
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 0


def running(workers):
    result = next(iter(jobs.values())).enqueue("x")
    DBTaskResult.objects.filter(pk=result.id).update(status="RUNNING", worker_ids=workers)
    return DBTaskResult.objects.get(pk=result.id)


def test_a_job_whose_worker_died_is_put_back(db):
    lost, mine = running(["dead"]), running(["dead", "alive"])
    assert requeue_lost("alive") == 1
    lost.refresh_from_db(), mine.refresh_from_db()
    assert (lost.status, mine.status) == ("READY", "RUNNING")


def test_a_job_that_killed_its_worker_three_times_is_parked(db):
    poison = running(["one", "two", "three"])
    requeue_lost("alive")
    poison.refresh_from_db()
    assert poison.status == "FAILED"


def test_an_effect_happens_once(lumen):
    done = []
    assert once("mail:1", lambda: done.append(1), may_repeat=True)
    assert not once("mail:1", lambda: done.append(2), may_repeat=True)
    assert done == [1]


def test_after_a_crash_a_mail_leaves_again_and_a_payment_never(lumen):
    done = []
    for key in ("mail:1", "payment:1"):
        Effect.objects.create(key=key, at=clock.now())
    assert once("mail:1", lambda: done.append("mail"), may_repeat=True)
    with pytest.raises(InDoubt):
        once("payment:1", lambda: done.append("payment"), may_repeat=False)
    assert done == ["mail"]
