"""The arithmetic of savings, of a month's cost and of its bounds, whatever the figures."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.periods import Period
from pupitre.modules.mission.rules import (
    Counted,
    Month,
    Nature,
    NotAMonth,
    Per,
    SavingDraft,
    State,
    Terms,
    annual_of,
    cost_of_month,
    month_of,
    page_from,
    page_to,
    read_month,
    share_of,
    totals_of,
)
from pupitre.modules.mission.rules.pages import Figure, Page, Row, changes_between

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
cents = st.integers(1, 10_000_000_00)
savings = st.builds(
    Counted,
    ref=st.text("abc", min_size=3, max_size=3),
    title=st.just("x"),
    nature=st.sampled_from(Nature),
    state=st.sampled_from(State),
    basis=st.sampled_from(["ht", "ttc"]),
    annual_cents=cents,
)


@given(st.lists(savings))
def test_each_saving_is_in_one_total_and_one_only(rows):
    totals = totals_of(rows)
    for basis in ("ht", "ttc"):
        found = sum(totals.of(nature, state).get(basis, 0) for nature in Nature for state in State)
        assert found == sum(row.annual_cents for row in rows if row.basis == basis)
    assert sum(totals.count(nature, state) for nature in Nature for state in State) == len(rows)


@given(st.lists(savings))
def test_natures_never_mix(rows):
    alone = totals_of(row for row in rows if row.nature is Nature.HARD)
    assert totals_of(rows).of(Nature.HARD, *State) == alone.of(Nature.HARD, *State)


@given(cents, days)
def test_twelve_months_share_a_saving_to_the_cent_then_it_is_none(annual, effective_on):
    month = Month(effective_on.replace(day=1))
    shares = []
    for _ in range(15):
        shares.append(share_of(annual, effective_on, month.first))
        month = month.after
    assert sum(shares) == annual
    assert max(shares[:12]) - min(shares[:12]) <= 1
    assert shares[12:] == [0, 0, 0]
    assert share_of(annual, effective_on, month_of(effective_on).before.first) == 0


@given(st.integers(1, 10_000), st.integers(1, 500_00), st.integers(1, 100_000_00))
def test_hours_are_worth_their_agreed_rate_and_never_more_than_the_cap(minutes, rate, cap):
    draft = SavingDraft("x", Nature.HOURS, minutes_a_month=minutes, rate_cents=rate, cap_cents=cap)
    exact = minutes * 12 * rate
    found = annual_of(draft)
    assert found <= cap
    assert found == cap or abs(found * 60 - exact) <= 30


@pytest.mark.parametrize(("before", "after"), [(None, 1), (100, None), (100, 100), (100, 200)])
def test_what_saves_nothing_is_no_saving(before, after):
    assert annual_of(SavingDraft("x", before_cents=before, after_cents=after)) is None


OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
there = st.dictionaries(st.dates(OCTOBER.starts_on, OCTOBER.ends_on), st.integers(1, 2))


@given(there, st.integers(1, 2_000_00))
def test_days_cost_twice_their_halves(found, rate):
    halves = sum(found.values())
    by_half = cost_of_month([Terms(Per.HALF_DAY, rate, date(2020, 1, 1))], found, OCTOBER)
    by_day = cost_of_month([Terms(Per.DAY, 2 * rate, date(2020, 1, 1))], found, OCTOBER)
    assert (by_half.cents, by_day.cents) == (halves * rate, halves * rate)


@given(there, st.dates(date(2026, 10, 2), date(2026, 10, 30)), st.integers(1, 2_000_00))
def test_a_rate_that_changes_within_the_month_costs_the_sum_of_both(found, turn, rate):
    first = Terms(Per.HALF_DAY, rate, date(2020, 1, 1), turn)
    then = Terms(Per.HALF_DAY, 3 * rate, turn + timedelta(days=1))
    early = sum(n for day, n in found.items() if day <= turn)
    assert cost_of_month([first, then], found, OCTOBER).cents == (early + 3 * (sum(found.values()) - early)) * rate


def test_a_day_that_no_agreement_covers_makes_the_cost_unknown_never_nothing():
    late = [Terms(Per.DAY, 450_00, date(2026, 10, 15))]
    assert cost_of_month(late, {date(2026, 10, 6): 2}, OCTOBER).cents is None
    assert cost_of_month([], {}, OCTOBER).cents is None


def test_the_month_s_sum_is_due_whole_for_a_whole_month():
    month = [Terms(Per.MONTH, 3_600_00, date(2026, 1, 1))]
    assert cost_of_month(month, {date(2026, 10, 6): 2}, OCTOBER).cents == 3_600_00


@pytest.mark.parametrize(
    ("zone", "month"),
    [("Europe/Paris", "2026-12"), ("Indian/Reunion", "2026-12"), ("America/Martinique", "2026-11")],
)
def test_the_last_half_hour_of_november_in_utc_is_where_the_clock_of_the_place_says(zone, month):
    """T-61."""
    moment = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    found = read_month(month)
    assert found.starts_at(zone) <= moment < found.ends_at(zone)


@given(days)
def test_a_month_ends_when_the_next_begins(day):
    month = month_of(day)
    assert month.after.before == month
    assert month.last + timedelta(days=1) == month.after.first
    assert month.ends_at("Europe/Paris") == month.after.starts_at("Europe/Paris")
    assert read_month(str(month)) == month


@pytest.mark.parametrize("text", ["2026", "2026-13", "2026-00", "savings", "2026-1", "1926-10", "2026-10-01"])
def test_what_names_no_month_is_none(text):
    with pytest.raises(NotAMonth):
        read_month(text)


ONE = Figure("plan", "Plan tenu", "3 sur 4", rows=(Row("mardi", "é « ’", "1"),), number=1)
PAGE = Page("2026-10", "Octobre 2026", "Atelier", "Claire", "Sophie", "Rien.", (ONE,), cost_of=("a",))


def test_a_page_that_was_frozen_is_read_as_it_was():
    assert page_from(page_to(PAGE)) == PAGE


def test_a_version_says_what_it_changes():
    after = replace(PAGE, figures=(replace(ONE, value="4 sur 4"),), comment="Un mot")
    assert changes_between(PAGE, PAGE) == ()
    assert changes_between(PAGE, after) == ("Plan tenu\u00a0: 3 sur 4 devient 4 sur 4", "Le commentaire a changé")
