"""What the verbs of suppliers change, refuse and take back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import ChangedMeanwhile, Refusal
from pupitre.foundation.audit.models import Entry, Undo
from pupitre.foundation.audit.verbs import actions as every_action
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.tenancy.models import Company
from pupitre.kernel.calendar import Zone
from pupitre.kernel.notice import Regime
from pupitre.modules.people.actions import edit_company, edit_site
from pupitre.modules.suppliers import actions
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.models import Channel, Contract, Supplier, WindowDecision
from pupitre.modules.suppliers.rules import Choice, ContractDraft, SupplierDraft
from pupitre.modules.suppliers.tests.factories import AROUND_EASTER, CLEANING, contract_with, propnet

TERMINATE = Decided(2, Choice.TERMINATE, "trop cher")
TODAY = date(2026, 11, 23)


def take_back(actor):
    offered = Undo.objects.latest("pk")
    return every_action[offered.verb](**offered.arguments, actor=actor)


def test_references_are_given_in_order_and_skip_what_was_typed(lumen):
    contract_with(lumen.claire, reference="C-0102")
    given = [contract_with(lumen.claire, title=f"Contrat {n}").reference for n in range(2)]
    assert given == ["C-0101", "C-0103"]


def test_a_supplier_given_by_name_is_found_or_added(lumen):
    propnet(lumen.claire)
    contract_with(lumen.claire, supplier="PROPNET")
    contract_with(lumen.claire, supplier="Otis")
    assert list(Supplier.objects.order_by("pk").values_list("name", flat=True)) == ["Propnet", "Otis"]


def test_what_lists_need_is_written_with_the_contract(lumen):
    contract = contract_with(lumen.claire)
    assert (contract.next_act_on, contract.notice_on) == (date(2026, 11, 24), date(2026, 11, 28))
    assert (contract.next_occurrence, contract.over_on, contract.yearly_cents) == (2, None, 5_040_00)


def test_an_employee_signs_nothing(lumen):
    with pytest.raises(PermissionDenied):
        contract_with(lumen.lea)
    assert not Contract.objects.exists()


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"ends_on": date(2024, 2, 1)}, "finit avant de commencer"),
        ({"notice_months": 14}, "plus long"),
        ({"initial_months": None}, "durée"),
    ],
)
def test_impossible_terms_are_refused_in_words(lumen, terms, sentence):
    with pytest.raises(Refusal, match=sentence):
        contract_with(lumen.claire, **terms)


def test_a_reference_is_used_once_and_free_again_after_removal(lumen):
    first = contract_with(lumen.claire, reference="BAIL-1")
    with pytest.raises(Refusal, match="BAIL-1"):
        contract_with(lumen.claire, reference="BAIL-1", title="Autre")
    actions.remove_contract(first, actor=lumen.claire)
    contract_with(lumen.claire, reference="BAIL-1", title="Autre")
    with pytest.raises(Refusal, match="BAIL-1"):
        actions.restore_contract(first.ref, actor=lumen.claire)


def test_two_people_editing_the_same_contract(lumen):
    contract = contract_with(lumen.claire)
    draft = ContractDraft(supplier="Propnet", **{**CLEANING, "price_cents": 450_00})
    actions.edit_contract(contract, draft, contract.version, actor=lumen.claire)
    with pytest.raises(ChangedMeanwhile):
        actions.edit_contract(contract, draft, contract.version, actor=lumen.sophie)


def test_a_decision_is_a_row_and_a_correction_another(lumen):
    contract = contract_with(lumen.claire)
    actions.record_window_decision(contract, TERMINATE, actor=lumen.claire)
    actions.record_window_decision(contract, Decided(2, Choice.RENEW), actor=lumen.sophie)
    rows = list(WindowDecision.objects.order_by("pk").values_list("choice", "recorded_by__name"))
    assert rows == [("terminate", "Claire"), ("renew", "Sophie")]
    assert Contract.objects.get().next_occurrence == 3


def test_a_decision_can_be_taken_back_unless_it_changed(lumen):
    contract = contract_with(lumen.claire)
    actions.record_window_decision(contract, TERMINATE, actor=lumen.claire)
    take_back(lumen.claire)
    assert Contract.objects.get().next_occurrence == 2
    with pytest.raises(Refusal):
        take_back(lumen.claire)


def test_it_is_too_late_to_leave_after_the_last_day(lumen):
    contract = contract_with(lumen.claire)
    with clock.at(clock.now().replace(month=12)), pytest.raises(Refusal, match="reconduit"):
        actions.record_window_decision(contract, TERMINATE, actor=lumen.claire)


def test_a_letter_sent_ends_the_contract_with_its_term(lumen):
    contract = actions.record_window_decision(contract_with(lumen.claire), TERMINATE, actor=lumen.claire)
    sent = actions.record_notice_sent(contract, TODAY, Channel.REGISTERED, "1A 234", actor=lumen.claire)
    assert (sent.terminated_on, sent.over_on, sent.next_act_on) == (date(2027, 2, 28), date(2027, 2, 28), None)
    take_back(lumen.claire)
    again = Contract.objects.get()
    assert (again.terminated_on, again.next_act_on) == (None, date(2026, 11, 24))


def test_a_letter_posted_in_time_is_noted_afterwards(lumen):
    contract = actions.record_window_decision(contract_with(lumen.claire), TERMINATE, actor=lumen.claire)
    with clock.at(clock.now().replace(month=12)):
        sent = actions.record_notice_sent(contract, TODAY, Channel.REGISTERED, actor=lumen.claire)
    assert sent.terminated_on == date(2027, 2, 28)


def test_a_letter_posted_too_late_counts_for_the_next_term_once_it_is_decided(lumen):
    contract = actions.record_window_decision(contract_with(lumen.claire), TERMINATE, actor=lumen.claire)
    late = date(2026, 11, 29)
    with clock.at(clock.now().replace(month=12)):
        with pytest.raises(Refusal, match=r"Partie après le 28 nov\. 2026"):
            actions.record_notice_sent(contract, late, Channel.REGISTERED, actor=lumen.claire)
        actions.record_window_decision(contract, Decided(3, Choice.TERMINATE), actor=lumen.claire)
        sent = actions.record_notice_sent(contract, late, Channel.REGISTERED, actor=lumen.claire)
    assert sent.terminated_on == date(2028, 2, 29)


def test_what_was_decided_in_time_is_noted_afterwards(lumen):
    contract, in_time = contract_with(lumen.claire), Decided(2, Choice.TERMINATE, decided_on=TODAY)
    with clock.at(clock.now().replace(month=12)):
        actions.record_window_decision(contract, in_time, actor=lumen.claire)
        sent = actions.record_notice_sent(contract, TODAY, Channel.REGISTERED, actor=lumen.claire)
    assert sent.terminated_on == date(2027, 2, 28)


def test_nothing_is_decided_in_advance_of_the_day_it_is_said(lumen):
    contract, tomorrow = contract_with(lumen.claire), Decided(2, Choice.TERMINATE, decided_on=date(2026, 11, 24))
    with pytest.raises(Refusal, match="une fois qu’elle est prise"):
        actions.record_window_decision(contract, tomorrow, actor=lumen.claire)


@pytest.mark.parametrize(
    ("terms", "occurrence", "ends_on"),
    [
        ({"regime": Regime.OPEN_ENDED, "starts_on": date(2020, 12, 10)}, 6, date(2027, 2, 23)),
        ({"starts_on": date(2025, 12, 1), "initial_months": 1, "notice_months": 1}, 1, date(2026, 12, 31)),
    ],
)
def test_what_can_be_left_at_any_time_ends_its_notice_after_the_letter(lumen, terms, occurrence, ends_on):
    leaving = Decided(occurrence, Choice.TERMINATE, is_review=True)
    contract = actions.record_window_decision(contract_with(lumen.claire, **terms), leaving, actor=lumen.claire)
    sent = actions.record_notice_sent(contract, TODAY, Channel.REGISTERED, actor=lumen.claire)
    assert (sent.terminated_on, sent.over_on) == (ends_on, ends_on)
    take_back(lumen.claire)
    assert Contract.objects.get().terminated_on is None


def test_no_letter_leaves_without_a_decision(lumen):
    with pytest.raises(Refusal, match="Aucune résiliation"):
        actions.record_notice_sent(contract_with(lumen.claire), TODAY, Channel.LRE, actor=lumen.claire)


def test_a_negotiation_changes_the_price_and_what_it_costs_a_year(lumen):
    contract = actions.record_negotiation(contract_with(lumen.claire), TODAY, 400_00, actor=lumen.claire)
    assert (contract.yearly_cents, contract.last_negotiated_on) == (4_800_00, TODAY)


def test_what_is_assigned_together_is_undone_together(lumen):
    rows = [contract_with(lumen.claire, title=f"Contrat {n}") for n in range(3)]
    actions.assign_contracts([row.ref for row in rows], lumen.hugo, actor=lumen.claire)
    assert set(Contract.objects.values_list("owner__name", flat=True)) == {"Hugo"}
    take_back(lumen.claire)
    assert set(Contract.objects.values_list("owner__name", flat=True)) == {None}


def test_a_bulk_that_would_miss_one_does_nothing(lumen):
    contract = contract_with(lumen.claire)
    with pytest.raises(Refusal):
        actions.assign_contracts([contract.ref, "XXXXXXXXXXXX"], lumen.hugo, actor=lumen.claire)
    assert Contract.objects.get().owner is None


def test_the_clock_moves_a_contract_to_its_next_window(lumen):
    with clock.at(clock.now().replace(year=2024)):
        contract_with(lumen.claire)
    assert Contract.objects.get().next_occurrence == 0
    assert actions.roll_contracts(actor=None) == 1
    assert Contract.objects.get().next_occurrence == 2


def test_dates_follow_the_working_days_of_the_site_and_of_the_company(lumen):
    contract_with(lumen.claire, title="Ici", site=lumen.pantin, **AROUND_EASTER)
    contract_with(lumen.claire, title="Partout", **AROUND_EASTER)
    edit_site(lumen.pantin, actor=lumen.claire, zone=Zone.ALSACE)
    deliver(lumen.lumen)
    days = dict(Contract.objects.values_list("title", "next_act_on"))
    assert days == {"Ici": date(2027, 3, 22), "Partout": date(2027, 3, 23)}
    edit_company(lumen.lumen, actor=lumen.sophie, zone=Zone.ALSACE)
    deliver(Company.objects.get(pk=lumen.lumen.pk))
    assert Contract.objects.get(title="Partout").next_act_on == date(2027, 3, 22)


def test_nobody_but_the_clock_moves_contracts(lumen):
    with pytest.raises(PermissionDenied):
        actions.roll_contracts(actor=lumen.sophie)


def test_two_suppliers_of_one_name_are_refused_unless_their_siren_differs(lumen):
    propnet(lumen.claire)
    with pytest.raises(Refusal, match="existe déjà"):
        propnet(lumen.claire, name="PropNet")
    assert propnet(lumen.claire, siren="732829320").siren == "732829320"


def test_a_supplier_with_contracts_stays(lumen):
    contract = contract_with(lumen.claire)
    with pytest.raises(Refusal, match="contrats"):
        actions.remove_supplier(contract.supplier, actor=lumen.claire)


def test_the_same_thing_saved_twice_says_that_nothing_changed(lumen):
    supplier = propnet(lumen.claire)
    with pytest.raises(Refusal, match="Rien"):
        actions.edit_supplier(supplier, SupplierDraft(name="Propnet"), actor=lumen.claire)


def test_a_decision_once_written_never_changes(lumen):
    actions.record_window_decision(contract_with(lumen.claire), TERMINATE, actor=lumen.claire)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        WindowDecision.objects.update(choice="renew")


def test_the_database_refuses_a_contract_that_ends_before_it_starts(lumen):
    contract_with(lumen.claire)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.update(ends_on=date(2020, 1, 1))


def test_names_stay_out_of_the_chain(lumen):
    contract_with(lumen.claire, supplier="Canari Propreté", regime=Regime.TACIT)
    assert not [entry for entry in Entry.objects.all() if "Canari" in entry.header]
