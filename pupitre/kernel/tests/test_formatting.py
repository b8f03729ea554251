"""Figures, days and durations in French."""

from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel import formatting
from pupitre.kernel.reading import read_amount, read_date

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("cents", "long", "short"),
    [
        (150_001, "1\u202f500,01\u00a0€", "1\u202f500,01\u00a0€"),
        (504_000, "5\u202f040,00\u00a0€", "5\u202f040\u00a0€"),
        (123_456_789_00, "123\u202f456\u202f789,00\u00a0€", "123\u202f456\u202f789\u00a0€"),
        (-5, "-0,05\u00a0€", "-0,05\u00a0€"),
        (-1_200, "-12,00\u00a0€", "-12\u00a0€"),
        (0, "0,00\u00a0€", "0\u00a0€"),
    ],
)
def test_euros_have_their_spaces_and_cents_only_when_asked_or_needed(cents, long, short):
    assert formatting.euros(cents) == long
    assert formatting.euros_short(cents) == short


@given(st.integers(-(10**12), 10**12))
def test_an_amount_comes_back_as_it_went(cents):
    assert read_amount(formatting.euros(cents)) == cents


def test_a_whole_number_is_grouped_by_three():
    assert formatting.number(1_234_567) == "1\u202f234\u202f567"
    assert formatting.number(-1_000) == "-1\u202f000"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(27, 200), "13,5\u00a0%"),
        (Fraction(3, 10), "30\u00a0%"),
        (Fraction(2, 3), "66,7\u00a0%"),
        (Fraction(-1, 200), "-0,5\u00a0%"),
        (Fraction(1, 10_000), "0\u00a0%"),
    ],
)
def test_a_share_has_one_decimal_at_most(share, text):
    assert formatting.percent(share) == text


def test_none_and_one_are_singular():
    counted = [formatting.counted(n, "contrat") for n in (0, 1, 2, 1500)]
    assert counted == ["0 contrat", "1 contrat", "2 contrats", "1\u202f500 contrats"]
    assert formatting.counted(2, "avis", "avis") == "2 avis"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0\u00a0min"), (20, "20\u00a0min"), (60, "1\u00a0h"), (65, "1\u00a0h\u00a005"), (115, "1\u00a0h\u00a055")],
)
def test_a_duration_is_in_hours_and_minutes(minutes, text):
    assert formatting.duration(minutes) == text


@pytest.mark.parametrize(
    ("moment", "text"), [(time(9), "9\u00a0h"), (time(9, 15), "9\u00a0h\u00a015"), (time(17, 5), "17\u00a0h\u00a005")]
)
def test_a_time_of_day_has_no_useless_zero(moment, text):
    assert formatting.clock_time(moment) == text


def test_a_day_is_written_long_full_or_short():
    assert formatting.day_long(TUESDAY) == "mardi 24 novembre"
    assert formatting.day_full(TUESDAY) == "mardi 24 novembre 2026"
    assert formatting.day_short(date(2026, 11, 30)) == "30 nov. 2026"
    assert (formatting.weekday(TUESDAY), formatting.month_name(date(2026, 8, 1))) == ("mardi", "août")


def test_the_first_of_a_month_is_the_1er():
    first = date(2027, 1, 1)
    assert formatting.day_full(first) == "vendredi 1er janvier 2027"
    assert formatting.day_short(first) == "1er janv. 2027"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 23), "hier"),
        (TUESDAY, "aujourd’hui"),
        (date(2026, 11, 25), "demain"),
        (date(2026, 11, 26), "jeudi 26"),
        (date(2026, 11, 30), "lundi 30"),
        (date(2026, 12, 1), "1er déc."),
        (date(2026, 11, 20), "20 nov."),
        (date(2027, 1, 4), "4 janv. 2027"),
    ],
)
def test_a_near_day_is_named_as_one_would_say_it(day, text):
    assert formatting.day_near(day, TUESDAY) == text


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from([formatting.day_full, formatting.day_short]))
def test_a_day_comes_back_as_it_went(day, write):
    assert read_date(write(day), TUESDAY) == day


@pytest.mark.parametrize(
    ("name", "text"), [("Claire Morel", "CM"), ("  élodie  de la Tour ", "ÉT"), ("Jean-Pierre", "J"), ("", "")]
)
def test_initials_are_those_of_the_first_and_last_words(name, text):
    assert formatting.initials(name) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2026, 11, 28), "samedi 28 nov."), (date(2027, 1, 4), "lundi 4 janv. 2027"), (TUESDAY, "mardi 24 nov.")],
)
def test_a_day_that_counts_is_given_with_its_weekday(day, text):
    assert formatting.day_named(day, TUESDAY) == text


def test_a_sentence_ends_with_one_full_stop():
    assert formatting.ended("avant le 3 déc.") == "avant le 3 déc."
    assert formatting.ended("avant jeudi 26") == "avant jeudi 26."
