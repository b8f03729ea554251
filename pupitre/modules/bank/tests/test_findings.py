"""What comes back: found, proved by its lines, accepted in one go, taken back, ignored for good."""

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.foundation import clock
from pupitre.foundation.audit.verbs import last_undo
from pupitre.foundation.tenancy.queries import Here
from pupitre.modules.bank import actions, queries
from pupitre.modules.bank.models import BankLine, Finding
from pupitre.modules.bank.tests.factories import PERSON, SALARY, csv_of, moves, read
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.tests.factories import contract_with


@pytest.fixture
def year(lumen):
    read(lumen.claire)
    return lumen


def probable():
    return list(Finding.objects.filter(is_contract_probable=True, is_stopped=False).order_by("name"))


def refs(rows):
    return [row.ref for row in rows]


def test_eleven_contracts_come_out_of_a_year_of_lines(year):
    assert [row.name for row in probable()] == [
        "Adobe", "EDF", "Grenke", "Hiscox", "Malakoff Humanis", "Notion", "Orange", "Otis", "PayFit",
        "Propnet Nettoyage", "Vigilor Securite",
    ]  # fmt: skip


def test_a_finding_says_what_its_lines_say(year):
    propnet = Finding.objects.get(name="Propnet Nettoyage")
    said = (propnet.rhythm, propnet.usual_day, propnet.occurrences, propnet.usual_cents, propnet.yearly_cents)
    assert said == ("monthly", 5, 12, 504_00, 6_048_00)
    assert propnet.lines.count() == 12


def test_persons_salaries_and_taxes_are_nowhere(year):
    words = " ".join(f"{row.name} {row.category}" for row in Finding.objects.all()).casefold()
    assert not [name for name in (PERSON, SALARY, "urssaf", "canari") if name.casefold() in words]
    assert not BankLine.objects.filter(finding__isnull=False, cents__in=[-650_00, -2_310_00, -6_230_00]).exists()


def test_accepting_in_bulk_makes_suppliers_and_contracts_with_their_price(year):
    rows = actions.accept_findings(refs(probable()), actor=year.claire)
    assert Contract.objects.count() == Supplier.objects.count() == len(rows) == 11
    propnet = Contract.objects.get(supplier__name="Propnet Nettoyage")
    said = (propnet.price_cents, propnet.price_per, propnet.price_basis, propnet.is_start_known)
    assert said == (504_00, "month", "ttc", False)
    assert Contract.objects.get(supplier__name="Hiscox").category == "Assurance"
    assert len(queries.to_complete(queries.born_here(year.lumen, clock.today(year.lumen)))) == 11


def test_one_undo_takes_the_whole_batch_back(year):
    actions.accept_findings(refs(probable()), actor=year.claire)
    undo = last_undo()
    actions.undo_acceptance(**undo.arguments, actor=year.claire)
    assert not Contract.objects.exists()
    assert not Supplier.objects.exists()
    assert {row.state for row in Finding.objects.all()} == {"open"}
    actions.accept_findings(refs(probable()), actor=year.claire)
    assert Contract.objects.count() == 11


def test_the_undo_leaves_what_somebody_completed_since(year):
    actions.accept_findings(refs(probable()), actor=year.claire)
    arguments = last_undo().arguments
    kept = Contract.objects.get(supplier__name="Otis")
    Contract.objects.filter(pk=kept.pk).update(notice_months=2, version=2)
    actions.undo_acceptance(**arguments, actor=year.claire)
    assert [contract.pk for contract in Contract.objects.all()] == [kept.pk]
    assert Supplier.objects.get().name == "Otis"
    assert Finding.objects.get(state="accepted").name == "Otis"


def test_a_supplier_that_was_there_is_not_added_twice_nor_taken_back(year):
    contract_with(year.claire, supplier="EDF", title="Gaz", price_cents=1_00)
    Contract.objects.all().delete()
    accepted = [row for row in probable() if row.name == "EDF"]
    actions.accept_findings(refs(accepted), actor=year.claire)
    arguments = last_undo().arguments
    assert Supplier.objects.filter(name="EDF").count() == 1
    actions.undo_acceptance(**arguments, actor=year.claire)
    assert Supplier.objects.filter(name="EDF").count() == 1


def test_a_supplier_written_otherwise_by_the_bank_is_not_added_twice(year):
    contract_with(year.claire, supplier="Vigilor", title="Alarme", price_cents=1_00)
    Contract.objects.all().delete()
    actions.accept_findings([Finding.objects.get(name="Vigilor Securite").ref], actor=year.claire)
    assert [supplier.name for supplier in Supplier.objects.all()] == ["Vigilor"]
    assert Contract.objects.get().supplier.name == "Vigilor"


def test_what_added_nothing_is_taken_back_too(year):
    """Neither a contract nor a new supplier: the undo said that somebody had changed it."""
    contract_with(year.claire, supplier="Otis")
    otis = Finding.objects.get(name="Otis")
    Finding.objects.filter(pk=otis.pk).update(is_contract_probable=False)
    actions.accept_findings([otis.ref], actor=year.claire)
    actions.undo_acceptance(**last_undo().arguments, actor=year.claire)
    otis.refresh_from_db()
    assert (otis.state, otis.supplier_ref) == ("open", "")
    assert Supplier.objects.filter(name="Otis").exists()


def test_a_spending_that_somebody_followed_meanwhile_makes_no_second_contract(year, as_):
    """Ticked on a page that was open while the contract was written by hand."""
    propnet = Finding.objects.get(name="Propnet Nettoyage")
    contract_with(year.claire, supplier="Propnet", price_cents=420_00)
    with pytest.raises(actions.CannotAnswer, match="Nettoyage des bureaux"):
        actions.accept_findings([propnet.ref], actor=year.claire)
    assert Contract.objects.count() == 1
    assert f'value="{propnet.ref}"' not in as_(year.claire).read("/c/atelier-lumen/bank/")


def test_a_contract_already_followed_is_not_proposed_again(year):
    contract_with(year.claire, supplier="Propnet nettoyage SARL", price_cents=420_00)
    on = clock.today(year.lumen)
    assert "Propnet Nettoyage" not in [row.name for row in queries.open_findings(Here(on))]
    known = queries.followed_by_contracts(probable(), Here(on))
    assert [one.title for one in known.values()] == ["Nettoyage des bureaux"]


def test_what_is_ignored_stays_quiet_after_the_next_statement_and_can_come_back(lumen):
    read(lumen.claire, csv_of(moves(6)))
    adobe = Finding.objects.get(name="Adobe")
    actions.ignore_findings([adobe.ref], actor=lumen.claire)
    read(lumen.claire, csv_of(moves(12)))
    adobe.refresh_from_db()
    assert (adobe.state, adobe.occurrences) == ("ignored", 12)
    assert Finding.objects.filter(name="Adobe").count() == 1
    actions.resume_findings([adobe.ref], actor=lumen.claire)
    assert Finding.objects.get(name="Adobe").state == "open"


def test_what_was_accepted_is_remembered_when_its_lines_go_and_met_again_when_they_return(lumen):
    statement = read(lumen.claire)
    actions.accept_findings(refs(probable()), actor=lumen.claire)
    actions.remove_statement(statement, actor=lumen.claire)
    assert Finding.objects.filter(state="accepted", occurrences=0).count() == 11
    read(lumen.claire)
    assert Finding.objects.filter(state="accepted", occurrences__gt=0).count() == 11
    assert not [row for row in probable() if row.state == "open"]


def test_only_those_who_may_answer(year):
    for member in (year.lea, year.hugo):
        with pytest.raises(PermissionDenied):
            actions.accept_findings(refs(probable()), actor=member)
    assert not Contract.objects.exists()


def test_what_changed_meanwhile_refuses_the_whole_batch(year):
    rows = probable()
    actions.ignore_findings([rows[0].ref], actor=year.claire)
    with pytest.raises(actions.CannotAnswer, match="rien n’a été fait"):
        actions.accept_findings(refs(rows), actor=year.claire)
    assert not Contract.objects.exists()
