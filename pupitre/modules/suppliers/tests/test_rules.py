"""The arithmetic of contracts, with a pencil and no computer."""

from datetime import date

import pytest

from pupitre.kernel.notice import Notice, Regime, Terms
from pupitre.modules.suppliers.rules import (
    Choice,
    Deed,
    Facts,
    StateCode,
    category_of,
    chain,
    is_never_renegotiated,
    monthly_cents,
    per_person_cents,
    position,
    shipped_categories,
    term_cents,
    yearly_cents,
)

# Tacit, from 1 March 2024, twelve months, three months of notice: the term of 2026 ends on 28 February 2027,
# its notice day is Saturday 28 November 2026, and the letter leaves on Tuesday 24 at the latest.
TERMS = Terms(Regime.TACIT, date(2024, 3, 1), initial_months=12, notice=Notice(months=3))
RUNNING = 2


def at(day, **facts):
    return position(Facts(TERMS, **facts), day)


@pytest.mark.parametrize(
    ("day", "code", "on"),
    [
        (date(2026, 9, 1), StateCode.PREPARE_FROM, date(2026, 9, 25)),
        (date(2026, 9, 25), StateCode.DECIDE_BEFORE, date(2026, 11, 23)),
        (date(2026, 11, 23), StateCode.DECIDE_BEFORE, date(2026, 11, 23)),
        (date(2026, 11, 24), StateCode.POST_TODAY, date(2026, 11, 24)),
        (date(2026, 11, 25), StateCode.LATE_STILL_POSSIBLE, date(2026, 11, 28)),
        (date(2026, 11, 28), StateCode.LATE_STILL_POSSIBLE, date(2026, 11, 28)),
        (date(2026, 11, 29), StateCode.RENEWED_UNTIL, date(2026, 11, 28)),
        (date(2027, 3, 1), StateCode.PREPARE_FROM, date(2027, 9, 25)),
    ],
)
def test_an_undecided_contract_goes_from_prepare_to_renewed(day, code, on):
    state = at(day).state
    assert (state.code, state.on) == (code, on)


def test_a_missed_window_says_until_when_and_the_next_way_out():
    state = at(date(2026, 12, 1)).state
    assert (state.until, state.exit_on) == (date(2028, 2, 29), date(2027, 11, 29))


def test_a_missed_window_leaves_the_next_one_to_do():
    found = at(date(2026, 12, 1))
    assert found.missed is not None
    assert (found.missed.occurrence, found.act.occurrence, found.act.deed) == (RUNNING, 3, Deed.DECIDE)


def test_a_window_decided_asks_for_nothing_until_the_next():
    found = at(date(2026, 11, 20), decisions={RUNNING: Choice.RENEW})
    assert (found.state.code, found.act.occurrence, found.missed) == (StateCode.DECIDED_RENEW, 3, None)


def test_a_withdrawn_decision_is_no_decision():
    assert at(date(2026, 11, 20), decisions={RUNNING: Choice.WITHDRAWN}).act.deed is Deed.DECIDE


def test_a_decision_to_leave_waits_for_its_letter():
    found = at(date(2026, 11, 20), decisions={RUNNING: Choice.TERMINATE})
    assert (found.state.code, found.act.deed) == (StateCode.DECIDED_TERMINATE_TO_SEND, Deed.SEND)
    after = at(date(2026, 11, 30), decisions={RUNNING: Choice.TERMINATE})
    assert (after.state.code, after.to_note.occurrence, after.act.occurrence) == (StateCode.LETTER_TO_NOTE, RUNNING, 3)


def test_a_renegotiation_stays_to_do_until_it_is_noted():
    chosen = {RUNNING: Choice.RENEGOTIATE}
    assert at(date(2026, 11, 20), decisions=chosen).act.deed is Deed.NEGOTIATE
    done = at(date(2026, 11, 20), decisions=chosen, negotiated=frozenset({RUNNING}))
    assert (done.act.occurrence, done.act.deed) == (3, Deed.DECIDE)


def test_an_ended_contract_has_no_window_left():
    ended = at(date(2026, 11, 20), terminated_on=date(2026, 11, 19))
    assert (ended.state.code, ended.windows, ended.act) == (StateCode.ENDED, (), None)
    assert at(date(2026, 11, 20), terminated_on=date(2026, 11, 20)).state.code is StateCode.ENDING


def test_a_fixed_term_ends_by_itself_and_is_never_missed():
    facts = Facts(Terms(Regime.EXPRESS, date(2026, 1, 1), initial_months=12))
    assert position(facts, date(2026, 12, 1)).over_on == date(2026, 12, 31)
    assert position(facts, date(2027, 1, 1)).state.code is StateCode.ENDED
    assert position(facts, date(2027, 1, 1)).missed is None


def test_what_can_be_left_at_any_time_is_reviewed_once_a_year():
    facts = Facts(Terms(Regime.OPEN_ENDED, date(2024, 5, 4)))
    found = position(facts, date(2026, 11, 23))
    assert (found.act.deed, found.act.act_by, found.act.occurrence) == (Deed.REVIEW, date(2027, 5, 4), 3)
    decided = position(Facts(facts.terms, reviews={3: Choice.RENEW}), date(2027, 4, 20))
    assert (decided.act.act_by, decided.act.occurrence) == (date(2028, 5, 4), 4)


def test_monthly_renewals_give_one_review_and_no_monthly_alarm():
    terms = Terms(Regime.TACIT, date(2025, 5, 4), initial_months=1, notice=Notice(days=15))
    found = position(Facts(terms), date(2026, 11, 23))
    assert (found.act.deed, found.act.act_by, len(found.windows)) == (Deed.REVIEW, date(2027, 5, 4), 6)


def test_the_chain_goes_from_preparing_to_the_legal_limit():
    window = at(date(2026, 11, 1)).shown
    dates = chain(window, Facts(TERMS).zone, lead_days=70)
    assert (dates.prepare_from, dates.decide_before) == (date(2026, 9, 15), date(2026, 11, 23))
    assert (dates.send_before, dates.limit) == (date(2026, 11, 24), date(2026, 11, 28))


@pytest.mark.parametrize(
    ("cents", "per", "yearly"),
    [(420_00, "month", 5_040_00), (100, "quarter", 400), (100, "half_year", 200), (99, "year", 99), (99, "once", None)],
)
def test_a_price_is_brought_to_the_year(cents, per, yearly):
    assert yearly_cents(cents, per) == yearly


def test_an_unknown_price_stays_unknown():
    assert yearly_cents(None, "month") is None


def test_costs_are_rounded_to_the_cent_halves_up():
    assert (monthly_cents(100_06), term_cents(100_01, 6), per_person_cents(100_00, 3)) == (834, 50_01, 33_33)
    assert per_person_cents(100_00, 0) is None


def test_days_beyond_whole_months_cost_their_share_of_the_year():
    assert term_cents(365_00, 0, 23) == 23_00


def test_a_lease_in_extension_shows_the_next_way_out_that_can_still_be_taken():
    found = position(Facts(Terms(Regime.LEASE, date(2015, 1, 1)), lead_days=450), date(2026, 11, 24))
    assert (found.shown.term_ends_on, found.act.term_ends_on) == (date(2027, 6, 30), date(2027, 6, 30))
    assert (found.state.code, found.missed) == (StateCode.DECIDE_BEFORE, None)


def test_a_lease_missed_in_its_ninth_year_goes_on_until_the_next_quarter_that_can_still_be_taken():
    found = position(Facts(Terms(Regime.LEASE, date(2018, 6, 1))), date(2026, 12, 1))
    assert (found.state.code, found.state.until) == (StateCode.GOES_ON_UNTIL, date(2027, 6, 30))
    assert found.state.exit_on == date(2026, 12, 30)


def test_what_ends_by_itself_asks_for_no_letter():
    facts = Facts(Terms(Regime.EXPRESS, date(2026, 1, 1), 12), decisions={0: Choice.TERMINATE})
    found = position(facts, date(2026, 12, 1))
    assert (found.state.code, found.state.on, found.act) == (StateCode.ENDING, date(2026, 12, 31), None)


def test_a_negotiation_carried_out_is_no_longer_to_do():
    facts = Facts(TERMS, decisions={RUNNING: Choice.RENEGOTIATE}, negotiated=frozenset({RUNNING}))
    assert position(facts, date(2026, 11, 20)).state.code is StateCode.NEGOTIATED


def test_a_letter_decided_at_a_review_is_still_to_send_the_day_after_it():
    terms = Terms(Regime.OPEN_ENDED, date(2020, 12, 10))
    found = position(Facts(terms, reviews={6: Choice.TERMINATE}), date(2026, 12, 20))
    assert (found.act.deed, found.act.occurrence, found.act.act_by) == (Deed.SEND, 6, date(2026, 12, 10))


@pytest.mark.parametrize(
    ("starts_on", "negotiated_on", "is_never", "found"),
    [
        (date(2024, 11, 23), None, False, True),
        (date(2024, 11, 24), None, False, False),
        (date(2026, 1, 1), None, True, True),
        (date(2020, 1, 1), date(2021, 1, 1), False, False),
    ],
)
def test_old_and_never_negotiated(starts_on, negotiated_on, is_never, found):
    assert is_never_renegotiated(starts_on, negotiated_on, is_never, date(2026, 11, 23)) is found


def test_a_category_is_known_by_its_usual_names():
    assert category_of("MÉNAGE").name == "Nettoyage"
    assert (category_of("  Coffre   fort ").name, category_of("Coffre fort").lead_days) == ("Coffre fort", 60)


def test_every_shipped_row_says_where_it_comes_from():
    assert all(row.source and row.as_of and row.confidence in {"seen", "memory"} for row in shipped_categories())
