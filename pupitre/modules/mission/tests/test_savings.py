"""A saving goes through its states, declared by one person and validated by another; nothing is counted too early."""

from dataclasses import replace
from datetime import date

import pytest

from pupitre.foundation.access.refusals import ChangedMeanwhile
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.files.actions import attach_file
from pupitre.modules.mission import actions, queries
from pupitre.modules.mission.models import Saving, SavingStep
from pupitre.modules.mission.rules import Nature, Per, SavingDraft, State, Terms, totals_of
from pupitre.modules.mission.tests.factories import DRAFT, agreed, contracted, identified, realised, validated
from pupitre.modules.suppliers.public import end_contract, record_negotiation
from pupitre.modules.suppliers.tests.factories import contract_with

CannotSave, CannotAgree = actions.CannotSave, actions.CannotAgree


def saved(*states):
    return totals_of(queries.counted_now(queries.all_savings())).of(Nature.HARD, *states)


def test_what_is_identified_or_negotiated_is_never_counted_as_saved(lumen):
    identified(lumen.claire)
    contracted(lumen.claire, replace(DRAFT, title="Autre"))
    assert saved(State.REALISED, State.VALIDATED) == {}
    assert saved(State.IDENTIFIED) == {"ht": 1_120_00}


def test_the_director_validates_what_the_office_manager_declared(lumen):
    found = validated(lumen.claire, lumen.sophie)
    assert (found.state, found.declared_by_id) == (State.VALIDATED, lumen.claire.pk)
    assert saved(State.VALIDATED) == {"ht": 1_120_00}


def test_whoever_declared_a_saving_never_validates_it(lumen):
    lumen.claire.roles = ["office_manager", "director"]
    lumen.claire.save(update_fields=["roles"])
    with pytest.raises(CannotSave, match="ne la valide pas"):
        actions.validate_saving(realised(lumen.claire), actor=lumen.claire)


def test_realised_needs_invoices_said_or_attached(lumen):
    found = contracted(lumen.claire)
    with pytest.raises(CannotSave, match="factures"):
        actions.realise_saving(found, " ", actor=lumen.claire)
    attach_file("facture.pdf", [b"%PDF-1"], kind="mission.saving", ref=found.ref, actor=lumen.claire)
    assert actions.realise_saving(found, "", actor=lumen.claire).state == State.REALISED


def test_negotiated_needs_the_day_it_takes_effect(lumen):
    found = identified(lumen.claire, replace(DRAFT, effective_on=None))
    with pytest.raises(CannotSave, match="à partir de quand"):
        actions.contract_saving(found, actor=lumen.claire)


def test_a_realised_saving_is_not_edited(lumen):
    with pytest.raises(CannotSave, match="ne se modifie plus"):
        actions.edit_saving(realised(lumen.claire), replace(DRAFT, title="Plus"), actor=lumen.claire)


def test_two_who_edit_at_once_are_told(lumen):
    found = identified(lumen.claire)
    actions.edit_saving(found, replace(DRAFT, title="Un"), found.version, actor=lumen.claire)
    with pytest.raises(ChangedMeanwhile):
        actions.edit_saving(found, replace(DRAFT, title="Deux"), found.version, actor=lumen.claire)


def test_a_saving_that_does_not_hold_goes_back_with_its_reason(lumen):
    back = actions.return_saving(realised(lumen.claire), "Avoir du mois suivant", actor=lumen.claire)
    assert (back.state, back.declared_by) == (State.CONTRACTED, None)
    assert queries.steps_of(back)[-1].said == "Avoir du mois suivant"


def test_only_the_direction_returns_what_it_validated(lumen):
    found = validated(lumen.claire, lumen.sophie)
    with pytest.raises(CannotSave):
        actions.return_saving(found, "Faux", actor=lumen.claire)
    assert actions.return_saving(found, "Faux", actor=lumen.sophie).state == State.CONTRACTED


def test_taking_back_a_validation_leaves_it_realised(lumen):
    found = validated(lumen.claire, lumen.sophie)
    back = actions.take_back_step(found.ref, "validated", actor=lumen.sophie)
    assert (back.state, back.declared_by_id) == (State.REALISED, lumen.claire.pk)


def test_every_step_is_kept_with_who_and_what(lumen):
    found = validated(lumen.claire, lumen.sophie)
    steps = [(row.state, row.by_id) for row in SavingStep.objects.filter(saving=found).order_by("pk")]
    claire, sophie = lumen.claire.pk, lumen.sophie.pk
    assert steps == [("identified", claire), ("contracted", claire), ("realised", claire), ("validated", sophie)]


def negotiated(cast, cents):
    contract = contract_with(cast.claire, title="Copieurs", price_cents=5_650_00, price_per="year")
    record_negotiation(contract, date(2026, 11, 20), cents, actor=cast.claire)
    deliver(cast.lumen)
    return contract


def test_a_recorded_negotiation_proposes_a_saving_accepted_in_one_tap(lumen):
    contract = negotiated(lumen, 4_530_00)
    [found] = queries.proposals()
    assert (found.contract, found.annual_cents, found.effective_on) == (contract.ref, 1_120_00, date(2026, 11, 20))
    assert saved(State.CONTRACTED) == {}
    actions.accept_proposal(found, actor=lumen.claire)
    assert saved(State.CONTRACTED) == {"ht": 1_120_00}


def test_a_rise_proposes_nothing(lumen):
    negotiated(lumen, 6_000_00)
    assert queries.proposals() == []


def test_an_ended_contract_proposes_what_it_cost_once(lumen):
    contract = contract_with(lumen.claire, title="Copieurs", price_cents=900_00)
    end_contract(contract, date(2026, 12, 31), actor=lumen.sophie)
    deliver(lumen.lumen)
    deliver(lumen.lumen)
    assert [row.annual_cents for row in queries.proposals()] == [contract.yearly_cents]


def test_a_proposal_that_was_set_aside_does_not_come_back(lumen):
    negotiated(lumen, 4_530_00)
    [found] = queries.proposals()
    actions.abandon_saving(found, "", actor=lumen.claire)
    deliver(lumen.lumen)
    assert queries.proposals() == []
    assert Saving.objects.get().state == State.ABANDONED


def test_hours_without_an_agreed_cap_are_refused(lumen):
    with pytest.raises(CannotSave):
        actions.add_saving(SavingDraft("x", Nature.HOURS, minutes_a_month=60, rate_cents=30_00), actor=lumen.claire)


def test_two_agreements_of_one_person_never_overlap(lumen):
    found = agreed(lumen.claire, lumen.sophie)
    later = Terms(Per.MONTH, 3_600_00, date(2026, 12, 1))
    with pytest.raises(CannotAgree, match="déjà notée"):
        agreed(lumen.claire, lumen.sophie, later)
    actions.end_engagement(found, date(2026, 11, 30), actor=lumen.sophie)
    assert agreed(lumen.claire, lumen.sophie, later).starts_on == date(2026, 12, 1)


def test_what_is_agreed_is_seen_by_the_direction_and_herself_alone(lumen):
    agreed(lumen.claire, lumen.sophie)
    readers = (lumen.claire, lumen.sophie, lumen.hugo, lumen.lea)
    assert [queries.engagements_visible_to(one).count() for one in readers] == [1, 1, 0, 0]
    lumen.hugo.roles = ["office_manager"]
    assert queries.engagements_visible_to(lumen.hugo).count() == 0
