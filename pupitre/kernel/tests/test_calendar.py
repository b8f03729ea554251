"""Public holidays by zone, working days, and months that keep their number."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.calendar import (
    Zone,
    add_months,
    holidays_in,
    is_working_day,
    last_working_day,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_earlier,
)

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
ZONES = st.sampled_from(Zone)

NATIONAL = [
    ("2026-01-01", "Jour de l’an"),
    ("2026-04-06", "Lundi de Pâques"),
    ("2026-05-01", "Fête du Travail"),
    ("2026-05-08", "Fête de la Victoire"),
    ("2026-05-14", "Ascension"),
    ("2026-05-25", "Lundi de Pentecôte"),
    ("2026-07-14", "Fête nationale"),
    ("2026-08-15", "Assomption"),
    ("2026-11-01", "Toussaint"),
    ("2026-11-11", "Armistice"),
    ("2026-12-25", "Noël"),
]


def extra(zone, year=2026):
    national = holidays_in(Zone.METROPOLE, year)
    return [day.isoformat()[5:] for day in holidays_in(zone, year) if day not in national]


def test_france_has_eleven_public_holidays_in_order_and_with_their_names():
    assert [(day.isoformat(), name) for day, name in holidays_in(Zone.METROPOLE, 2026).items()] == NATIONAL


@pytest.mark.parametrize(("month", "day"), [(3, 29), (5, 6), (5, 17)])
def test_easter_ascension_and_whit_monday_move_in_2027(month, day):
    assert date(2027, month, day) in holidays_in(Zone.METROPOLE, 2027)


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        (Zone.ALSACE, ["04-03", "12-26"]),
        (Zone.MOSELLE, ["04-03", "12-26"]),
        (Zone.MAYOTTE, ["04-27"]),
        (Zone.MARTINIQUE, ["05-22"]),
        (Zone.GUADELOUPE, ["05-27"]),
        (Zone.SAINT_MARTIN, ["05-27"]),
        (Zone.GUYANE, ["06-10"]),
        (Zone.SAINT_BARTHELEMY, ["10-09"]),
        (Zone.REUNION, ["12-20"]),
    ],
)
def test_some_zones_have_days_of_their_own(zone, days):
    assert extra(zone) == days


def test_weekends_and_holidays_are_not_worked():
    assert not is_working_day(date(2026, 11, 21))
    assert not is_working_day(date(2026, 11, 11))
    assert is_working_day(date(2026, 11, 12))
    assert is_working_day(date(2026, 4, 3))
    assert not is_working_day(date(2026, 4, 3), Zone.MOSELLE)


def test_three_working_days_before_saturday_31_october_2026_is_tuesday_27():
    friday = working_day_on_or_before(date(2026, 10, 31))

    assert friday == date(2026, 10, 30)
    assert working_days_earlier(friday, 3) == date(2026, 10, 27)


def test_working_days_are_counted_around_a_holiday():
    assert working_days_earlier(date(2026, 11, 12), 1) == date(2026, 11, 10)
    assert working_day_on_or_after(date(2026, 5, 1)) == date(2026, 5, 4)


def test_the_last_working_day_of_a_month():
    assert last_working_day(2026, 5) == date(2026, 5, 29)
    assert last_working_day(2026, 12) == date(2026, 12, 31)
    assert last_working_day(9999, 12) == date(9999, 12, 31)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-12-31", -3, "2026-09-30"),
        ("2027-02-28", -1, "2027-01-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-30", 2, "2027-01-30"),
        ("2026-01-15", -1, "2025-12-15"),
    ],
)
def test_a_month_later_is_the_same_number_or_the_last_day(day, months, expected):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(DAYS, st.integers(-120, 120))
def test_a_month_later_is_in_that_month_and_never_a_greater_number(day, months):
    later = add_months(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, ZONES, st.integers(0, 8))
def test_counting_back_lands_on_a_working_day_with_the_right_number_between(day, zone, n):
    start = working_day_on_or_before(day, zone)
    earlier = working_days_earlier(start, n, zone)
    between = (earlier + timedelta(days=k) for k in range((start - earlier).days))

    assert start <= day <= working_day_on_or_after(day, zone)
    assert is_working_day(earlier, zone)
    assert sum(is_working_day(one, zone) for one in between) == n


def test_the_library_of_holidays_is_only_loaded_when_days_are_counted():
    kernel = "import sys, pupitre.kernel.notice, pupitre.kernel.identifiers;"
    code = kernel + "print({'holidays', 'stdnum'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
