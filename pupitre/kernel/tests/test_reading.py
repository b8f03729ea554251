"""What people type is understood, or refused with its reason."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.reading import (
    Duration,
    Unreadable,
    find_duration,
    fold,
    read_amount,
    read_bool,
    read_date,
    read_duration,
    read_price,
)

TODAY = date(2026, 11, 24)
MARCH = date(2026, 3, 12)


def refusal(read, *arguments):
    with pytest.raises(Unreadable) as refused:
        read(*arguments)
    return refused.value.code


@pytest.mark.parametrize(
    "text",
    [
        *("12/03/26", "12/03/2026", "12-03-2026", "12.03.2026", "2026-03-12", "12/3/2026", "12 03 2026"),
        *("12 mars 2026", "12 Mars 2026", "jeudi 12 mars 2026", "Jeudi 12/03/2026", " 12\u00a0mars\u202f2026 "),
        *("2026-03-12 00:00:00", "2026-03-12T00:00", "12/03/2026 00:00", "12-mars-26"),
    ],
)
def test_a_date_is_read_in_all_its_usual_forms(text):
    assert read_date(text, TODAY) == MARCH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/3", "2027-03-12"),
        ("24/11", "2026-11-24"),
        ("23/11", "2027-11-23"),
        ("12 mars", "2027-03-12"),
        ("29/2", "2028-02-29"),
        ("1er janvier", "2027-01-01"),
        ("1er janvier 2027", "2027-01-01"),
        ("3 févr. 2027", "2027-02-03"),
        ("3 AOUT 2027", "2027-08-03"),
        ("fin mars 2027", "2027-03-31"),
        ("fin février 2028", "2028-02-29"),
        ("fin novembre", "2026-11-30"),
        ("fin janvier", "2027-01-31"),
        ("aujourd’hui", "2026-11-24"),
        ("Aujourd'hui", "2026-11-24"),
        ("demain", "2026-11-25"),
        ("12/03/56", "2056-03-12"),
        ("12/03/57", "1957-03-12"),
    ],
)
def test_what_is_not_said_of_a_date_is_the_next_one(text, expected):
    assert read_date(text, TODAY) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\u00a0", "empty"),
        ("bientôt", "not_a_date"),
        ("12/03/2026 ?", "not_a_date"),
        ("12/03-2026", "not_a_date"),
        ("03/25/2026", "no_such_date"),
        ("31/02/2026", "no_such_date"),
        ("31/02", "no_such_date"),
        ("0/3/2026", "no_such_date"),
        ("29/02/2027", "no_such_date"),
        ("12/03/0000", "no_such_date"),
        ("12/03/0206", "no_such_date"),
        ("mardi 12 mars 2026", "wrong_weekday"),
    ],
)
def test_what_is_not_a_date_is_refused(text, code):
    assert refusal(read_date, text, TODAY) == code


@given(st.dates(date(1900, 1, 1)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_a_written_date_comes_back(day, form):
    assert read_date(day.strftime(form), TODAY) == day


@given(st.text(max_size=14))
def test_whatever_is_typed_is_read_or_refused(text):
    for read in (read_amount, read_price, read_duration, read_bool, lambda typed: read_date(typed, TODAY)):
        with suppress(Unreadable):
            read(text)


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        *(("3 mois", 3, 0), ("trois mois", 3, 0), ("12m", 12, 0), ("36", 36, 0), ("36.0", 36, 0), ("Un an", 12, 0)),
        *(("1 an", 12, 0), ("2 ans", 24, 0), ("1 année", 12, 0), ("1 an et 6 mois", 18, 0), ("1 an 6 mois", 18, 0)),
        *(("90 jours", 0, 90), ("90 j", 0, 90), ("90j.", 0, 90), ("2 semaines", 0, 14), ("1 mois et 15 jours", 1, 15)),
        *(("1 trimestre", 3, 0), ("deux semestres", 12, 0), ("quatre-vingt-dix jours", 0, 90), ("0", 0, 0)),
        *(("36 months", 36, 0), ("3 years", 36, 0), ("90 days", 0, 90), ("1 month", 1, 0), ("2 weeks", 0, 14)),
    ],
)
def test_a_duration_is_in_months_or_in_days(text, months, days):
    assert read_duration(text) == Duration(months, days)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tacite 12 mois, puis 3 ans", (7, Duration(12))),
        ("par periodes d'un an", (15, Duration(12))),
        ("vingt-quatre mois", (0, Duration(24))),
        ("C-12 mois", None),
        ("tacite", None),
    ],
)
def test_a_duration_is_found_among_other_words(text, found):
    assert find_duration(text) == found


def test_a_bare_number_is_in_the_unit_asked():
    assert read_duration("90", "days") == Duration(days=90)
    assert read_duration("trois", "months") == Duration(months=3)
    assert read_duration("3 mois", "days") == Duration(months=3)


@pytest.mark.parametrize("text", ["3 moiss", "1,5 an", "-3", "quelques mois", "3 mois environ", "12 ou 24 mois"])
def test_what_is_not_a_duration_is_refused(text):
    assert refusal(read_duration, text) == "not_a_duration"
    assert refusal(read_duration, " ") == "empty"


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        *(("1 240,50 €", 124_050), ("1\u202f240,50\u00a0€", 124_050), ("1.234,56", 123_456), ("1,234.56", 123_456)),
        *(("-12,50", -1_250), ("−12,50", -1_250), ("12,50-", -1_250), ("(12,50)", -1_250), ("(12,50 €)", -1_250)),
        *(("12.5", 1_250), ("12,5", 1_250), ("€ 12", 1_200), ("12€", 1_200), ("1 234", 123_400), ("+33", 3_300)),
        *(("1.234.567", 123_456_700), ("1,234,567.8", 123_456_780), ("1'234.50", 123_450), ("1’234,50", 123_450)),
        *(("1234,500", 123_450), ("0", 0), ("0,00", 0), ("12 EUR", 1_200), ("12 euros HT", 1_200), ("-€ 5", -500)),
        ("9 999 999 999 999,99", 999_999_999_999_999),
    ],
)  # fmt: skip
def test_an_amount_is_read_to_the_cent(text, cents):
    assert read_amount(text) == cents


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("1,234", "ambiguous"), ("1.234", "ambiguous"), ("999,999 €", "ambiguous")),
        *(("0,005", "too_many_decimals"), ("1234,567", "too_many_decimals"), ("12,3456", "too_many_decimals")),
        *(("", "empty"), ("€", "not_an_amount"), ("douze", "not_an_amount"), ("12€50", "not_an_amount")),
        *(("12 34", "not_an_amount"), ("1.234.56", "not_an_amount"), ("1,234,56", "not_an_amount")),
        *(("--1", "not_an_amount"), ("(-1)", "not_an_amount"), ("-1-", "not_an_amount"), ("12 k€", "not_an_amount")),
        *(("10²", "not_an_amount"), ("1e5", "not_an_amount"), ("1 2345", "not_an_amount"), ("=1+1", "not_an_amount")),
        *(("100 € TTC", "with_tax"), ("99999999999999", "too_large")),
    ],
)  # fmt: skip
def test_an_amount_is_never_guessed(text, code):
    assert refusal(read_amount, text) == code


@pytest.mark.parametrize(
    ("text", "cents", "per"),
    [
        ("420€/mois", 42_000, "month"),
        ("420 € HT / mois", 42_000, "month"),
        ("420 €/mois HT", 42_000, "month"),
        ("35 € mensuel", 3_500, "month"),
        ("90 € par trimestre", 9_000, "quarter"),
        ("1 000 € semestriel", 100_000, "half_year"),
        ("1 200 € / an", 120_000, "year"),
        ("1 200 € par année", 120_000, "year"),
        ("1 200 € annuel", 120_000, "year"),
        ("100 € une fois", 10_000, "once"),
        ("100 € en une fois", 10_000, "once"),
        ("1 240,50 €", 124_050, None),
    ],
)
def test_a_price_says_how_often_it_is_paid(text, cents, per):
    assert read_price(text) == (cents, per)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("420 €/mois/personne", "not_an_amount"),
        ("1.200 €/an", "ambiguous"),
        ("12 € TTC/mois", "with_tax"),
        ("", "empty"),
    ],
)
def test_a_price_is_never_guessed_either(text, code):
    assert refusal(read_price, text) == code


def test_yes_and_no_have_many_forms():
    assert all(read_bool(text) for text in ("oui", " OUI ", "x", "1", "Vrai", "yes", "✓"))
    assert not any(read_bool(text) for text in ("non", "Non", "0", "faux", "no"))
    assert refusal(read_bool, "peut-être") == "not_yes_or_no"
    assert refusal(read_bool, "") == "empty"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Échéance  du\u00a0contrat", "echeance du contrat"),
        ("L’Œuvre, S.A.", "l oeuvre s a"),
        ("L'ŒUVRE - S.A", "l oeuvre s a"),
        ("Préavis (mois)", "preavis mois"),
        ("  ", ""),
    ],
)
def test_folding_leaves_only_words(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
