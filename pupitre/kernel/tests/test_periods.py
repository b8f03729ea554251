"""A period has both its ends."""

from datetime import date

import pytest

from pupitre.kernel.periods import Period

WEEK = Period(date(2026, 11, 23), date(2026, 11, 29))


def test_a_period_holds_its_first_and_last_days():
    days = list(WEEK)

    assert (days[0], days[-1], len(WEEK)) == (WEEK.starts_on, WEEK.ends_on, 7)
    assert WEEK.starts_on in WEEK
    assert WEEK.ends_on in WEEK
    assert date(2026, 11, 30) not in WEEK


def test_periods_that_share_one_day_overlap():
    assert WEEK.overlaps(Period(date(2026, 11, 29), date(2026, 12, 4)))
    assert not WEEK.overlaps(Period(date(2026, 11, 30), date(2026, 12, 4)))


def test_a_period_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        Period(WEEK.ends_on, WEEK.starts_on)
