"""Terms end on the right day, and there is a last day to say so."""

from datetime import date

import pytest

from pupitre.kernel.calendar import Zone
from pupitre.kernel.notice import (
    POSTING_DAYS,
    BadTerms,
    Notice,
    Regime,
    Terms,
    end_after_notice,
    has_yearly_review,
    notice_day,
    renewal,
    term_end,
    windows,
    yearly_review,
)

THREE_MONTHS = Notice(months=3)
NEW_YEAR = date(2024, 1, 1)


def day(text):
    return date.fromisoformat(text)


def tacit(starts_on=NEW_YEAR, initial_months=12, **more):
    return Terms(Regime.TACIT, starts_on, initial_months, **more)


def figures(terms, on, zone=Zone.METROPOLE):
    return [(str(w.term_ends_on), str(w.notice_on), str(w.act_before)) for w in windows(terms, day(on), zone)]


def ends(terms, on):
    return [str(window.term_ends_on) for window in windows(terms, day(on))]


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        ("2024-01-01", 12, "2024-12-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-03-31", 1, "2024-04-30"),
        ("2024-03-15", 3, "2024-06-14"),
        ("2024-03-01", 12, "2025-02-28"),
    ],
)
def test_a_term_ends_on_the_eve_of_its_anniversary_or_on_the_last_day_of_a_shorter_month(starts_on, months, ends_on):
    assert term_end(day(starts_on), months) == day(ends_on)


@pytest.mark.parametrize(
    ("ends_on", "notice", "expected"),
    [
        ("2026-12-31", Notice(months=3), "2026-09-30"),
        ("2027-02-28", Notice(months=1), "2027-01-28"),
        ("2026-12-31", Notice(days=90), "2026-10-02"),
        ("2026-12-31", Notice(), "2026-12-31"),
    ],
)
def test_notice_is_counted_back_in_months_of_the_same_number_or_in_days(ends_on, notice, expected):
    assert notice_day(day(ends_on), notice) == day(expected)


def test_glpi_23084_a_tacit_contract_past_its_first_end_shows_the_running_term():
    terms = tacit(day("2024-08-29"), None, ends_on=day("2025-08-28"), renewal_months=12, notice=Notice(months=2))
    first = windows(terms, day("2026-02-11"))[0]

    assert (first.occurrence, first.starts_on) == (1, day("2025-08-29"))
    assert (first.term_ends_on, first.notice_on) == (day("2026-08-28"), day("2026-06-28"))


def test_glpi_15893_a_first_term_of_three_years_then_renewed_year_by_year():
    terms = tacit(day("2020-08-01"), 36, renewal_months=12, notice=THREE_MONTHS)
    first, *later = windows(terms, day("2021-01-01"))

    assert (first.term_ends_on, first.notice_on) == (day("2023-07-31"), day("2023-04-30"))
    assert [str(window.term_ends_on) for window in later] == [f"{year}-07-31" for year in range(2024, 2029)]
    assert ends(terms, "2023-08-01")[0] == "2024-07-31"


def test_a_letter_is_sent_three_working_days_before_the_working_day_on_or_before_the_notice_day():
    terms = tacit(day("2026-02-01"), notice=THREE_MONTHS)
    posted = tacit(day("2026-02-01"), notice=THREE_MONTHS, is_received=False)

    assert POSTING_DAYS == 3
    assert figures(terms, "2026-11-22")[0] == ("2027-01-31", "2026-10-31", "2026-10-27")
    assert figures(posted, "2026-11-22")[0] == ("2027-01-31", "2026-10-31", "2026-10-30")


def test_the_working_days_are_those_of_the_site():
    terms = tacit(day("2026-01-01"), 4, notice=Notice(days=27))

    assert figures(terms, "2026-01-01", Zone.METROPOLE)[0] == ("2026-04-30", "2026-04-03", "2026-03-31")
    assert figures(terms, "2026-01-01", Zone.ALSACE)[0] == ("2026-04-30", "2026-04-03", "2026-03-30")


def test_the_running_term_comes_first_even_when_its_notice_day_has_passed_then_five():
    found = windows(tacit(notice=THREE_MONTHS), day("2026-12-15"))

    assert [window.occurrence for window in found] == [2, 3, 4, 5, 6, 7]
    assert found[0].notice_on < day("2026-12-15") <= found[0].term_ends_on


def test_a_term_still_runs_on_its_last_day():
    assert ends(tacit(), "2024-12-31")[0] == "2024-12-31"
    assert ends(tacit(), "2025-01-01")[0] == "2025-12-31"


def test_before_it_starts_a_contract_shows_its_first_term():
    first = windows(tacit(), day("2023-06-01"))[0]
    assert (first.occurrence, first.starts_on) == (0, NEW_YEAR)


def test_renewals_are_counted_from_the_start_so_that_the_31st_comes_back():
    monthly = tacit(day("2026-01-31"), 1, renewal_months=1)
    assert ends(monthly, "2026-02-01") == [
        *("2026-02-28", "2026-03-30", "2026-04-30"),
        *("2026-05-30", "2026-06-30", "2026-07-30"),
    ]


def test_a_given_end_wins_and_renewals_count_from_its_morrow():
    terms = tacit(ends_on=day("2024-02-29"), renewal_months=12)
    assert ends(terms, "2024-02-01")[:5] == [
        "2024-02-29",
        *(f"{year}-02-28" for year in (2025, 2026, 2027)),
        "2028-02-29",
    ]


def test_without_a_renewal_said_it_lasts_as_long_as_the_first_term_or_a_year():
    assert ends(tacit(initial_months=24), "2024-01-01")[1] == "2027-12-31"
    assert ends(tacit(initial_months=None, ends_on=day("2024-06-30")), "2024-01-01")[1] == "2025-06-30"


def test_an_express_contract_has_one_window_then_none():
    terms = Terms(Regime.EXPRESS, NEW_YEAR, 12, notice=THREE_MONTHS)

    assert ends(terms, "2024-12-31") == ["2024-12-31"]
    assert windows(terms, day("2025-01-01")) == []


def test_an_open_ended_contract_has_no_window_but_a_yearly_review():
    terms = Terms(Regime.OPEN_ENDED, day("2024-02-29"), notice=THREE_MONTHS)

    assert windows(terms, day("2026-01-01")) == []
    assert yearly_review(terms, day("2026-01-01")) == day("2026-02-28")
    assert yearly_review(terms, day("2026-02-28")) == day("2026-02-28")
    assert yearly_review(terms, day("2026-03-01")) == day("2027-02-28")
    assert yearly_review(terms, day("2020-01-01")) == day("2025-02-28")


@pytest.mark.parametrize(("months", "is_reviewed"), [(1, True), (5, True), (6, False), (12, False)])
def test_renewals_under_six_months_are_reviewed_once_a_year(months, is_reviewed):
    terms = tacit(renewal_months=months)

    assert has_yearly_review(terms) is is_reviewed
    assert yearly_review(terms, day("2026-06-01")) == (day("2027-01-01") if is_reviewed else None)


def test_leases_and_express_contracts_have_no_yearly_review():
    assert not has_yearly_review(Terms(Regime.EXPRESS, NEW_YEAR, 3))
    assert not has_yearly_review(Terms(Regime.LEASE, NEW_YEAR, renewal_months=3))


def test_a_lease_can_be_left_every_three_years_with_six_months_notice():
    terms = Terms(Regime.LEASE, day("2020-10-09"))

    assert figures(terms, "2020-10-09")[0] == ("2023-10-08", "2023-04-08", "2023-04-04")
    assert ends(terms, "2020-10-09")[:3] == ["2023-10-08", "2026-10-08", "2029-10-08"]


def test_after_nine_years_a_lease_can_be_left_at_the_end_of_any_quarter():
    found = windows(Terms(Regime.LEASE, day("2020-10-09")), day("2029-10-01"))

    assert [str(window.term_ends_on) for window in found] == [
        *("2029-10-08", "2029-12-31", "2030-03-31"),
        *("2030-06-30", "2030-09-30", "2030-12-31"),
    ]
    assert [window.occurrence for window in found] == [2, 3, 4, 5, 6, 7]
    assert found[2].notice_on == day("2029-09-30")


def test_a_lease_that_ends_with_a_quarter_goes_on_with_the_next_one():
    assert ends(Terms(Regime.LEASE, day("2020-04-01")), "2029-01-01")[:2] == ["2029-03-31", "2029-06-30"]


@pytest.mark.parametrize(
    ("starts_on", "occurrence", "ends_on", "months", "days"),
    [
        ("2020-10-09", 0, "2026-10-08", 36, 0),
        ("2018-06-01", 2, "2027-06-30", 1, 0),
        ("2015-01-01", 15, "2027-06-30", 3, 0),
        ("2020-10-09", 2, "2029-12-31", 2, 23),
    ],
)
def test_a_lease_that_nobody_leaves_goes_on_until_its_next_way_out(starts_on, occurrence, ends_on, months, days):
    later = renewal(Terms(Regime.LEASE, day(starts_on)), occurrence)
    assert (str(later.ends_on), later.months, later.days, later.is_lease) == (ends_on, months, days, True)


def test_what_renews_does_so_for_its_agreed_term_and_what_is_fixed_does_not():
    later = renewal(tacit(notice=THREE_MONTHS), 2)
    assert (str(later.ends_on), later.months, later.days) == ("2027-12-31", 12, 0)
    assert renewal(Terms(Regime.EXPRESS, NEW_YEAR, 12), 0) is None


def test_what_has_no_end_ends_its_notice_after_the_letter():
    terms = Terms(Regime.OPEN_ENDED, day("2020-12-10"), notice=THREE_MONTHS)
    assert end_after_notice(terms, day("2026-11-24")) == day("2027-02-24")


@pytest.mark.parametrize(
    ("given_on", "ends_on"),
    [("2026-11-24", "2026-12-31"), ("2026-11-30", "2026-12-31"), ("2026-12-01", "2027-01-31")],
)
def test_what_renews_each_month_ends_with_a_month_at_least_its_notice_later(given_on, ends_on):
    terms = tacit(day("2025-12-01"), 1, notice=Notice(months=1))
    assert end_after_notice(terms, day(given_on)) == day(ends_on)


def test_a_lease_may_say_another_term_and_another_notice():
    twelve_years = Terms(Regime.LEASE, NEW_YEAR, 144, notice=Notice(months=9))

    assert ends(twelve_years, "2024-01-01")[:4] == ["2026-12-31", "2029-12-31", "2032-12-31", "2035-12-31"]
    assert windows(twelve_years, NEW_YEAR)[0].notice_on == day("2026-03-31")


def test_insurance_renews_each_year_with_two_months_notice_unless_told_otherwise():
    usual = Terms(Regime.INSURANCE, NEW_YEAR)
    told = Terms(Regime.INSURANCE, NEW_YEAR, 18, renewal_months=24, notice=THREE_MONTHS)

    assert figures(usual, "2026-05-01")[0] == ("2026-12-31", "2026-10-31", "2026-10-27")
    assert ends(Terms(Regime.INSURANCE, NEW_YEAR, 18), "2025-06-30")[:2] == ["2025-06-30", "2026-06-30"]
    assert ends(told, "2025-06-30")[:2] == ["2025-06-30", "2027-06-30"]
    assert windows(told, NEW_YEAR)[0].notice_on == day("2025-03-30")


@pytest.mark.parametrize(
    ("code", "terms"),
    [
        ("ends_before_start", {"regime": Regime.TACIT, "ends_on": date(2023, 12, 31)}),
        ("ends_before_start", {"regime": Regime.OPEN_ENDED, "ends_on": date(2023, 12, 31)}),
        ("no_term", {"regime": Regime.TACIT}),
        ("no_term", {"regime": Regime.EXPRESS}),
        ("no_term", {"regime": Regime.TACIT, "initial_months": -3}),
        ("no_term", {"regime": Regime.TACIT, "initial_months": 12, "renewal_months": -1}),
        ("notice_longer_than_term", {"regime": Regime.TACIT, "initial_months": 3, "notice": Notice(months=4)}),
        (
            "notice_longer_than_term",
            {"regime": Regime.EXPRESS, "ends_on": date(2024, 1, 31), "notice": Notice(days=32)},
        ),
        ("beyond_calendar", {"regime": Regime.TACIT, "initial_months": 120_000}),
        ("beyond_calendar", {"regime": Regime.TACIT, "initial_months": 12, "notice": Notice(days=10**10)}),
        ("notice_longer_than_term", {"regime": Regime.LEASE, "ends_on": date(2024, 5, 31)}),
    ],
)
def test_impossible_terms_are_refused_with_their_reason(code, terms):
    with pytest.raises(BadTerms) as refused:
        Terms(starts_on=NEW_YEAR, **terms)
    assert refused.value.code == code


@pytest.mark.parametrize("notice", [Notice(months=12), Notice(days=366)])
def test_a_notice_as_long_as_the_term_is_possible(notice):
    assert windows(tacit(notice=notice), NEW_YEAR)[0].notice_on == day("2023-12-31")


def test_a_contract_without_a_real_end_stops_where_the_calendar_does():
    assert ends(tacit(ends_on=date.max), "2026-01-01") == ["9999-12-31"]
    assert ends(tacit(day("9998-01-01")), "9998-06-01") == ["9998-12-31"]
