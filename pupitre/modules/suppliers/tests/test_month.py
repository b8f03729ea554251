"""Windows of a month: handled in time, missed, or still to come."""

from datetime import date

import pytest

from pupitre.kernel.periods import Period
from pupitre.modules.suppliers import actions
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.models import Channel
from pupitre.modules.suppliers.queries.month import Handled, contracts_ending, windows_due
from pupitre.modules.suppliers.rules import Choice
from pupitre.modules.suppliers.tests.factories import contract_with

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
TODAY = date(2026, 11, 23)


@pytest.fixture
def due(lumen):
    """Its last day to give notice is in November."""

    def handled(on=TODAY, period=NOVEMBER):
        return [one.handled for one in windows_due(lumen.lumen, period, on)]

    return handled


def a_contract(cast):
    return contract_with(
        cast.claire, starts_on=date(2026, 3, 1), initial_months=12, renewal_months=12, notice_months=3
    )  # the last day for notice is 30 November


def test_it_is_to_come_until_its_day_then_missed(lumen, due):
    a_contract(lumen)
    assert due() == [Handled.COMING]
    assert due(date(2026, 12, 1)) == [Handled.MISSED]
    assert due(period=Period(date(2026, 10, 1), date(2026, 10, 31))) == []


@pytest.mark.parametrize(("choice", "found"), [(Choice.RENEW, Handled.IN_TIME), (Choice.TERMINATE, Handled.MISSED)])
def test_a_decision_is_enough_to_renew_and_not_to_leave(lumen, due, choice, found):
    contract = a_contract(lumen)
    actions.record_window_decision(contract, Decided(contract.next_occurrence, choice, "vu"), actor=lumen.sophie)
    assert due(date(2026, 12, 1)) == [found]


def test_a_letter_that_left_in_time_is_in_time(lumen, due):
    contract = a_contract(lumen)
    decided = Decided(contract.next_occurrence, Choice.TERMINATE, "trop cher")
    actions.record_window_decision(contract, decided, actor=lumen.sophie)
    contract.refresh_from_db()
    actions.record_notice_sent(contract, TODAY, Channel.REGISTERED, actor=lumen.sophie)
    assert due(date(2026, 12, 1)) == [Handled.IN_TIME]


def test_the_neighbour_s_contracts_are_not_counted(lumen, due):
    assert due() == []
    assert contracts_ending(NOVEMBER) == []
