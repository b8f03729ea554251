"""The plan of somebody: what enters it, where it is placed, and what is told of the rest."""

from datetime import date, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.engines.attention.actions import (
    drop_item,
    estimate_item,
    finish_item,
    hand_item,
    make_appointment,
    note_presence_change,
    pin_item,
    set_item_aside,
    snooze_item,
    tune_plan,
    wait_for_item,
)
from pupitre.engines.attention.public import plan_as_json, plan_for, sort_items
from pupitre.engines.attention.rules import PRIORITY, Standing
from pupitre.engines.attention.tests.factories import THURSDAY, TUESDAY, an_item, provide
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.registry import rooms
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.periods import Period

KEY = "shop.order:1:1"


@pytest.fixture
def claire(tuesdays_and_thursdays):
    return tuesdays_and_thursdays.claire


def keys(placed):
    return [one.item.key for one in placed]


def planned(claire, monkeypatch, *items, on=TUESDAY, weeks=None):
    provide(monkeypatch, *items)
    return plan_for(claire, on, weeks)


def test_the_slots_are_half_days_less_the_reserve(claire, monkeypatch):
    plan = planned(claire, monkeypatch, weeks=1)
    assert [slot.starts_at.isoformat() for slot in plan.slots] == [
        "2026-11-24T09:00:00+01:00",
        "2026-11-24T13:30:00+01:00",
        "2026-11-26T09:00:00+01:00",
        "2026-11-26T13:30:00+01:00",
    ]
    assert plan.net == (147, 147, 147, 147)


def test_appointments_take_their_minutes_before_the_reserve(claire, monkeypatch):
    make_appointment(claire, "Point", TUESDAY, time(9), time(10), actor=claire)
    assert planned(claire, monkeypatch, weeks=1).net[0] == 105


def test_a_line_due_on_a_day_without_presence_is_done_at_the_last_one_before(claire, monkeypatch):
    plan = planned(claire, monkeypatch, an_item(of=[claire], act_by=date(2026, 11, 25)))
    assert [(one.item.key, one.slot_due) for one in plan.items] == [(KEY, 1)]


def test_what_is_due_after_the_horizon_or_never_is_free_and_never_missed(claire, monkeypatch):
    far = an_item("shop.order:2:1", of=[claire], act_by=TUESDAY + timedelta(weeks=6))
    plan = planned(claire, monkeypatch, an_item(of=[claire]), far, weeks=6)
    assert sorted(keys(plan.free)) == [KEY, far.key]
    assert plan.items == ()
    assert plan.missed_cents == 0


def test_what_is_due_before_the_next_presence_is_out_of_reach_and_told(claire, monkeypatch):
    plan = planned(claire, monkeypatch, an_item(of=[claire], act_by=date(2026, 11, 28)), on=date(2026, 11, 27))
    assert [one.standing for one in plan.unplanned] == [Standing.OUT_OF_REACH]


def test_late_but_still_worth_doing_enters_the_first_slot_at_the_cost_of_waiting(claire, monkeypatch):
    late = an_item(of=[claire], act_by=date(2026, 11, 20), at_stake=500_00, cost_of_waiting=20_00)
    (placed,) = planned(claire, monkeypatch, late).items
    assert (placed.slot, placed.slot_due, placed.weight) == (0, 0, 20_00 + PRIORITY[2])


def test_what_is_lost_leaves_the_plan(claire, monkeypatch):
    gone = an_item(of=[claire], act_by=date(2026, 11, 20), lost_after=date(2026, 11, 23))
    plan = planned(claire, monkeypatch, gone)
    assert plan.everything == []
    assert plan.unplanned == ()


def test_what_does_not_fit_is_missed_at_least_cost(claire, monkeypatch):
    items = [
        an_item(f"shop.order:{n}:1", of=[claire], act_by=TUESDAY, minutes=130, at_stake=n * 100_00) for n in (1, 2, 3)
    ]
    plan = planned(claire, monkeypatch, *items, weeks=1)
    assert keys(plan.missed) == ["shop.order:1:1"]
    assert plan.missed_cents == 100_00 + PRIORITY[2]


def test_the_incompressible_is_placed_first_whatever_the_euros(claire, monkeypatch):
    rich = an_item("shop.order:2:1", of=[claire], act_by=TUESDAY, minutes=280, at_stake=1_000_000_00)
    payroll = an_item(of=[claire], act_by=TUESDAY, minutes=200, is_incompressible=True)
    plan = planned(claire, monkeypatch, rich, payroll, weeks=1)
    assert [(one.item.key, one.slot) for one in plan.incompressible] == [(KEY, 1)]
    assert keys(plan.missed) == [rich.key]
    assert plan.alarms == frozenset()


def test_an_incompressible_line_that_does_not_fit_raises_an_alarm(claire, monkeypatch):
    plan = planned(
        claire, monkeypatch, an_item(of=[claire], act_by=TUESDAY, minutes=600, is_incompressible=True), weeks=1
    )
    assert plan.alarms == {KEY}


def test_the_incompressible_is_never_traded_even_late(claire, monkeypatch):
    rich = an_item("shop.order:2:1", of=[claire], act_by=TUESDAY, minutes=140, at_stake=90_000_00)
    payroll = an_item(of=[claire], act_by=date(2026, 11, 20), minutes=130, is_incompressible=True)
    plan = planned(claire, monkeypatch, rich, payroll, weeks=1)
    assert [(one.item.key, one.slot) for one in plan.incompressible] == [(KEY, 0)]


def test_an_incompressible_line_due_before_the_next_presence_raises_an_alarm(claire, monkeypatch):
    payroll = an_item(of=[claire], act_by=date(2026, 11, 28), is_incompressible=True)
    assert planned(claire, monkeypatch, payroll, on=date(2026, 11, 27)).alarms == {KEY}


def test_what_is_lost_takes_no_slot_even_pinned(claire, monkeypatch):
    gone = an_item(of=[claire], act_by=date(2026, 11, 20), lost_after=date(2026, 11, 23))
    provide(monkeypatch, gone)
    pin_item(KEY, day=TUESDAY, actor=claire)
    assert planned(claire, monkeypatch, gone).everything == []


def test_nobody_is_planned_for_after_they_leave(claire, monkeypatch):
    claire.left_on = THURSDAY
    assert {slot.day for slot in planned(claire, monkeypatch).slots} == {TUESDAY, THURSDAY}
    claire.left_on = date(2026, 11, 20)
    assert planned(claire, monkeypatch).slots == ()


def test_what_is_free_has_no_last_presence(claire, monkeypatch):
    later = an_item(of=[claire], act_by=date(2027, 6, 1))
    (said,) = plan_as_json(planned(claire, monkeypatch, later))["free"]
    assert (said["due_on"], said["slot_due"]) == ("2027-06-01", None)


def test_without_presence_nothing_is_planned_and_nothing_is_hidden(lumen, monkeypatch):
    plan = planned(lumen.claire, monkeypatch, an_item(of=[lumen.claire], act_by=TUESDAY))
    said = plan_as_json(plan)
    assert (said["slots"], said["items"], said["missed_eur"]) == ([], [], 0)
    assert [(one["key"], one["weight_eur"]) for one in said["unplanned"]] == [(KEY, 50)]


def test_a_holiday_is_not_a_presence(claire, monkeypatch):
    christmas = date(2026, 12, 25)
    note_presence_change(claire, Period(date(2026, 12, 24), date(2026, 12, 24)), actor=claire)
    plan = planned(claire, monkeypatch, on=date(2026, 12, 21), weeks=1)
    assert christmas.weekday() == 4
    assert {slot.half_day.day for slot in plan.slots} == {date(2026, 12, 22)}


def test_a_line_that_needs_her_on_site_waits_for_a_day_on_site(claire, monkeypatch):
    from pupitre.engines.attention.models import Presence
    from pupitre.kernel.presence import Mode

    Presence.objects.filter(weekday=1).update(mode=Mode.REMOTE)
    (placed,) = planned(claire, monkeypatch, an_item(of=[claire], act_by=THURSDAY, mode=Mode.ON_SITE)).items
    assert placed.slot == 2


def test_a_pinned_line_takes_its_place(claire, monkeypatch):
    provide(monkeypatch, an_item(of=[claire], act_by=TUESDAY))
    pin_item(KEY, day=THURSDAY, part="pm", actor=claire)
    plan = plan_for(claire, TUESDAY, 1)
    assert [(one.slot, one.is_pinned) for one in plan.pinned] == [(3, True)]
    assert plan.net[3] == 87
    assert plan.items == ()


def test_what_is_set_aside_by_hand_stays_in_sight(claire, monkeypatch):
    provide(monkeypatch, an_item(of=[claire], act_by=TUESDAY))
    set_item_aside(KEY, actor=claire)
    assert keys(plan_for(claire, TUESDAY).unplanned) == [KEY]


def test_an_estimate_replaces_the_default_effort(claire, monkeypatch):
    provide(monkeypatch, an_item(of=[claire], act_by=TUESDAY))
    estimate_item(KEY, minutes=90, actor=claire)
    (placed,) = plan_for(claire, TUESDAY).items
    assert placed.minutes == 90


@pytest.mark.parametrize(
    "verb",
    [
        lambda who: finish_item(KEY, actor=who),
        lambda who: drop_item(KEY, why="doublon", actor=who),
        lambda who: snooze_item(KEY, until=THURSDAY, actor=who),
        lambda who: wait_for_item(KEY, whom="Otis", chase_on=THURSDAY, actor=who),
    ],
)
def test_what_is_done_put_off_or_waited_for_leaves_the_plan(claire, monkeypatch, verb):
    provide(monkeypatch, an_item(of=[claire], act_by=THURSDAY))
    verb(claire)
    assert plan_for(claire, TUESDAY).everything == []


def test_what_was_put_off_or_must_be_chased_comes_back_on_its_day(claire, monkeypatch):
    provide(monkeypatch, an_item(of=[claire]), an_item("shop.order:2:1", of=[claire]))
    snooze_item(KEY, until=THURSDAY, actor=claire)
    wait_for_item("shop.order:2:1", whom="Otis", chase_on=THURSDAY, actor=claire)
    assert plan_for(claire, TUESDAY).everything == []
    assert sorted(keys(plan_for(claire, THURSDAY).everything)) == [KEY, "shop.order:2:1"]


def test_an_item_handed_over_enters_the_other_plan(claire, lumen, monkeypatch):
    provide(monkeypatch, an_item(of=[claire, lumen.sophie], acts=frozenset({claire.ref})))
    assert sort_items(lumen.sophie, TUESDAY).candidates == []
    hand_item(KEY, to=lumen.sophie, actor=claire)
    assert [line.item.key for line in sort_items(lumen.sophie, TUESDAY).candidates] == [KEY]
    assert sort_items(claire, TUESDAY).candidates == []
    assert [line.item.key for line in sort_items(claire, TUESDAY).handed] == [KEY]


def test_an_item_opens_on_its_day(claire, monkeypatch):
    assert planned(claire, monkeypatch, an_item(of=[claire], opens_on=THURSDAY)).everything == []
    assert keys(planned(claire, monkeypatch, an_item(of=[claire], opens_on=TUESDAY)).everything) == [KEY]


def test_the_reserve_is_the_companys_to_choose(claire, monkeypatch):
    tune_plan(reserve_percent=0, weeks=2, actor=claire)
    plan = planned(claire, monkeypatch)
    assert plan.net[0] == 210
    assert len(plan.slots) == 8


def test_what_a_priority_weighs_is_the_companys_to_choose(claire, monkeypatch):
    tune_plan(reserve_percent=30, weeks=6, priorities=[0, 0, 0, 0, 9_000_00], actor=claire)
    dear = an_item("shop.order:1:1", of=[claire], act_by=TUESDAY, minutes=200, at_stake=2_000_00, criticality=4)
    vital = an_item("shop.order:2:1", of=[claire], act_by=TUESDAY, minutes=200, criticality=5)
    plan = planned(claire, monkeypatch, dear, vital, weeks=1)
    assert keys(plan.missed) == [dear.key]
    assert plan.missed_cents == 2_000_00


def test_a_higher_priority_never_weighs_less(claire):
    with pytest.raises(Refusal, match="ne pèse pas moins"):
        tune_plan(reserve_percent=30, weeks=6, priorities=[5, 4, 3, 2, 1], actor=claire)


def test_the_plan_reads_the_same_number_of_times_whatever_there_is(claire, monkeypatch, django_assert_num_queries):
    claire = Member.objects.select_related("company", "site").get(pk=claire.pk)
    for count in (3, 60):
        provide(monkeypatch, *[an_item(f"shop.order:{n}:1", of=[claire], act_by=THURSDAY) for n in range(count)])
        asking = [room for name, room in rooms.items() if name not in {"shop", "cases"}]  # those two ask nothing
        providers = sum(len(room.attention) for room in asking)
        with django_assert_num_queries(4 + providers):  # both lines of the bank are read at once
            plan_for(claire, TUESDAY)


lines = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 200), st.integers(0, 9)), min_size=1, max_size=7)


@given(lines)
def test_no_other_choice_would_cost_less(drawn):
    """The plan shown is the best: every set of kept lines that fits its presences costs at least as much."""
    from pupitre.kernel.planning import QUANTUM, Job, optimum

    rooms = [147, 147, 147, 147]
    jobs = [Job(str(n), due, minutes, cost * 100) for n, (due, minutes, cost) in enumerate(drawn)]
    missed = sum(job.weight for job in jobs if optimum(jobs, rooms)[job.key] is None)

    def fits(kept):
        ends, used = [sum(room // QUANTUM for room in rooms[: n + 1]) for n in range(4)], 0
        for one in sorted(kept, key=lambda job: job.slot_due):
            used += max(1, -(-one.minutes // QUANTUM))
            if used > ends[one.slot_due]:
                return False
        return True

    choices = (kept for size in range(len(jobs) + 1) for kept in combinations(jobs, size))
    assert missed == min(sum(job.weight for job in jobs if job not in kept) for kept in choices if fits(kept))
