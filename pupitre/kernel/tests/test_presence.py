"""Half-days of presence, and the minutes they leave."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.periods import Period
from pupitre.kernel.presence import (
    HalfDay,
    Mode,
    Part,
    Shift,
    allowed_slots,
    last_allowed_slot,
    last_slot,
    slack,
    slots,
)

PARIS = ZoneInfo("Europe/Paris")
MONDAY, TUESDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 26)
TWO_WEEKS = Period(MONDAY, date(2026, 12, 6))
MORNING = Shift(time(9), time(12, 30))
AFTERNOON = Shift(time(13, 30), time(17), Mode.REMOTE, "lyon")
PATTERN = {(0, Part.MORNING): MORNING, (1, Part.MORNING): MORNING, (1, Part.AFTERNOON): AFTERNOON}


def present(**changes):
    return slots(PATTERN, TWO_WEEKS, PARIS, **changes)


def halves(found):
    return [(slot.day.isoformat()[5:], slot.half_day.part.value) for slot in found]


def test_the_usual_week_comes_back_in_order():
    week = [("11-23", "am"), ("11-24", "am"), ("11-24", "pm")]
    assert halves(present()) == [*week, ("11-30", "am"), ("12-01", "am"), ("12-01", "pm")]


def test_a_slot_says_where_and_until_when():
    slot = present()[2]

    assert (slot.mode, slot.site) == (Mode.REMOTE, "lyon")
    assert slot.starts_at == datetime(2026, 11, 24, 13, 30, tzinfo=PARIS)
    assert slot.starts_at.isoformat() == "2026-11-24T13:30:00+01:00"
    assert slot.ends_at.isoformat() == "2026-11-24T17:00:00+01:00"


def test_due_thursday_present_monday_and_tuesday_away_on_tuesday_is_monday():
    tuesday = [HalfDay(TUESDAY, part) for part in Part]

    assert last_slot(present(), THURSDAY) == 2
    assert last_slot(present(away=tuesday), THURSDAY) == 0
    assert last_slot(present(away=tuesday), date(2026, 11, 22)) is None
    assert last_slot([], THURSDAY) is None


def test_the_reserve_is_taken_on_what_appointments_leave_and_rounded_down():
    slot = present(appointments={HalfDay(MONDAY, Part.MORNING): 45})[0]
    assert (slot.gross, slot.appointments, slot.reserve, slot.minutes) == (210, 45, 49, 116)


def test_too_many_appointments_leave_nothing_rather_than_less():
    slot = present(appointments={HalfDay(MONDAY, Part.MORNING): 300}, reserve_percent=50)[0]
    assert (slot.reserve, slot.minutes) == (0, 0)


def test_an_exception_replaces_the_usual_half_day():
    late, off = Shift(time(10), time(12)), HalfDay(TUESDAY, Part.AFTERNOON)
    found = present(exceptions={HalfDay(MONDAY, Part.MORNING): late, off: None, HalfDay(THURSDAY, Part.MORNING): late})

    assert halves(found)[:3] == [("11-23", "am"), ("11-24", "am"), ("11-26", "am")]
    assert found[0].gross == 120


def test_an_exception_outside_the_horizon_says_nothing():
    assert present(exceptions={HalfDay(date(2027, 1, 4), Part.MORNING): MORNING}) == present()


def test_nobody_is_there_on_a_holiday_unless_an_exception_says_so():
    on_monday = {HalfDay(MONDAY, Part.MORNING): MORNING}

    assert halves(present(holidays=[MONDAY]))[0] == ("11-24", "am")
    assert halves(present(holidays=[MONDAY], exceptions=on_monday))[0] == ("11-23", "am")


def test_being_away_wins_over_an_exception():
    half = HalfDay(MONDAY, Part.MORNING)
    assert halves(present(exceptions={half: MORNING}, away=[half]))[0] == ("11-24", "am")


@pytest.mark.parametrize(("day", "minutes"), [(date(2026, 3, 29), 120), (date(2026, 10, 25), 240)])
def test_the_night_the_clocks_change_is_an_hour_shorter_or_longer(day, minutes):
    night = {(6, Part.MORNING): Shift(time(1), time(4))}
    (slot,) = slots(night, Period(day, day), PARIS)
    assert slot.gross == minutes


def test_a_shift_ends_after_it_starts():
    with pytest.raises(ValueError, match="ends after"):
        Shift(time(9), time(9))


def test_the_last_allowed_slot_looks_at_the_mode_and_the_site():
    found = present()

    assert last_allowed_slot(found, THURSDAY) == 2
    assert last_allowed_slot(found, THURSDAY, mode=Mode.ON_SITE) == 1
    assert last_allowed_slot(found, THURSDAY, site="lyon") == 2
    assert last_allowed_slot(found, THURSDAY, mode=Mode.ON_SITE, site="lyon") is None
    assert allowed_slots(found, Mode.REMOTE) == {2, 5}


def test_slack_counts_the_later_presences_and_zero_is_now_or_never():
    found = present()

    assert [slack(found, THURSDAY, now) for now in range(4)] == [2, 1, 0, 0]
    assert slack(found, date(2026, 11, 1)) == 0


@given(
    st.sets(st.sampled_from(list(TWO_WEEKS))),
    st.sets(st.builds(HalfDay, st.sampled_from(list(TWO_WEEKS)), st.sampled_from(Part))),
    st.integers(0, 100),
)
def test_slots_are_in_order_outside_holidays_and_never_negative(holidays, away, reserve):
    found = present(holidays=holidays, away=away, reserve_percent=reserve)

    assert [slot.starts_at for slot in found] == sorted({slot.starts_at for slot in found})
    assert not {slot.day for slot in found} & holidays
    assert not {slot.half_day for slot in found} & away
    assert all(0 <= slot.minutes <= slot.gross for slot in found)
