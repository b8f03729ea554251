"""Who decides, as plain rules: the most precise line, the nearest limit, no party, no circle."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pupitre.engines.decisions.rules import (
    Asked,
    Line,
    Mode,
    Standing,
    chairs,
    delegation,
    expected,
    is_own_decision,
    levels,
    matching,
    opened,
    with_others,
)

PURCHASE = Asked("decisions.free", "claire", 500_00, "ttc")
OFFICE = Line(frozenset({"claire"}), "role:office_manager", up_to=500_00)
DIRECTION = Line(frozenset({"sophie"}), "role:director")
HUGO = Line(frozenset({"hugo"}), "member:hugo", up_to=2_000_00, escalates_after=2)


@pytest.mark.parametrize(("cents", "passes"), [(499_99, True), (500_00, True), (500_01, False)])
def test_autonomy_up_to_500_euros(cents, passes):
    assert bool(delegation([OFFICE, DIRECTION], replace(PURCHASE, amount=cents))) is passes


@pytest.mark.parametrize("asked", [replace(PURCHASE, amount=None), replace(PURCHASE, basis="ht")])
def test_what_cannot_be_compared_waits(asked):
    assert delegation([OFFICE, DIRECTION], asked) is None


def test_nobody_is_delegated_what_they_benefit_from():
    assert delegation([OFFICE], replace(PURCHASE, beneficiaries=frozenset({"claire"}))) is None


def test_two_halves_of_one_day_weigh_as_one():
    assert delegation([OFFICE], with_others(replace(PURCHASE, amount=300_00), [200_00]))
    assert delegation([OFFICE], with_others(replace(PURCHASE, amount=300_00), [200_01])) is None


def test_a_precise_line_wins_over_a_wide_one_of_the_same_holder():
    proposes = replace(OFFICE, domain="suppliers.window", mode=Mode.PROPOSES)
    asked = replace(PURCHASE, kind="suppliers.window")
    assert matching([OFFICE, proposes], asked) == [proposes]
    assert delegation([OFFICE, proposes], asked) is None
    assert delegation([OFFICE, proposes], PURCHASE)


def test_the_nearest_limit_decides_first_and_the_direction_last():
    asked = replace(PURCHASE, amount=900_00)
    assert levels([DIRECTION, OFFICE, HUGO], asked) == [HUGO, DIRECTION]


@pytest.mark.parametrize(("waited", "who"), [(0, {"hugo"}), (1, {"hugo"}), (2, {"hugo", "sophie"})])
def test_without_answer_the_next_level_opens(waited, who):
    asked = replace(PURCHASE, amount=900_00)
    found = opened(levels([DIRECTION, HUGO], asked), waited, asked, Standing())
    assert {one for line in found for one in line.holders} == who


def test_whoever_is_away_may_answer_and_the_next_level_is_waited_for():
    asked, people = replace(PURCHASE, amount=900_00), Standing(absent=frozenset({"hugo"}))
    found = opened(levels([DIRECTION, HUGO], asked), 0, asked, people)
    assert {chair.who for line in found for chair in chairs(line, asked, people)} == {"hugo", "sophie"}
    assert {chair.who for line in found for chair in expected(line, asked, people)} == {"sophie"}


def test_a_stand_in_answers_in_the_name_of_whoever_is_away():
    asked = replace(PURCHASE, amount=900_00)
    people = Standing(frozenset({"sophie"}), {"sophie": "hugo"})
    assert [(one.who, one.principal) for one in expected(DIRECTION, asked, people)] == [("hugo", "sophie")]


def test_stand_ins_in_a_circle_end_with_nobody():
    people = Standing(frozenset({"sophie", "hugo"}), {"sophie": "hugo", "hugo": "sophie"})
    assert people.replacement("sophie") is None
    assert expected(DIRECTION, PURCHASE, people) == frozenset()


def test_whoever_stands_in_for_the_asker_does_not_decide_for_them():
    people = Standing(frozenset({"claire"}), {"claire": "sophie"})
    assert chairs(DIRECTION, replace(PURCHASE, amount=900_00), people) == frozenset()


def test_the_matrix_that_ends_on_the_asker_is_the_directors_own_decision():
    asked = replace(PURCHASE, asker="sophie", amount=9_000_00)
    assert is_own_decision(levels([DIRECTION, OFFICE], asked), asked)
    both = Line(frozenset({"sophie", "paul"}), "role:director")
    assert not is_own_decision(levels([both], asked), asked)


PEOPLE = st.sampled_from("abcdefgh")
GROUPS = st.frozensets(PEOPLE, max_size=4)
LINES = st.builds(
    Line,
    holders=GROUPS,
    key=st.sampled_from("xyz"),
    domain=st.sampled_from(["", "k"]),
    asker=st.sampled_from(["", "a"]),
    mode=st.sampled_from(Mode),
    up_to=st.sampled_from([None, 100, 200]),
    escalates_after=st.sampled_from([None, 1, 3]),
)


@settings(max_examples=400)
@given(
    st.lists(LINES, max_size=6),
    st.builds(
        Asked, st.just("k"), PEOPLE, st.sampled_from([None, 50, 100, 101, 300]), st.just("ttc"), st.just(""), GROUPS
    ),
    st.builds(Standing, GROUPS, st.dictionaries(PEOPLE, PEOPLE, max_size=6)),
    st.integers(0, 9),
)
def test_nobody_ever_decides_for_a_party_and_limits_are_those_of_the_principal(lines, asked, people, waited):
    for line in opened(levels(lines, asked), waited, asked, people):
        for chair in chairs(line, asked, people):
            assert {chair.who, chair.principal}.isdisjoint(asked.parties)
            assert chair.principal in line.holders
            assert line.up_to is None or (asked.amount is not None and asked.amount <= line.up_to)
            assert chair.who == chair.principal or chair.who not in people.absent
        assert expected(line, asked, people) <= chairs(line, asked, people)
