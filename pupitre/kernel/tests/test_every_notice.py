"""What is true of the windows of every contract, over sixty renewals."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.calendar import Zone, add_months, is_working_day
from pupitre.kernel.notice import Notice, Regime, Terms, windows

DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))
ZONES = st.sampled_from(Zone)
NOTICES = st.one_of(st.builds(Notice, months=st.integers(0, 6)), st.builds(Notice, days=st.integers(0, 90)))


@st.composite
def contracts(draw):
    regime = draw(st.sampled_from([Regime.TACIT, Regime.LEASE, Regime.INSURANCE]))
    renewal = draw(st.integers(1, 36))
    return Terms(
        regime, draw(DAYS), draw(st.integers(6, 144)), renewal_months=renewal, notice=draw(NOTICES),
        is_received=draw(st.booleans()),
    )  # fmt: skip


def all_windows(terms, zone):
    """Sixty terms and more, read six at a time as the desk would see them."""
    found, on = [], terms.starts_on
    while len(found) < 60:
        found += windows(terms, on, zone)
        on = found[-1].term_ends_on + timedelta(days=1)
    return found


@given(contracts(), ZONES)
def test_terms_follow_one_another_without_a_gap(terms, zone):
    found = all_windows(terms, zone)

    assert found[0].starts_on == terms.starts_on
    assert [window.occurrence for window in found] == list(range(len(found)))
    assert all(a.term_ends_on + timedelta(days=1) == b.starts_on for a, b in pairwise(found))
    assert all(window.starts_on <= window.term_ends_on for window in found)
    assert all(a.notice_on < b.notice_on and a.act_before <= b.act_before for a, b in pairwise(found))


@given(contracts(), ZONES)
def test_one_acts_on_a_working_day_in_time(terms, zone):
    for window in all_windows(terms, zone):
        assert is_working_day(window.act_before, zone)
        assert window.act_before <= window.notice_on <= window.term_ends_on
        assert window.notice_on - window.act_before <= timedelta(days=14)


@given(DAYS, st.integers(1, 36), st.integers(1, 36))
def test_sixty_renewals_later_the_end_has_not_drifted(starts_on, initial, renewal):
    terms = Terms(Regime.TACIT, starts_on, initial, renewal_months=renewal)
    for window in all_windows(terms, Zone.METROPOLE):
        anniversary = add_months(starts_on, initial + window.occurrence * renewal)
        assert anniversary - window.term_ends_on in (timedelta(0), timedelta(days=1))


@given(contracts(), DAYS, ZONES)
def test_the_first_window_is_that_of_the_running_term(terms, on, zone):
    first, *later = windows(terms, on, zone)

    assert first.term_ends_on >= on
    assert first.starts_on <= max(on, terms.starts_on)
    assert len(later) == 5


@given(contracts(), ZONES, st.integers(0, 400))
def test_a_window_keeps_its_number_whatever_the_day_it_is_read(terms, zone, later):
    known = {window.occurrence: window for window in windows(terms, terms.starts_on, zone)}
    again = windows(terms, terms.starts_on + timedelta(days=later), zone)
    assert all(known.get(window.occurrence, window) == window for window in again)
