"""The plan is optimal, feasible, explained and always the same."""

from dataclasses import replace
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.planning import QUANTUM, Job, make_plan, optimum
from pupitre.kernel.tests.instances import busy_weeks, small_week

SEEDS = st.integers(0, 10_000)


def ends(kept, rooms):
    """Each kept job, in order of due slot, with the quanta used when it ends and those it may use."""
    available = list(accumulate(minutes // QUANTUM for minutes in rooms))
    order = sorted(kept, key=lambda job: job.slot_due)
    return zip(order, accumulate(job.quanta for job in order), (available[job.slot_due] for job in order), strict=True)


def is_feasible(kept, rooms):
    return all(end <= room for _, end, room in ends(kept, rooms))


def cheapest(jobs, rooms):
    """Every subset tried, an item at a time: the quanta used by each and the weight it misses."""
    available = list(accumulate(minutes // QUANTUM for minutes in rooms))
    subsets = [(0, 0)]
    for job in sorted(jobs, key=lambda job: job.slot_due):
        done = [(used + job.quanta, missed) for used, missed in subsets]
        missed = [(used, missed + job.weight) for used, missed in subsets]
        subsets = missed + [one for one in done if one[0] <= available[job.slot_due]]
    return min(missed for _, missed in subsets)


def missed_weight(jobs, planned):
    return sum(job.weight for job in jobs if planned[job.key] is None)


def missed(jobs, kept):
    return sum(job.weight for job in jobs if job not in kept)


def mixed(things, seed):
    return Random(seed).sample(things, len(things))  # noqa: S311  # an order to try, not a secret


def test_no_other_plan_misses_less_in_two_thousand_weeks():
    for seed in range(2_000):
        jobs, rooms = small_week(seed)
        assert missed_weight(jobs, optimum(jobs, rooms)) == cheapest(jobs, rooms), seed


@given(SEEDS)
def test_what_is_planned_ends_on_time_and_fits(seed):
    jobs, rooms = small_week(seed)
    planned = optimum(jobs, rooms)
    kept = [job for job in jobs if planned[job.key] is not None]

    assert is_feasible(kept, rooms)
    assert all(planned[job.key] <= job.slot_due for job in kept)


@given(SEEDS)
def test_at_no_moment_is_more_planned_than_there_is_room_for(seed):
    jobs, rooms = busy_weeks(seed, items=30, slots=8)
    planned = make_plan(jobs, rooms, incompressible=jobs[:3]).slots
    for slot, room in enumerate(accumulate(rooms)):
        assert sum(job.minutes for job in jobs if planned[job.key] is not None and planned[job.key] <= slot) <= room


@given(SEEDS)
def test_the_order_of_arrival_changes_nothing(seed):
    jobs, rooms = small_week(seed)
    forced, timed = jobs[:4], jobs[4:]
    pins = [(f"pin:{n}", (n, 20)) for n in range(len(rooms))]
    plan = make_plan(timed, rooms, incompressible=forced, pinned=dict(pins))

    assert optimum(jobs, rooms) == optimum(mixed(jobs, seed), rooms)
    assert plan == make_plan(
        mixed(timed, seed), rooms, incompressible=mixed(forced, seed), pinned=dict(mixed(pins, seed))
    )


@given(SEEDS)
def test_among_equal_plans_the_first_due_is_kept_whenever_one_of_them_keeps_it(seed):
    jobs, rooms = small_week(seed)
    best, kept = cheapest(jobs, rooms), []
    planned = optimum(jobs, rooms)
    order = sorted(jobs, key=lambda job: (job.slot_due, job.since, job.key))
    for n, job in enumerate(order):
        certain = [replace(one, weight=1_000_000_000) for one in [*kept, job]]
        is_kept_by_some_optimum = cheapest(certain + order[n + 1 :], rooms) + missed(order[:n], kept) == best
        assert (planned[job.key] is not None) == is_kept_by_some_optimum
        kept += [job] if is_kept_by_some_optimum else []


@pytest.mark.parametrize(("field", "first", "second"), [("since", "2026-11-02", "2026-11-20"), ("key", "a", "b")])
def test_of_two_equal_items_the_one_that_waits_longest_then_the_first_key_is_kept(field, first, second):
    model = Job("x", 0, 30, 100, "2026-11-10")
    kept, other = replace(model, **{"key": "z", field: first}), replace(model, **{"key": "y", field: second})
    assert optimum([other, kept], [30]) == {kept.key: 0, other.key: None}


def test_minutes_are_rounded_up_for_items_and_down_for_slots():
    assert optimum([Job("bail", 0, 16, 100)], [29]) == {"bail": None}
    assert optimum([Job("bail", 0, 16, 100)], [30]) == {"bail": 0}
    assert optimum([Job("rien", 0, 0, 100)], [14]) == {"rien": None}


def test_an_item_may_run_on_into_the_next_slot():
    assert optimum([Job("bail", 1, 60, 100)], [30, 30]) == {"bail": 1}


def test_a_due_slot_outside_the_horizon_is_never_or_the_last_one():
    assert optimum([Job("perdu", -1, 15, 900), Job("loin", 9, 15, 1)], [30, 30]) == {"perdu": None, "loin": 0}


def test_without_presence_everything_is_missed():
    job = Job("bail", 0, 30, 100)
    plan = make_plan([job], [], incompressible=[replace(job, key="paie")], pinned={"x": (0, 10)}, free=[job])

    assert optimum([job], []) == plan.slots == plan.free == {"bail": None}
    assert (plan.incompressible, plan.unfit, plan.pinned) == ({"paie": None}, {"paie"}, {"x": None})


def test_a_pinned_item_takes_its_minutes_first_and_spills_over():
    plan = make_plan([Job("bail", 1, 30, 100)], [60, 60], pinned={"accueil": (0, 75)})

    assert plan.pinned == {"accueil": 1}
    assert plan.net == [0, 45]
    assert plan.slots == {"bail": 1}


def test_a_pinned_item_too_long_for_the_horizon_eats_what_is_left_of_it():
    plan = make_plan([], [60, 60], pinned={"audit": (1, 90)})
    assert (plan.pinned, plan.net) == ({"audit": None}, [60, 0])


def test_payroll_is_never_traded_against_euros():
    payroll, lease = Job("paie", 0, 60, 1), Job("bail", 0, 60, 900_000)
    plan = make_plan([lease], [60, 60], incompressible=[payroll])

    assert plan.incompressible == {"paie": 0}
    assert plan.slots == {"bail": None}
    assert not plan.unfit


def test_what_must_be_done_and_does_not_fit_is_an_alarm_and_delays_nobody():
    huge, small = Job("a:inventaire", 0, 90, 1), Job("b:dpae", 0, 30, 1)
    plan = make_plan([], [60, 90], incompressible=[huge, small])

    assert plan.incompressible == {"b:dpae": 0, "a:inventaire": 1}
    assert plan.unfit == {"a:inventaire"}


def test_what_must_be_done_and_finds_no_room_at_all_is_an_alarm_too():
    plan = make_plan([], [60], incompressible=[Job("paie", 0, 90, 1)])
    assert (plan.incompressible, plan.unfit, plan.net) == ({"paie": None}, {"paie"}, [60])


def test_an_item_that_asks_for_a_place_waits_for_the_slot_that_has_it():
    on_site = Job("colis", 2, 30, 500, allowed=frozenset({2}))
    other = Job("bail", 2, 30, 100)
    assert make_plan([on_site, other], [30, 30, 30]).slots == {"colis": 2, "bail": 0}


def test_a_chosen_item_without_room_where_it_is_allowed_is_misplaced_and_leaves_its_room():
    first = Job("a", 1, 30, 500, allowed=frozenset({0}))
    second = Job("b", 1, 30, 500, allowed=frozenset({0}))
    plan = make_plan([first, second], [30, 30], free=[Job("libre", 0, 30, 0)])

    assert plan.slots == {"a": 0, "b": None}
    assert plan.misplaced == {"b"}
    assert plan.free == {"libre": 1}


def test_a_chosen_item_is_never_placed_after_its_due_slot():
    late = Job("a", 0, 30, 500, allowed=frozenset({1}))
    plan = make_plan([late], [30, 30])
    assert (plan.slots, plan.misplaced) == ({"a": None}, {"a"})


def test_free_items_fill_the_minutes_left_in_the_order_wanted():
    free = [Job("un", 0, 10, 0), Job("deux", 0, 40, 0), Job("trois", 0, 25, 0)]
    plan = make_plan([Job("bail", 0, 20, 100)], [65], free=free)

    assert plan.slots == {"bail": 0}
    assert plan.free == {"un": 0, "deux": None, "trois": 0}


def test_three_hundred_items_over_forty_slots_are_planned():
    jobs, rooms = busy_weeks(1)
    plan = make_plan(jobs, rooms)
    kept = [job for job in jobs if plan.slots[job.key] is not None]

    assert len(plan.slots) == 300
    assert 0 < len(kept) < 300
    assert is_feasible(kept, plan.net)
