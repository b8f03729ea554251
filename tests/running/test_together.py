"""Eight processes at the same instant, on a database file and on a server: one effect, no error, no gap."""

import json

import pytest

EIGHT, EACH = 8, 6


@pytest.fixture
def together(on_either):
    def together(what):
        done = on_either.python("-m", "tests.running.together", what)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return together


def test_a_sign_in_link_sent_eight_times_opens_one_session(together):
    assert together("sign_in") == {"codes": [302] + [410] * (EIGHT - 1), "sessions": 1}


def test_an_action_on_a_copy_that_eight_have_read_happens_once(together):
    assert together("stale_copy") == {"said": {"done": 1, "CannotLeave": EIGHT - 1}, "told": 1, "broken": None}


def test_a_form_sent_eight_times_makes_one_thing(together):
    assert together("one_form") == {"refs": 1, "teams": 1, "told": 1}


def test_eight_answers_to_one_request_give_exactly_one_decision(together):
    said = together("decisions")
    assert said["said"]["done"] == 1
    assert (said["answers"], said["told"]) == (1, 1)


def test_two_halves_asked_at_once_do_not_both_pass(together):
    assert together("halves") == {"waiting": 1}


def test_eight_writers_of_different_things_all_succeed_and_the_journal_is_whole(together):
    assert together("writers") == {"said": {"done": EIGHT}, "told": 3 * EIGHT * EACH, "whole": True}


def test_numbers_have_no_gap_whatever_was_given_up(together):
    said = together("numbers")
    assert said["gapless"]
    assert EACH * EIGHT < said["kept"] < 3 * EACH * EIGHT


def test_eight_clocks_enqueue_each_slot_of_each_company_once(together):
    said = together("tickers")
    assert said.pop("jobs") >= 2 * 3
    assert said == {"said": {"done": EIGHT}, "most": 1, "each": True, "ticks": True}
