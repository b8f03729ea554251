"""What comes back is found with its rhythm; shopping is not."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.bank import FALSE_AT_MOST, MISSED_AT_MOST, found_in, made_up
from pupitre.kernel.bank import Line, find_recurring
from pupitre.kernel.calendar import working_day_on_or_before

ON = date(2026, 8, 31)
YEAR = [(2025, month) for month in range(9, 13)] + [(2026, month) for month in range(1, 9)]


def monthly(label, cents, number=5, months=YEAR):
    return [Line(date(year, month, number), label, -cents) for year, month in months]


def summary(lines, on=ON):
    return [(one.payee, one.rhythm, one.occurrences, one.usual_cents) for one in find_recurring(lines, on)]


def test_a_monthly_contract_says_what_it_costs_and_when_it_comes_next():
    lines = monthly("PRLV SEPA ORANGE", 3999)
    (found,) = find_recurring(lines, ON)

    assert (found.payee, found.supplier, found.category) == ("orange", "Orange", "telecom")
    assert (found.rhythm, found.occurrences, found.usual_cents, found.yearly_cents) == ("monthly", 12, 3999, 47_988)
    assert (found.last_on, found.next_on, found.is_stopped) == (date(2026, 8, 5), date(2026, 9, 5), False)
    assert found.is_contract_probable
    assert found.confidence >= 90
    assert found.line_indexes == tuple(range(12))


@pytest.mark.parametrize(
    ("rhythm", "gap", "times"),
    [("weekly", 7, 40), ("monthly", 30, 10), ("quarterly", 91, 4), ("half_yearly", 182, 2), ("yearly", 365, 2)],
)
def test_each_rhythm_is_recognised_even_with_an_unknown_payee(rhythm, gap, times):
    lines = [Line(ON - timedelta(days=gap * n), "PRLV KORVAL SERVICES", -5000) for n in range(times)]

    assert summary(lines) == [("korval services", rhythm, times, 5000)]


def test_the_last_working_day_and_weekends_do_not_break_a_rhythm():
    ends = [date(2025, 9, 30), *(date(2026, month, 28) for month in range(1, 9))]
    ends += [date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 31)]
    lines = [Line(working_day_on_or_before(day), "PRLV KORVAL", -5000) for day in ends]

    assert summary(lines) == [("korval", "monthly", 12, 5000)]


def test_two_contracts_of_one_payee_are_two_even_at_one_price():
    apart = monthly("PRLV SEPA ORANGE", 3999) + monthly("PRLV SEPA ORANGE", 14_900, number=12)
    alike = monthly("PRLV SEPA ORANGE", 3999) + monthly("PRLV SEPA ORANGE", 3999)

    assert summary(apart) == [("orange", "monthly", 12, 14_900), ("orange", "monthly", 12, 3999)]
    assert summary(alike) == [("orange", "monthly", 12, 3999)] * 2


def test_a_price_may_rise_and_a_month_be_missed():
    lines = monthly("PRLV KORVAL", 10_000, months=YEAR[:5]) + monthly("PRLV KORVAL", 11_200, months=YEAR[6:])

    assert summary(lines) == [("korval", "monthly", 11, 11_200)]


def test_a_price_that_jumps_is_two_streams_and_the_first_has_stopped():
    lines = monthly("PRLV KORVAL", 10_000, months=YEAR[:6]) + monthly("PRLV KORVAL", 15_000, months=YEAR[6:])
    dear, cheap = find_recurring(lines, ON)

    assert (dear.usual_cents, dear.is_stopped, cheap.usual_cents, cheap.is_stopped) == (15_000, False, 10_000, True)
    assert cheap.next_on is None


def test_what_stopped_is_counted_from_the_end_of_the_statement_and_not_from_today():
    lines = monthly("PRLV KORVAL", 10_000)
    (found,) = find_recurring(lines, ON + timedelta(days=200))
    (gone,) = find_recurring([*lines[:6], Line(ON, "AUTRE", -100)], ON)

    assert (found.is_stopped, found.next_on) == (False, date(2027, 4, 5))
    assert gone.is_stopped


def test_a_bill_given_back_and_drawn_again_is_one_payment():
    lines = monthly("PRLV KORVAL", 10_000)
    back = [Line(date(2026, 3, 7), "AVOIR KORVAL", 10_000), Line(date(2026, 3, 9), "PRLV KORVAL", -10_000)]
    (found,) = find_recurring(lines + [Line(one.on, "PRLV KORVAL", one.cents) for one in back], ON)

    assert (found.occurrences, found.usual_cents) == (12, 10_000)
    assert found.last_on == date(2026, 8, 5)


def test_fuel_and_purchases_do_not_come_back_but_a_subscription_among_them_does():
    shop = [Line(date(2025, 9, 1) + timedelta(days=9 * n), "CARTE AMAZON", -(4000 + 377 * n % 2500)) for n in range(38)]
    fuel = [Line(one.on, "CARTE TOTAL ACCESS", one.cents) for one in shop]

    assert summary(shop + fuel) == []
    assert summary(shop + fuel + monthly("CARTE AMAZON", 1234)) == [("amazon", "monthly", 12, 1234)]


def test_bills_of_a_known_payee_may_vary_with_use():
    cents = [9000, 8200, 11_500, 14_900, 16_100, 15_000, 12_100, 9900, 8000, 7100, 6900, 7200]
    energy = [Line(date(y, m, 9), "PRLV EDF", -c) for (y, m), c in zip(YEAR, cents, strict=True)]
    unknown = [Line(one.on, "PRLV KORVAL", one.cents) for one in energy]

    assert [(one.occurrences, one.confidence <= 70) for one in find_recurring(energy, ON)] == [(12, True)]
    assert not any(one.occurrences == 12 for one in find_recurring(unknown, ON))


def test_a_settlement_among_the_bills_of_a_year_does_not_hide_them():
    lines = [*monthly("PRLV EDF", 9000, months=YEAR[:6]), *monthly("PRLV EDF", 12_500, months=YEAR[6:])]

    assert summary([*lines, Line(date(2026, 3, 20), "PRLV EDF", -31_000)]) == [("edf", "monthly", 12, 12_500)]


def test_an_insurance_paid_once_is_said_yearly_with_little_confidence():
    lines = [Line(date(2026, 2, 1), "PRLV MAIF", -90_000), Line(date(2025, 9, 1), "X", -1), Line(ON, "Y", -1)]
    (found,) = find_recurring(lines, ON)

    assert (found.payee, found.rhythm, found.yearly_cents, found.next_on) == (
        "maif",
        "yearly",
        90_000,
        date(2027, 2, 1),
    )
    assert found.confidence <= 25
    assert find_recurring(lines[:1], ON) == []


def test_salaries_and_charges_come_back_but_are_no_supplier_and_no_contract():
    lines = monthly("VIR SALAIRE MME PETIT", 230_000) + monthly("PRLV URSSAF", 610_000)

    assert [
        (one.category, one.supplier, one.is_supplier, one.is_contract_probable) for one in find_recurring(lines, ON)
    ] == [
        ("social_charges", "Urssaf", False, False),
        ("payroll", None, False, False),
    ]


def test_what_is_received_and_what_is_to_come_is_not_looked_at():
    received = [Line(one.on, one.label, -one.cents) for one in monthly("VIR CLIENT KORVAL", 10_000)]
    to_come = [Line(one.on + timedelta(days=400), one.label, one.cents) for one in monthly("PRLV KORVAL", 10_000)]

    assert find_recurring(received + to_come, ON) == []
    assert find_recurring([], ON) == []


@pytest.mark.parametrize("seed", [1, 7, 42, 99, 512])
def test_made_up_years_are_read_back(seed):
    found = found_in(made_up(seed, 1_200))

    assert found.false <= FALSE_AT_MOST
    assert found.missed <= MISSED_AT_MOST


LINES = st.builds(
    Line,
    on=st.dates(date(2025, 9, 1), ON),
    label=st.sampled_from(["PRLV ORANGE", "PRLV KORVAL", "CARTE AMAZON", "PRLV MAIF", "?", ""]),
    cents=st.sampled_from([-100, -1000, -1100, -5000, 0, 100, 5000]) | st.integers(-(10**9), 10**9),
)


@settings(max_examples=60)
@given(st.lists(LINES, max_size=60))
def test_whatever_the_lines_each_belongs_to_one_stream_at_most(lines):
    found = find_recurring(lines, ON)
    used = [index for one in found for index in one.line_indexes]

    assert len(used) == len(set(used))
    assert all(0 <= one.confidence <= 100 and one.usual_cents > 0 for one in found)
    assert all(one.next_on is None or one.next_on >= ON for one in found)
    assert all(lines[index].cents < 0 for index in used)
