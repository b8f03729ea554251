"""A window goes to whoever decides, and their answer is its decision at once."""

import pytest

from pupitre.engines.attention.public import items_for
from pupitre.engines.decisions.public import CannotDecide as NotDecided
from pupitre.engines.decisions.public import DecisionRequest, Given, PowerDraft, add_power, decide, take_back
from pupitre.foundation import clock
from pupitre.foundation.audit.verbs import last_undo
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.tenancy.models import Role
from pupitre.modules.suppliers import actions
from pupitre.modules.suppliers.actions.windows import CannotDecide, Decided
from pupitre.modules.suppliers.models import WindowDecision
from pupitre.modules.suppliers.rules import WINDOW, Choice
from pupitre.modules.suppliers.tests.factories import contract_with


@pytest.fixture
def contract(lumen):
    return contract_with(lumen.claire)


def page_of(contract):
    return f"/c/atelier-lumen/suppliers/contracts/{contract.ref}/"


def asked(contract, as_, cast, **more):
    given = {"advice": "terminate", "recommendation": "Trois devis.", "decide_by": "26/11/2026", **more}
    as_(cast.claire).send(f"{page_of(contract)}request/", **given)
    return DecisionRequest.objects.get()


def test_the_request_says_the_amount_the_advice_and_what_silence_costs(lumen, contract, as_):
    request = asked(contract, as_, lumen)
    assert (request.kind, request.amount_cents, request.basis) == (WINDOW, contract.yearly_cents, contract.price_basis)
    assert (request.advice, request.recommendation) == ("terminate", "Trois devis.")
    assert "reconduction" in request.consequence
    assert request.stake_cents > 0


def test_the_answer_is_the_windows_decision_in_the_same_gesture(lumen, contract, as_):
    request = asked(contract, as_, lumen)
    decide(request, Given("terminate", "D’accord."), actor=lumen.sophie)
    found = WindowDecision.objects.get()
    assert (found.choice, found.decided_by, found.reason) == ("terminate", lumen.sophie, "D’accord.")
    [letter] = [item for item in items_for(lumen.claire, clock.today(lumen.lumen)) if contract.ref in item.key]
    assert letter.kind == "suppliers.letter"


def test_while_it_is_asked_it_is_on_the_deciders_desk_only(lumen, contract, as_):
    request, today = asked(contract, as_, lumen), clock.today(lumen.lumen)
    assert [item.kind for item in items_for(lumen.sophie, today) if request.ref in item.key] == ["decisions.request"]
    assert [item.key for item in items_for(lumen.claire, today) if contract.ref in item.key] == []
    assert "La décision est demandée" in as_(lumen.claire).read(page_of(contract))


def test_it_is_taken_back_with_its_effect(lumen, contract, as_):
    request = asked(contract, as_, lumen)
    decide(request, Given("terminate"), actor=lumen.sophie)
    assert last_undo().verb == "decisions.take_back"
    take_back(request.answers.get().ref, actor=lumen.sophie)
    assert WindowDecision.objects.last().choice == Choice.WITHDRAWN
    assert DecisionRequest.objects.get().is_open


def test_what_was_settled_otherwise_is_not_decided_twice(lumen, contract, as_):
    request = asked(contract, as_, lumen)
    actions.remove_contract(contract, actor=lumen.claire)
    with pytest.raises(NotDecided, match="plus d’objet"):
        decide(request, Given("terminate"), actor=lumen.sophie)


def test_at_another_price_it_is_another_decision(lumen, contract, as_):
    request = asked(contract, as_, lumen)
    type(contract).objects.filter(pk=contract.pk).update(yearly_cents=50_400_00)
    with pytest.raises(NotDecided, match="a changé"):
        decide(request, Given("terminate"), actor=lumen.sophie)


def test_decided_on_the_contract_s_page_the_request_leaves(lumen, contract, as_):
    request = asked(contract, as_, lumen)
    actions.record_window_decision(contract, Decided(2, Choice.RENEW), actor=lumen.claire)
    deliver(lumen.lumen)
    request.refresh_from_db()
    assert not request.is_open


def test_whoever_decided_by_the_matrix_takes_it_back(lumen, contract, as_):
    limit = PowerDraft(holder=lumen.hugo, up_to_cents=contract.yearly_cents, basis=contract.price_basis)
    add_power(limit, actor=lumen.sophie)
    request = asked(contract, as_, lumen)
    decide(request, Given("terminate"), actor=lumen.hugo)
    take_back(request.answers.get().ref, actor=lumen.hugo)
    assert WindowDecision.objects.last().choice == Choice.WITHDRAWN


def test_once_the_matrix_is_written_it_says_who_decides_of_windows_too(lumen, contract):
    add_power(PowerDraft(holder_role=Role.OFFICE_MANAGER, up_to_cents=100_00), actor=lumen.sophie)
    with pytest.raises(CannotDecide, match="délégation"):
        actions.record_window_decision(contract, Decided(2, Choice.TERMINATE), actor=lumen.claire)
    actions.record_window_decision(contract, Decided(2, Choice.TERMINATE), actor=lumen.sophie)


def test_within_the_delegation_it_is_decided_at_once_and_stays_written(lumen, contract, as_):
    draft = PowerDraft(holder_role=Role.OFFICE_MANAGER, up_to_cents=contract.yearly_cents, basis=contract.price_basis)
    add_power(draft, actor=lumen.sophie)
    request = asked(contract, as_, lumen)
    assert not request.is_open
    assert WindowDecision.objects.get().choice == "terminate"
