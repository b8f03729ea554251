"""One payee has one key, whatever the bank adds around its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.bank import known_payee, payee_of
from pupitre.kernel.bank.dictionary import NOT_SUPPLIERS, SHOPPING, shipped
from pupitre.kernel.reading import fold


@pytest.mark.parametrize(
    ("labels", "key"),
    [
        (
            [
                "PRLV SEPA ORANGE SA-ORANGE 123456 REF A1B2C3",
                "PRLV SEPA ORANGE SA-ORANGE 654321 REF Z9",
                "Prélèvement Orange",
            ],
            "orange",
        ),
        (
            ["CARTE 05/02/26 AMZN Mktp FR*308J CB*7686", "CARTE 17/11/25 AMAZON PAYMENTS CB*7686", "Amzn mktp FR"],
            "amazon",
        ),
        (["VIR SEPA LOYER MARS 2026 VILLARD", "VIR SEPA LOYER Villard", "VIR LOYER AVRIL VILLARD"], "loyer villard"),
        (
            [
                "PRLV SEPA DUPUIS NETTOYAGE FACTURE 2026-044 MARS",
                "PRLV SEPA DUPUIS NETTOYAGE SARL FACT F2026045 DU 03/04",
                "Dupuis Nettoyage RUM: DN00123 ICS FR12ZZZ123456",
            ],
            "dupuis nettoyage",
        ),
        (["CARTE X1234 04/02 LE COMPTOIR 12,50EUR", "PAIEMENT CB LE COMPTOIR 05/03"], "comptoir"),
        (["TAXI G7", "CARTE 03/03/2026 G7 CB****3846"], "g7"),
    ],
)
def test_days_cards_references_and_words_of_the_bank_are_taken_off(labels, key):
    assert {payee_of(label).key for label in labels} == {key}


@pytest.mark.parametrize(
    ("label", "supplier", "category"),
    [
        ("PRLV SEPA EDF clients professionnels 0012", "EDF", "energy"),
        ("PRLV BOUYGUES TELECOM ENTREPRISES", "Bouygues Telecom Entreprises", "telecom"),
        ("CARTE 01/02 TOTAL ACCESS CB*1", "TotalEnergies station", "fuel"),
        ("PRLV TOTALENERGIES ELECTRICITE ET GAZ", "TotalEnergies", "energy"),
        ("CARTE AMAZON WEB SERVICES EMEA", "Amazon Web Services", "hosting"),
        ("PRLV SODEXO PASS FRANCE", "Pluxee", "meal_vouchers"),
        ("PRLV GENERALI IARD 55", "Generali", "insurance"),
        ("PRLV CHEQUE DEJEUNER", "Up", "meal_vouchers"),
    ],
)
def test_the_longest_name_of_the_list_wins(label, supplier, category):
    known = known_payee(label)

    assert (known.supplier, known.category, known.is_supplier) == (supplier, category, True)


@pytest.mark.parametrize("label", ["ORANGERIE DU PARC", "SAGESSE", "CAFE DES SFRONS", "SEDFOR", "DEMAIFON"])
def test_a_name_of_the_list_inside_another_word_is_not_it(label):
    assert known_payee(label) is None


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("PRLV SEPA URSSAF RHONE ALPES", "social_charges"),
        ("PRLV DGFIP TVA 3310CA3", "tax"),
        ("VIR SALAIRE MME ALAN PETIT", "payroll"),
        ("VIREMENT DE COMPTE A COMPTE", "own_transfer"),
        ("VIR INTERNE VERS LIVRET", "own_transfer"),
        ("RETRAIT DAB 05/02 LYON", "cash"),
        ("CHEQUE 1234567", "cheque"),
    ],
)
def test_taxes_salaries_charges_and_own_transfers_are_no_suppliers(label, category):
    known = known_payee(label)

    assert (known.category, known.is_supplier) == (category, False)


def test_the_list_is_folded_once_and_says_something_of_each_payee():
    known = shipped()

    assert len(known) > 150
    assert [pattern for pattern in known if fold(pattern) != pattern] == []
    assert [one.pattern for one in known.values() if not one.category] == []
    assert [one.pattern for one in known.values() if one.kind and one.category in NOT_SUPPLIERS | SHOPPING] == []


def test_two_ways_of_writing_one_supplier_are_in_one_category():
    categories = {}
    for known in shipped().values():
        categories.setdefault(known.supplier, set()).add((known.category, known.kind))

    assert {name: both for name, both in categories.items() if name and len(both) > 1} == {}


@given(st.text(max_size=60))
def test_every_label_has_a_key_that_is_its_own_key(label):
    key = payee_of(label).key

    assert key == fold(key)
    assert bool(key) == bool(fold(label))
