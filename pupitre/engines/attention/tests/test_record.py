"""The day's record: written once when the day starts, closed once, and what it says became of each line."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.engines.attention.actions import close_day, finish_item, hand_item, record_day, snooze_item, tune_plan
from pupitre.engines.attention.jobs import keep_the_record
from pupitre.engines.attention.models import PlannedDay, PlannedLine, Tuning
from pupitre.engines.attention.privacy import forget_days_of
from pupitre.engines.attention.rules import Worked, learned_reserve
from pupitre.engines.attention.tests.factories import THURSDAY, TUESDAY, an_item, provide
from pupitre.foundation import clock

NINE = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
EVENING = datetime(2026, 11, 24, 18, tzinfo=UTC)


def work(company):
    keep_the_record.func(str(company.uid))


@pytest.fixture
def claire(tuesdays_and_thursdays, monkeypatch):
    claire = tuesdays_and_thursdays.claire
    due = {"of": [claire], "act_by": TUESDAY}
    provide(monkeypatch, *[an_item(f"shop.order:{n}:1", **due) for n in range(3)])
    return claire


def outcomes():
    return dict(PlannedLine.objects.values_list("key", "outcome"))


def test_a_presence_day_is_written_once_when_it_starts(claire, lumen):
    with clock.at(datetime(2026, 11, 24, 7, 0, tzinfo=UTC)):
        work(lumen.lumen)
    assert not PlannedDay.objects.exists()
    for _ in range(2):
        with clock.at(NINE):
            work(lumen.lumen)
    assert PlannedDay.objects.get().day == TUESDAY
    assert PlannedLine.objects.count() == 3


def test_a_day_without_presence_is_not_written(claire, lumen):
    with clock.at(datetime(2026, 11, 25, 12, tzinfo=UTC)):
        work(lumen.lumen)
    assert not PlannedDay.objects.exists()


def test_the_evening_says_what_became_of_each_line(claire, lumen, monkeypatch):
    with clock.at(NINE):
        work(lumen.lumen)
        finish_item("shop.order:0:1", actor=claire)
        snooze_item("shop.order:1:1", until=THURSDAY, actor=claire)
    with clock.at(EVENING):
        work(lumen.lumen)
    assert outcomes() == {"shop.order:0:1": "done", "shop.order:1:1": "snoozed", "shop.order:2:1": "missed"}
    assert PlannedDay.objects.get().closed_at == EVENING


def test_a_line_whose_cause_is_gone_was_settled_otherwise(claire, lumen, monkeypatch):
    record_day(claire, TUESDAY, actor=None)
    provide(monkeypatch)
    with clock.at(EVENING):
        work(lumen.lumen)
    assert set(outcomes().values()) == {"gone"}


def test_a_night_of_the_clock_change_belongs_to_one_day(claire, lumen):
    """25 October 2026, 02:30 comes twice in Paris: the record of the Tuesday before stays one."""
    record_day(claire, date(2026, 10, 27), actor=None)
    for hour in (0, 1):
        with clock.at(datetime(2026, 10, 25, hour, 30, tzinfo=UTC)):
            work(lumen.lumen)
    assert PlannedDay.objects.count() == 1


def full(done, planned=140, room=200):
    return Worked(room, 140, planned, done)


def test_the_reserve_is_what_the_unforeseen_took_on_full_days():
    assert learned_reserve([full(100)] * 6, 30) == 50
    assert learned_reserve([full(100)] * 5, 30) is None


def test_days_with_little_planned_teach_nothing():
    assert learned_reserve([full(20, planned=20)] * 10, 30) is None


def test_days_done_to_their_end_ask_for_a_little_less():
    assert learned_reserve([full(140)] * 6, 30) == 25


@given(st.lists(st.tuples(st.integers(0, 480), st.integers(0, 480), st.integers(0, 480), st.integers(0, 600))))
def test_the_reserve_learned_is_always_between_ten_and_sixty(days):
    found = learned_reserve([Worked(*day) for day in days], 30)
    assert found is None or (10 <= found <= 60 and found % 5 == 0)


def test_closing_a_day_teaches_the_reserve_unless_it_was_set_by_hand(claire, lumen):
    for n in range(5):
        day = PlannedDay.objects.create(
            member=claire, day=date(2026, 11, 2 + n), made_at=NINE, closed_at=NINE, room=200, net=140
        )
        line = {"title": "Devis", "kind": "shop.order", "part": "am", "weight": 0, "at_stake": 0}
        PlannedLine.objects.create(planned_day=day, key="a", minutes=80, outcome="done", **line)
        PlannedLine.objects.create(planned_day=day, key="b", minutes=60, outcome="carried", **line)
    with clock.at(NINE):
        work(lumen.lumen)
        PlannedLine.objects.filter(planned_day__day=TUESDAY).update(minutes=100)
    with clock.at(EVENING):
        work(lumen.lumen)
    assert Tuning.objects.get().reserve_percent == 60
    tune_plan(reserve_percent=30, weeks=6, actor=claire)
    close_day(record_day(claire, THURSDAY, actor=None), actor=None)
    assert Tuning.objects.get().reserve_percent == 30


def test_an_erased_person_leaves_figures_and_no_title(claire, lumen):
    record = record_day(claire, TUESDAY, actor=None)
    forget_days_of(claire)
    assert set(record.lines.values_list("title", "minutes")) == {("Ligne effacée", 60)}


def test_what_somebody_else_put_off_or_was_handed_is_counted_for_each(tuesdays_and_thursdays, lumen, monkeypatch):
    claire, sophie = tuesdays_and_thursdays.claire, lumen.sophie
    both = {"of": [claire, sophie], "act_by": TUESDAY, "minutes": 10}
    provide(monkeypatch, *[an_item(f"shop.order:{n}:1", **both) for n in range(2)])
    with clock.at(NINE):
        record = record_day(claire, TUESDAY, actor=None)
        snooze_item("shop.order:0:1", until=THURSDAY, actor=sophie)
        hand_item("shop.order:1:1", to=claire, actor=sophie)
        close_day(record, actor=None)
    assert outcomes() == {"shop.order:0:1": "missed", "shop.order:1:1": "missed"}
