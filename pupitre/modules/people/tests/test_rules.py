"""Who is above whom."""

from hypothesis import given
from hypothesis import strategies as st

from pupitre.modules.people.rules import answers_to, in_a_circle, makes_a_circle

PEOPLE = st.integers(0, 7)
HOUSES = st.dictionaries(PEOPLE, st.none() | PEOPLE)


def test_the_chain_goes_up_nearest_first():
    assert answers_to({"lea": "hugo", "hugo": "sophie", "sophie": None}, "lea") == ["hugo", "sophie"]


def test_only_those_in_the_circle_are_in_it():
    assert in_a_circle({"lea": "hugo", "hugo": "omar", "omar": "hugo"}) == {"hugo", "omar"}


@given(HOUSES, PEOPLE)
def test_a_chain_ends_and_names_nobody_twice(managers, who):
    chain = answers_to(managers, who)
    assert len(chain) == len(set(chain))
    assert who not in chain[:-1]


@given(HOUSES, PEOPLE, PEOPLE)
def test_a_manager_that_is_accepted_makes_no_circle(managers, who, manager):
    if not makes_a_circle(managers, who, manager):
        assert who not in in_a_circle({**managers, who: manager})
