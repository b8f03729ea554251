"""Who may be a person, how a payment is made, which finding is which, with a pencil."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.bank import known_payee
from pupitre.modules.bank.rules import (
    Group,
    Means,
    are_same,
    bare_name,
    followed,
    group_of,
    may_be_a_person,
    means_of,
    next_year_day,
    price_of,
    supplier_named,
    usual_day,
)


@pytest.mark.parametrize(
    "label",
    [
        "VIR SEPA LAMBERT MARIE LOYER PARKING",
        "VIR SEPA OUEDRAOGO",
        "VIR INST MME DUPONT FACT 12",
        "VIR SEPA MARIE LAMBERT FACTURE 2026-04",
        "VIREMENT PERMANENT M OUEDRAOGO",
        "Marie Lambert",
        "Lambert Ouedraogo",
        "VIR LOYER JEAN DUPONT",
    ],
)
def test_what_may_be_paid_to_somebody_is_taken_for_a_person(label):
    assert may_be_a_person(label, known_payee(label))


@pytest.mark.parametrize(
    "label",
    [
        "PRLV SEPA PROPNET 123",
        "CARTE 12/03 AU BON COIN CB*4411",
        "VIR SEPA SCI DES TILLEULS LOYER",
        "VIR SEPA DURAND SARL",
        "VIR SEPA PELTAMVER FACT A12",
        "VIR SEPA ORANGE",
        "Propnet",
        "Barcordan Nettoyage",
    ],
)
def test_what_is_surely_a_company_is_not(label):
    assert not may_be_a_person(label, known_payee(label))


def test_the_bank_says_how_it_was_paid():
    labels = ("PRLV SEPA X", "CARTE 12/03 X", "VIR SEPA X", "X SERVICES")
    assert [means_of(label) for label in labels] == [Means.DEBIT, Means.CARD, Means.TRANSFER, Means.OTHER]


def test_each_finding_is_in_one_group():
    assert group_of(True, True, Means.CARD) is Group.STOPPED
    assert group_of(False, True, Means.CARD) is Group.SUBSCRIPTIONS
    assert group_of(False, True, Means.DEBIT) is Group.CONTRACTS
    assert group_of(False, False, Means.DEBIT) is Group.OTHERS


def test_a_day_of_the_month_is_said_when_most_fall_near_it():
    assert usual_day([5, 5, 6, 5, 7, 5]) == 5
    assert usual_day([1, 8, 15, 22, 28]) is None


def test_what_is_paid_each_week_is_told_by_the_year():
    assert price_of("weekly", 10_00, 520_00) == (520_00, "year")
    assert price_of("quarterly", 10_00, 40_00) == (10_00, "quarter")


def test_legal_forms_do_not_make_another_supplier():
    assert bare_name("Propnet SARL") == bare_name("PROPNET")
    assert bare_name("SA") != ""


def test_what_a_bank_writes_after_a_name_makes_no_other_supplier():
    assert are_same("propnet", "propnet nettoyage")
    assert not are_same("propnet", "propnettoyage")
    assert not are_same("la", "la poste")


def test_small_words_that_a_bank_leaves_out_make_no_other_supplier():
    assert are_same(bare_name("SCI des Lumières"), bare_name("Sci Lumieres Loyer Pantin"))


def test_a_supplier_is_called_as_the_company_already_writes_it():
    known = ["Propnet", "Orange Business", "Lumières du Nord"]
    assert supplier_named("Propnet Nettoyage", known) == "Propnet"
    assert supplier_named("Orange", known) == "Orange Business"
    assert supplier_named("Grenke", known) == "Grenke"


def test_two_contracts_priced_without_tax_keep_their_order():
    assert followed([(1, 501_60), (2, 388_80)], [("fibre", 418_00), ("mobile", 324_00)]) == {1: "fibre", 2: "mobile"}


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 3_000))
def test_the_day_of_a_yearly_payment_is_never_behind_nor_more_than_a_year_ahead(last_on, days):
    on = last_on + timedelta(days=days)
    expected = next_year_day(last_on, on)
    assert on <= expected <= on + timedelta(days=366)
    assert last_on < expected


def test_the_nearest_amounts_are_paired_and_the_others_are_left():
    assert followed([(1, 100_00), (2, 900_00)], [("A", 850_00)]) == {2: "A"}


def keyed(keys):
    return st.dictionaries(keys, st.integers(0, 10**6), max_size=6).map(lambda found: list(found.items()))


@given(keyed(st.integers(0, 9)), keyed(st.text("AB", min_size=1, max_size=3)))
def test_a_contract_answers_for_one_spending_only(found, contracts):
    pairs = followed(found, contracts)
    assert len(set(pairs.values())) == len(pairs) == min(len(found), len(contracts))
