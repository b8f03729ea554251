"""Where a routine stands: numbers that never slip, late ones in one, and what a pause or another rhythm leaves."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pupitre.engines.routines.rules import Course, Kept, Kind, on_time, rhythm_of
from pupitre.kernel.recurrence import Shift, Unit

TODAY = date(2026, 11, 23)
LAST_DAY = Course(rhythm_of(Kind.LAST_WORKING_DAY), date(2026, 9, 1))
HALF_YEAR = Course(rhythm_of(Kind.AFTER_DONE, every=6, unit=Unit.MONTH), date(2026, 3, 2))
DAILY = Course(rhythm_of(Kind.PRESENCE), date(2026, 11, 2))

RHYTHMS = st.one_of(
    st.builds(
        lambda every, day: rhythm_of(Kind.MONTH_DAY, every=every, day=day), st.integers(1, 6), st.integers(1, 31)
    ),
    st.builds(lambda every: rhythm_of(Kind.LAST_WORKING_DAY, every=every), st.integers(1, 6)),
    st.builds(
        lambda every, weekday: rhythm_of(Kind.WEEKDAY, every=every, weekday=weekday, shift=Shift.LATER),
        st.integers(1, 6),
        st.integers(0, 6),
    ),
    st.builds(lambda every: rhythm_of(Kind.AFTER_DONE, every=every, unit=Unit.WEEK), st.integers(1, 20)),
)
STARTS = st.dates(date(2020, 1, 1), date(2026, 11, 23))


def test_the_next_one_is_seen_before_it_exists():
    course = replace(LAST_DAY, settled=2)
    due = course.due(TODAY)
    assert (due.number, due.planned_on, due.missed(TODAY)) == (3, date(2026, 11, 30), 0)
    assert course.coming(TODAY, 3) == [date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 29)]


def test_several_that_were_let_go_by_are_one_the_latest_since_the_first():
    due = LAST_DAY.due(TODAY)
    assert (due.number, due.planned_on) == (2, date(2026, 10, 30))
    assert (due.skipped_over, due.since) == (1, date(2026, 9, 30))
    assert due.missed(TODAY) == 2


def test_what_is_due_today_is_not_late_today():
    due = replace(LAST_DAY, settled=2).due(date(2026, 11, 30))
    assert due.missed(date(2026, 11, 30)) == 0
    assert due.missed(date(2026, 12, 1)) == 1


def test_after_done_counts_from_the_last_time_and_has_one_late_at_most():
    assert HALF_YEAR.due(TODAY).since == date(2026, 3, 2)
    later = replace(HALF_YEAR, settled=1, last_on=date(2026, 4, 20))
    assert later.due(TODAY).since == date(2026, 10, 20)
    assert later.due(date(2030, 1, 1)).missed(date(2030, 1, 1)) == 1
    assert later.coming(TODAY, 2) == [date(2026, 10, 20), date(2027, 4, 20)]


def test_a_moved_one_waits_elsewhere_and_the_rhythm_goes_on():
    course = replace(LAST_DAY, settled=2, moved=(3, date(2026, 12, 3)))
    assert course.coming(TODAY, 2) == [date(2026, 12, 3), date(2026, 12, 31)]


def test_nothing_comes_after_the_end():
    course = replace(LAST_DAY, settled=2, ends_on=date(2026, 12, 31))
    assert course.coming(TODAY, 5) == [date(2026, 11, 30), date(2026, 12, 31)]
    assert replace(course, settled=4).due(TODAY) is None


def test_what_was_late_when_it_ended_stays_one_line():
    course = replace(LAST_DAY, ends_on=date(2026, 10, 30))
    due = course.due(date(2027, 6, 1))
    assert (due.number, due.missed(date(2027, 6, 1))) == (2, 2)


def test_each_day_of_presence_has_a_number_and_none_is_late():
    due = replace(DAILY, settled=3).due(TODAY)
    assert (due.number, due.planned_on, due.skipped_over) == (22, TODAY, 0)
    assert replace(DAILY, settled=22).due(TODAY).planned_on == TODAY + timedelta(days=1)


def test_after_a_pause_numbers_go_on_and_the_months_are_the_same():
    quarters = Course(rhythm_of(Kind.MONTH_DAY, every=3, day=15), date(2026, 1, 1), settled=2)
    back = quarters.starting_from(TODAY)
    due = back.due(TODAY)
    assert (due.number, due.planned_on, due.missed(TODAY)) == (3, date(2027, 1, 15), 0)


@given(RHYTHMS, STARTS, st.integers(0, 20), st.integers(0, 400))
def test_whatever_the_day_the_number_is_the_same_and_only_grows(rhythm, start, settled, ahead):
    course = Course(rhythm, start, settled=settled, last_on=start if settled else None)
    on = start + timedelta(days=ahead)
    due, later = course.due(on), course.due(on + timedelta(days=9))
    assert settled < due.number <= later.number
    assert due.since <= due.planned_on
    assert due.planned_on == course.planned(due.number)
    assert due.skipped_over == 0 or due.planned_on <= on


@given(RHYTHMS, STARTS, st.integers(0, 20), st.integers(0, 400))
def test_a_new_start_leaves_nothing_late_and_no_number_twice(rhythm, start, settled, ahead):
    on = start + timedelta(days=ahead)
    course = Course(rhythm, start, settled=settled, last_on=on if settled else None).starting_from(on)
    due = course.due(on)
    assert due.number == settled + 1
    assert due.planned_on >= on or rhythm.kind is Kind.AFTER_DONE


@given(st.lists(st.builds(Kept, st.sampled_from([True, False, None]), st.integers(0, 3))), st.integers(0, 5))
def test_the_rate_looks_at_twelve_and_counts_what_was_not_done(kept, now):
    done, asked = on_time(kept, now)
    assert 0 <= done <= asked <= 12
    assert asked == min(12, now + sum(one.missed + (one.is_on_time is not None) for one in kept))


def test_a_routine_that_nobody_does_any_more_is_not_on_time():
    assert on_time([Kept(True)] * 12, missed_now=3) == (9, 12)
