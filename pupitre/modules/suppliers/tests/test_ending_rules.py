"""The steps by which a contract is left: never before the one they follow, and chased until they are noted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.modules.suppliers.rules import Per
from pupitre.modules.suppliers.rules.endings import (
    AFTER,
    BadStep,
    Delays,
    Followed,
    Mark,
    Noted,
    Step,
    check_step,
    check_withdrawal,
    delays_of,
    dues,
    shipped_delays,
    things_of,
)

TODAY = date(2026, 11, 23)
WAITS = Delays(acknowledged=10, confirmed=15, again=7, returned=21)
ENDS = date(2027, 2, 28)
BY_HAND = [step for step in Step if step is not Step.DECIDED]


def followed(*rows, has_letter=True, ends_on=ENDS, per=Per.MONTH):
    return Followed(has_letter, ends_on, per, (Noted(Step.DECIDED, Mark.DONE, date(2026, 11, 1)), *rows))


def done(step, on, mark=Mark.DONE):
    return Noted(step, mark, on)


SENT = (done(Step.LETTER, date(2026, 11, 3)), done(Step.SENT, date(2026, 11, 4)))

tries = st.lists(
    st.tuples(
        st.sampled_from(BY_HAND),
        st.dates(date(2026, 10, 1), date(2027, 3, 1)),
        st.sampled_from([Mark.DONE, Mark.NOT_NEEDED, Mark.WITHDRAWN, Mark.CHASED]),
    ),
    max_size=40,
)


@given(tries, st.booleans())
def test_whatever_is_tried_no_step_precedes_the_one_it_follows(tried, has_letter):
    today = date(2027, 1, 15)
    rows = followed(has_letter=has_letter)
    for step, on, mark in tried:
        try:
            if mark is Mark.WITHDRAWN:
                check_withdrawal(rows, step)
            elif mark is Mark.CHASED:
                if step not in rows.open_steps:
                    continue
            else:
                check_step(rows, step, on, today, mark=mark)
        except BadStep:
            continue
        rows = Followed(has_letter, ENDS, Per.MONTH, (*rows.rows, Noted(step, mark, on)))
    closed = rows.closed
    assert set(closed) <= set(rows.path)
    for step, row in closed.items():
        before = rows.before(step)
        assert before is None or before in closed
        earliest = rows.earliest(step)
        assert row.mark is Mark.NOT_NEEDED or earliest is None or earliest <= row.happened_on <= today


@given(tries)
def test_an_ending_is_over_when_each_of_its_steps_is(tried):
    rows = followed(*(Noted(step, mark, on) for step, on, mark in tried))
    assert rows.is_over == (not rows.open_steps and set(rows.path) == set(rows.closed))


@given(st.dates(date(2026, 11, 4), date(2030, 1, 1)), st.integers(1, 4))
def test_each_chase_puts_the_next_one_off_by_its_delay(first, chases):
    rows = [*SENT, *(done(Step.ACKNOWLEDGED, first + timedelta(days=8 * n), Mark.CHASED) for n in range(chases))]
    due = next(due for due in dues(followed(*rows), WAITS) if due.step is Step.ACKNOWLEDGED)
    last = first + timedelta(days=8 * (chases - 1))
    assert due.chases == chases
    assert last + timedelta(days=7) <= due.act_by <= last + timedelta(days=7 + 4)


def test_the_letter_itself_is_the_affair_of_its_window():
    assert dues(followed(), WAITS) == []


def test_what_waits_after_the_letter_is_in_the_order_of_its_dates():
    found = dues(followed(*SENT), WAITS)
    assert [(due.step, due.act_by) for due in found] == [
        (Step.ACKNOWLEDGED, date(2026, 11, 16)),  # the 14th is a Saturday
        (Step.RETURNED, ENDS),
        (Step.LAST_INVOICE, date(2027, 3, 30)),  # the 28th is Easter Sunday
    ]


def test_the_last_invoice_of_a_leap_day_is_awaited_at_the_end_of_march():
    found = dues(followed(*SENT, ends_on=date(2028, 2, 29)), WAITS)
    assert [due.act_by for due in found if due.step is Step.RETURNED] == [date(2028, 2, 29)]
    assert [due.act_by for due in found if due.step is Step.LAST_INVOICE] == [date(2028, 3, 29)]


@pytest.mark.parametrize(("per", "on"), [(Per.QUARTER, date(2027, 5, 28)), (Per.YEAR, date(2027, 3, 30))])
def test_the_last_invoice_comes_after_the_period_it_bills(per, on):
    found = {due.step: due for due in dues(followed(*SENT, per=per), WAITS)}
    assert found[Step.LAST_INVOICE].act_by == on


def test_what_ends_by_itself_asks_for_no_letter():
    rows = followed(has_letter=False)
    assert rows.path == (Step.DECIDED, Step.RETURNED, Step.LAST_INVOICE, Step.CREDIT_NOTE)
    assert [due.step for due in dues(rows, WAITS)] == [Step.RETURNED, Step.LAST_INVOICE]


@pytest.mark.parametrize(
    ("step", "on", "more", "code"),
    [
        (Step.CONFIRMED, TODAY, {}, "too_early"),
        (Step.SENT, TODAY, {}, "closed"),
        (Step.ACKNOWLEDGED, date(2026, 11, 3), {}, "before_the_last"),
        (Step.ACKNOWLEDGED, date(2026, 11, 24), {}, "in_future"),
        (Step.ACKNOWLEDGED, TODAY, {"ends_on": date(2026, 11, 3)}, "ends_before_sent"),
    ],
)
def test_what_cannot_be_noted_says_why(step, on, more, code):
    with pytest.raises(BadStep) as refused:
        check_step(followed(*SENT), step, on, TODAY, **more)
    assert refused.value.code == code


def test_what_a_later_step_stands_on_is_taken_back_after_it():
    rows = followed(*SENT, done(Step.ACKNOWLEDGED, TODAY), done(Step.CONFIRMED, TODAY))
    with pytest.raises(BadStep, match="stands_on_it"):
        check_withdrawal(rows, Step.ACKNOWLEDGED)
    check_withdrawal(rows, Step.CONFIRMED)


def test_every_step_but_the_first_follows_another():
    assert set(AFTER) == set(Step) - {Step.DECIDED}


def test_the_company_s_delays_win_over_those_shipped_which_say_where_they_come_from():
    class Own:
        acknowledged, confirmed, again, returned = 3, None, None, None

    assert delays_of(Own).acknowledged == 3
    assert delays_of(Own).confirmed == shipped_delays()["confirmed"].days
    assert all(one.source and one.confidence == "memory" for one in shipped_delays().values())


def test_what_goes_back_depends_on_the_category_and_a_category_of_ones_own_has_something_too():
    assert any("Box" in label for _, label in things_of("Télécom"))
    assert len(list(things_of("Une catégorie à soi"))) == 1
