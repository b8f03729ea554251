"""Business rhythms: the days people count on, and what holds for all of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.calendar import Zone, is_working_day, last_day, last_working_day, working_days_between
from pupitre.kernel.recurrence import (
    LAST,
    BadRhythm,
    Monthly,
    MonthlyWorking,
    Shift,
    Unit,
    Weekly,
    Yearly,
    after_done,
    number_on_or_after,
    occurrence,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
ZONES = st.sampled_from(Zone)
SHIFTS = st.sampled_from(Shift)
MONTHS = st.sampled_from([1, 2, 3, 4, 6, 12, 24])
SERIES = st.one_of(
    st.builds(Monthly, MONTHS, st.integers(1, 31)),
    st.builds(MonthlyWorking, MONTHS, st.one_of(st.just(LAST), st.integers(1, 15))),
    st.builds(Weekly, st.integers(1, 8), st.integers(0, 6)),
    st.builds(Yearly, st.integers(1, 12), st.integers(1, 29)),
)


def first(series, anchor, n, **how):
    return [f"{occurrence(series, anchor, number, **how):%d/%m/%y}" for number in range(1, n + 1)]


def test_the_thirty_first_is_the_last_day_of_shorter_months_and_comes_back():
    assert first(Monthly(1, 31), date(2028, 1, 1), 4) == ["31/01/28", "29/02/28", "31/03/28", "30/04/28"]
    assert first(Monthly(1, 31), date(2027, 2, 1), 2) == ["28/02/27", "31/03/27"]


def test_the_last_working_day_of_the_month():
    days = first(MonthlyWorking(1, LAST), date(2026, 10, 15), 4)
    assert days == ["30/10/26", "30/11/26", "31/12/26", "29/01/27"]


def test_five_working_days_into_the_month_count_without_its_holidays():
    assert first(MonthlyWorking(1, 5), date(2027, 1, 1), 2) == ["08/01/27", "05/02/27"]
    assert first(MonthlyWorking(3, 5), date(2026, 5, 1), 2) == ["11/05/26", "07/08/26"]  # 1 and 8 May are not worked


def test_every_second_monday_stays_on_its_weeks():
    assert first(Weekly(2, 0), date(2026, 11, 24), 3) == ["30/11/26", "14/12/26", "28/12/26"]


def test_a_year_without_the_29_february_has_the_28():
    assert first(Yearly(2, 29), date(2027, 1, 1), 3) == ["28/02/27", "29/02/28", "28/02/29"]


def test_a_day_that_is_not_worked_moves_either_way_as_asked():
    anchor = date(2026, 11, 1)  # a Sunday, and All Saints
    assert first(Monthly(1, 1), anchor, 2) == ["01/11/26", "01/12/26"]
    assert first(Monthly(1, 1), anchor, 2, shift=Shift.LATER) == ["02/11/26", "01/12/26"]
    assert first(Monthly(1, 1), anchor, 1, shift=Shift.EARLIER) == ["01/12/26"]  # Friday 30 is before the anchor


def test_a_holiday_of_the_place_only_moves_the_day_there():
    good_friday = date(2027, 3, 26)
    series = Weekly(1, 4)
    assert occurrence(series, good_friday, 1, Shift.LATER) == good_friday
    assert occurrence(series, good_friday, 1, Shift.LATER, Zone.ALSACE) == date(2027, 3, 30)


def test_after_the_last_time_counts_from_the_day_it_was_done():
    assert after_done(date(2026, 8, 31), 6, Unit.MONTH) == date(2027, 2, 28)
    assert after_done(date(2026, 11, 24), 2, Unit.WEEK) == date(2026, 12, 8)
    assert after_done(date(2026, 11, 24), 4, Unit.DAY, Shift.LATER) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Monthly(0, 1), "every"),
        (lambda: Monthly(1, 32), "day"),
        (lambda: MonthlyWorking(1, 16), "rank"),
        (lambda: MonthlyWorking(1, 0), "rank"),
        (lambda: Weekly(1, 7), "weekday"),
        (lambda: Yearly(13, 1), "month"),
        (lambda: Yearly(4, 31), "day"),
        (lambda: after_done(date(2026, 1, 1), 0, Unit.DAY), "every"),
    ],
)
def test_what_no_calendar_has_is_refused(make, code):
    with pytest.raises(BadRhythm) as refused:
        make()
    assert refused.value.code == code


@given(SERIES, DAYS, SHIFTS, ZONES, st.integers(1, 60))
def test_days_only_go_forward_from_the_anchor(series, anchor, shift, zone, number):
    day, following = (occurrence(series, anchor, n, shift, zone) for n in (number, number + 1))
    assert anchor <= day < following


@given(SERIES, DAYS, st.sampled_from([Shift.EARLIER, Shift.LATER]), ZONES, st.integers(1, 60))
def test_a_shifted_day_is_always_worked(series, anchor, shift, zone, number):
    assert is_working_day(occurrence(series, anchor, number, shift, zone), zone)


@given(SERIES, DAYS, ZONES, st.integers(1, 60))
def test_no_day_drifts(series, anchor, zone, number):
    """The rule is read on the day itself, however many came before."""
    day = occurrence(series, anchor, number, zone=zone)
    match series:
        case Monthly():
            assert day.day == min(series.day, last_day(day.year, day.month).day)
        case MonthlyWorking(rank=-1):
            assert day == last_working_day(day.year, day.month, zone)
        case MonthlyWorking():
            assert working_days_between(day.replace(day=1) - timedelta(days=1), day, zone) == series.rank
        case Weekly():
            assert day.weekday() == series.weekday
            assert (day - occurrence(series, anchor, 1, zone=zone)).days == 7 * series.every * (number - 1)
        case Yearly():
            assert day.month == series.month


@given(SERIES, DAYS, SHIFTS, ZONES, st.integers(1, 60))
def test_months_keep_their_step(series, anchor, shift, zone, number):
    if isinstance(series, Monthly | MonthlyWorking):
        start, day = (occurrence(series, anchor, n, Shift.NONE, zone) for n in (1, number))
        assert (day.year - start.year) * 12 + day.month - start.month == series.every * (number - 1)


@given(SERIES, DAYS, SHIFTS, ZONES, st.integers(0, 4000))
def test_whatever_the_day_it_is_asked_the_next_one_is_the_same(series, anchor, shift, zone, ahead):
    day = anchor + timedelta(days=ahead)
    number = number_on_or_after(series, anchor, day, shift, zone)
    assert occurrence(series, anchor, number, shift, zone) >= day
    assert number == 1 or occurrence(series, anchor, number - 1, shift, zone) < day


@given(DAYS, st.integers(1, 60), st.sampled_from(Unit), SHIFTS, ZONES)
def test_after_done_is_always_later_and_worked_when_shifted(done_on, every, unit, shift, zone):
    later = after_done(done_on, every, unit, shift, zone)
    assert later > done_on
    assert shift is Shift.NONE or is_working_day(later, zone)
