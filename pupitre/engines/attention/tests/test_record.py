"""The day's record: written once when the day starts, closed once, and what it says became of each line."""

from datetime import UTC, date, datetime

import pytest

from pupitre.engines.attention.actions import finish_item, record_day, snooze_item
from pupitre.engines.attention.jobs import keep_the_record
from pupitre.engines.attention.models import PlannedDay, PlannedLine
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
