"""What of suppliers reaches the desk, for whom, and when."""

from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from pupitre.engines.attention.public import news_for
from pupitre.foundation import clock
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers import actions, attention, queries
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.models import Channel
from pupitre.modules.suppliers.rules import Choice, ContractDraft, Per
from pupitre.modules.suppliers.tests.factories import CLEANING, contract_with

TODAY = date(2026, 11, 23)
DECIDE, LAST = date(2026, 11, 24), date(2026, 11, 28)


def items(cast, on=TODAY):
    return [*attention.windows_to_act_on(cast.lumen, on), *attention.contracts_of_nobody(cast.lumen, on)]


def the_item(cast, on=TODAY):
    found = list(attention.windows_to_act_on(cast.lumen, on))
    assert len(found) == 1
    return found[0]


def test_a_window_is_told_with_its_dates_and_its_cost(lumen):
    contract = contract_with(lumen.claire)
    item = the_item(lumen)
    assert item.key == f"suppliers.notice:{contract.ref}:2"
    assert (item.act_by, item.lost_after, item.at_stake) == (DECIDE, LAST, 5_040_00)
    assert item.title == "Nettoyage des bureaux : renégocier avec Propnet\u00a0?"
    assert item.urgent_why == "La lettre recommandée doit partir demain au plus tard."
    assert item.why == (
        "Sans préavis, reconduction de 12\u00a0mois jusqu’au 29 févr. 2028. Dernier jour pour résilier : samedi 28 nov."
    )
    assert "5\u202f040\u00a0€ HT par an" in item.at_stake_from
    assert [step.on for step in item.chain] == [date(2026, 9, 15), TODAY, DECIDE, LAST]


@pytest.mark.parametrize(("days", "count"), [(91, 0), (90, 1), (0, 1), (-4, 1), (-5, 1), (-64, 1), (-65, 0)])
def test_it_comes_ninety_days_before_and_a_missed_one_is_told_for_two_months(lumen, days, count):
    contract_with(lumen.claire)
    assert len(list(attention.windows_to_act_on(lumen.lumen, DECIDE - timedelta(days=days)))) == count


def test_the_title_asks_what_there_is_to_decide(lumen):
    contract_with(lumen.claire, title="Locaux", regime=Regime.INSURANCE, supplier="Axa")
    contract_with(lumen.claire, title="Vitres")
    contract_with(lumen.claire, title="CRM", supplier="Sellsy", last_negotiated_on=date(2026, 3, 1))
    titles = {item.title for item in attention.windows_to_act_on(lumen.lumen, DECIDE)}
    assert titles == {
        "Locaux : rester chez Axa\u00a0?",
        "Vitres : renégocier avec Propnet\u00a0?",
        "CRM : garder Sellsy\u00a0?",
    }


def test_on_its_last_day_the_letter_leaves_today(lumen):
    contract_with(lumen.claire)
    assert the_item(lumen, DECIDE).urgent_why == "La lettre recommandée doit partir aujourd’hui."


def test_between_the_post_and_the_last_day_it_is_late_but_worth_doing(lumen):
    contract_with(lumen.claire)
    item = the_item(lumen, LAST)
    assert (item.kind, item.act_by, item.lost_after) == ("suppliers.notice", DECIDE, LAST)
    assert "en main propre" in item.urgent_why


def test_a_missed_window_says_until_when_and_the_next_way_out(lumen):
    contract_with(lumen.claire)
    item = the_item(lumen, LAST + timedelta(days=1))
    assert item.kind == "suppliers.missed"
    assert "reconduit jusqu’au 29 févr. 2028, prochaine sortie le 29 nov. 2027" in item.why


def test_the_owner_acts_and_the_office_manager_when_there_is_none(lumen):
    contract_with(lumen.claire)
    assert the_item(lumen).acts == {lumen.claire.ref}
    actions.assign_contracts([row.ref for row in queries.all_contracts()], lumen.hugo, actor=lumen.claire)
    item = the_item(lumen)
    assert (item.acts, item.seen_by) == ({lumen.hugo.ref}, {lumen.claire.ref, lumen.sophie.ref, lumen.hugo.ref})


def test_the_contract_of_somebody_gone_comes_back_to_the_office_manager(lumen):
    contract_with(lumen.claire, owner=lumen.hugo)
    lumen.hugo.left_on = date(2026, 11, 20)
    lumen.hugo.save()
    assert the_item(lumen).acts == {lumen.claire.ref}


def test_once_decided_it_is_gone_and_a_termination_waits_for_its_letter(lumen):
    contract = contract_with(lumen.claire)
    actions.record_window_decision(contract, Decided(2, Choice.TERMINATE), actor=lumen.claire)
    assert (the_item(lumen).kind, the_item(lumen).minutes) == ("suppliers.letter", 20)
    actions.record_notice_sent(contract, TODAY, Channel.REGISTERED, actor=lumen.claire)
    assert list(attention.windows_to_act_on(lumen.lumen, TODAY)) == []


def test_a_renewal_decided_leaves_the_desk(lumen):
    actions.record_window_decision(contract_with(lumen.claire), Decided(2, Choice.RENEW), actor=lumen.claire)
    assert list(attention.windows_to_act_on(lumen.lumen, TODAY)) == []


def test_a_fixed_term_and_a_review_have_their_own_words(lumen):
    fixed = {"regime": Regime.EXPRESS, "starts_on": date(2026, 1, 1), "notice_months": 0}
    contract_with(lumen.claire, title="Travaux", **fixed)
    contract_with(lumen.claire, title="Comptes", regime=Regime.OPEN_ENDED, starts_on=date(2024, 12, 10))
    found = {item.kind: item for item in attention.windows_to_act_on(lumen.lumen, TODAY)}
    assert set(found) == {"suppliers.end", "suppliers.review"}
    assert (found["suppliers.end"].criticality, found["suppliers.review"].criticality) == (4, 2)


def test_an_unknown_price_is_said_and_not_invented(lumen):
    contract_with(lumen.claire, price_cents=None)
    assert (the_item(lumen).at_stake, the_item(lumen).stake_words) == (0, "prix inconnu")


def test_a_price_paid_once_is_known_and_ties_to_nothing_more(lumen):
    contract_with(lumen.claire, price_per=Per.ONCE)
    assert (the_item(lumen).at_stake, the_item(lumen).stake_words) == (0, "payé une fois")


@pytest.mark.parametrize(
    ("starts_on", "stake", "told"),
    [
        (date(2015, 1, 1), 25_000_00, "le bail continue 3\u00a0mois de plus, au moins jusqu’au 30 sept. 2027."),
        (date(2018, 6, 1), 8_333_33, "le bail continue 1\u00a0mois de plus, au moins jusqu’au 30 juin 2027."),
        (date(2021, 6, 1), 300_000_00, "le bail continue 3 ans de plus, au moins jusqu’au 31 mai 2030."),
    ],
)
def test_a_lease_that_nobody_leaves_costs_the_wait_until_its_next_way_out(lumen, starts_on, stake, told):
    lease = {"regime": Regime.LEASE, "initial_months": None, "notice_months": 0}
    contract_with(lumen.claire, starts_on=starts_on, price_cents=100_000_00, price_per=Per.YEAR, **lease)
    item = the_item(lumen)
    assert item.at_stake == stake
    assert f"Sans préavis, {told}" in item.why


def test_a_letter_that_was_decided_and_not_noted_is_asked_for_and_not_said_lost(lumen):
    contract = contract_with(lumen.claire)
    actions.record_window_decision(contract, Decided(2, Choice.TERMINATE), actor=lumen.claire)
    item = the_item(lumen, date(2026, 11, 30))
    assert item.title == "Noter l’envoi de la lettre à Propnet, nettoyage des bureaux"
    assert item.verbs[0].label == "Noter l’envoi"


def test_an_agreement_is_noted_where_its_form_is(lumen):
    contract = contract_with(lumen.claire)
    actions.record_window_decision(contract, Decided(2, Choice.RENEGOTIATE), actor=lumen.claire)
    assert the_item(lumen).verbs[0].url.endswith(f"/contracts/{contract.ref}/negotiations/")


def test_the_end_of_a_fixed_term_is_the_end_of_a_service_and_costs_nothing(lumen):
    fixed = {"regime": Regime.EXPRESS, "starts_on": date(2026, 1, 1), "notice_months": 0}
    contract_with(lumen.claire, **fixed)
    item = the_item(lumen)
    assert (item.at_stake, item.stake_words) == (0, "fin du service")
    assert item.why == "Il s’arrête le 31 déc. 2026\u00a0: renouveler ou remplacer au plus tard le\u00a028 déc."
    assert [step.label for step in item.chain] == ["à préparer dès", "à décider au plus tard", "fin du contrat"]


def test_news_say_which_fields_of_a_contract_changed(lumen):
    before = clock.now() - timedelta(hours=1)
    contract = contract_with(lumen.claire)
    draft = ContractDraft(supplier="Propnet", **{**CLEANING, "title": "Vitres", "price_cents": 400_00})
    actions.edit_contract(contract, draft, actor=lumen.claire)
    actions.record_negotiation(contract, TODAY, actor=lumen.claire)
    told = [one.news.sentence for one in news_for(lumen.sophie, before, {})]
    changed = "contrat modifié\u00a0: objet, prix, 5\u202f040\u00a0€ → 4\u202f800\u00a0€ par an"
    assert f"Propnet, vitres\u00a0: {changed}" in told
    assert "Propnet, vitres\u00a0: négocié le 23 nov. 2026, prix inchangé" in told


def test_contracts_of_nobody_make_one_item(lumen):
    for n in range(5):
        contract_with(lumen.claire, title=f"Contrat {n}", starts_on=date(2026, 10, 1))
    (item,) = attention.contracts_of_nobody(lumen.lumen, TODAY)
    assert item.title == "Nommer un responsable : 5 contrats"


def test_a_plan_asked_for_a_day_already_past_looks_at_everything(lumen):
    contract_with(lumen.claire)
    kinds = [item.key.rpartition(":")[2] for item in attention.windows_to_act_on(lumen.lumen, date(2025, 11, 20))]
    assert kinds == ["1"]


def test_a_provider_asks_as_much_of_the_database_for_one_contract_as_for_twenty(lumen, django_assert_num_queries):
    from django.db import connection

    contract_with(lumen.claire)
    with CaptureQueriesContext(connection) as few:
        items(lumen)
    for n in range(19):
        contract_with(lumen.claire, title=f"Contrat {n}")
    with CaptureQueriesContext(connection) as many:
        found = items(lumen)
    assert len(found) == 21
    assert len(many) - len(few) <= 1  # the count of those of nobody, beyond three
    assert len(many) <= 7


def test_news_are_for_those_who_may_know(lumen):
    before = clock.now() - timedelta(hours=1)
    contract = contract_with(lumen.claire, owner=lumen.hugo)
    actions.record_window_decision(contract, Decided(2, Choice.TERMINATE, "trop cher"), actor=lumen.claire)
    names = {member.ref: member.name for member in (lumen.claire, lumen.sophie, lumen.hugo, lumen.lea)}
    told = {
        name: [one.news.sentence for one in news_for(getattr(lumen, name), before, names)] for name in ("sophie", "lea")
    }
    assert "Propnet, nettoyage des bureaux : résiliation décidée pour l’échéance du 28 févr. 2027" in told["sophie"]
    assert told["lea"] == []
    assert next(iter(news_for(lumen.hugo, before, dict(names)))).news.detail == "trop cher"
