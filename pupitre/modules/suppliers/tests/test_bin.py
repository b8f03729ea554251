"""What was removed is found again for thirty days, then goes, unless a decision tells of it."""

from datetime import timedelta

import pytest

from pupitre.foundation import clock
from pupitre.modules.suppliers import actions, jobs
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.tests.cases import TERMINATE
from pupitre.modules.suppliers.tests.factories import contract_with


@pytest.fixture
def removed(lumen):
    """A contract and its supplier, and another contract of which something was decided."""
    plain = contract_with(lumen.claire, title="Vitres", supplier="Otis")
    decided = contract_with(lumen.claire, title="Nettoyage")
    actions.record_window_decision(decided, TERMINATE, actor=lumen.claire)
    for contract in (plain, decided):
        actions.remove_contract(contract, actor=lumen.claire)
    actions.remove_supplier(plain.supplier, actor=lumen.claire)
    return plain


def after(company, **time):
    with clock.at(clock.now() + timedelta(**time)):
        jobs.empty_the_bin.func(str(company.uid))
    return set(Contract.with_removed.values_list("title", flat=True))


def test_for_thirty_days_it_is_still_there(removed, lumen):
    assert after(lumen.lumen, days=29) == {"Vitres", "Nettoyage"}


def test_then_it_is_gone_with_its_supplier_and_what_was_decided_stays(removed, lumen):
    assert after(lumen.lumen, days=31) == {"Nettoyage"}
    assert not Supplier.with_removed.filter(name="Otis").exists()


def test_the_neighbours_bin_is_their_own(removed, lumen):
    assert after(lumen.voisins, days=31) == {"Vitres", "Nettoyage"}
