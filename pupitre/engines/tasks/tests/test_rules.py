"""States, and what recorded time teaches."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.engines.tasks.rules import LEARNED_FROM, State, may_start, state_of, usual_minutes

MINUTES = st.integers(min_value=1, max_value=2100)
SAID = dict.fromkeys(State)


@given(st.lists(MINUTES, max_size=LEARNED_FROM - 1))
def test_too_few_times_teach_nothing(times):
    assert usual_minutes(times) is None


@given(st.lists(MINUTES, min_size=LEARNED_FROM, max_size=60))
def test_the_usual_effort_is_the_median_up_to_the_minute(times):
    ordered, n = sorted(times), len(times)
    median = Fraction(ordered[(n - 1) // 2] + ordered[n // 2], 2)
    assert median <= usual_minutes(times) < median + 1


@given(st.lists(MINUTES, min_size=LEARNED_FROM, max_size=60), st.randoms())
def test_the_order_of_times_changes_nothing(times, chance):
    shuffled = chance.sample(times, len(times))
    assert usual_minutes(shuffled) == usual_minutes(times)


@given(st.integers(min_value=1, max_value=50), st.lists(st.booleans(), max_size=200))
def test_starting_and_pausing_in_any_order_never_goes_beyond_the_limit(limit, starts):
    under_way = 0
    for is_start in starts:
        under_way += (1 if may_start(under_way, limit) else 0) if is_start else -min(under_way, 1)
        assert 0 <= under_way <= limit


@pytest.mark.parametrize(
    ("moments", "state"),
    [
        ({}, State.TODO),
        ({State.UNDER_WAY: 1}, State.UNDER_WAY),
        ({State.UNDER_WAY: 1, State.DONE: 2}, State.DONE),
        ({State.UNDER_WAY: 1, State.DROPPED: 2}, State.DROPPED),
        ({State.PARKED: 1}, State.PARKED),
    ],
)
def test_a_state_is_the_last_word_said(moments, state):
    assert state_of({**SAID, **moments}) == state
