"""Reading a calendar writes nothing, says its address to no log, and costs the same whatever it holds."""

import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupitre.desk.queries.calendars import DATES, MY_DAY, RENEWALS
from pupitre.desk.tests.test_calendars import address, my_day
from pupitre.desk.tests.test_companies import works_at
from pupitre.desk.views import calendars as views
from pupitre.engines.attention.public import open_calendar
from pupitre.foundation.web.pace import MOST_KNOWN, Pace
from pupitre.modules.suppliers.tests.factories import contract_with
from tests.access.test_get_never_writes import writes_noted


@pytest.fixture(autouse=True)
def _at_ease(monkeypatch):
    for name in ("READINGS", "GUESSES"):
        monkeypatch.setattr(views, name, Pace(60, timedelta(hours=1)))


@pytest.fixture
def feeds(tuesdays_and_thursdays):
    claire = tuesdays_and_thursdays.claire
    tokens = {code: open_calendar(code, actor=claire) for code in (DATES, RENEWALS)}
    return {code: address(token) for code, token in {**tokens, MY_DAY: my_day(claire.user)}.items()}


def cost_of(visitor, path):
    visitor.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("code", "most"), [(DATES, 24), (RENEWALS, 4), (MY_DAY, 8)])
def test_a_calendar_costs_the_same_whatever_it_holds(feeds, lumen, as_, offer, code, most):
    contract_with(lumen.claire, supplier="Propnet", title="Un")
    offer("one", lumen.claire, act_by=date(2026, 11, 24))
    few = cost_of(as_(), feeds[code])
    for n in range(12):
        contract_with(lumen.claire, supplier="Propnet", title=f"Contrat {n}")
        offer(f"more{n}", lumen.claire, act_by=date(2026, 11, 26))

    assert cost_of(as_(), feeds[code]) == few <= most


def test_my_day_costs_one_presence_for_each_company(feeds, lumen, as_, cast):
    of_one = cost_of(as_(), feeds[MY_DAY])
    works_at(cast.voisins, lumen.claire.user, (0, "am"))

    assert cost_of(as_(), feeds[MY_DAY]) - of_one <= 6


def test_reading_writes_nothing_even_too_often_or_in_vain(feeds, as_):
    written = []
    with writes_noted(written):
        for path in [*feeds.values(), address("nothing")] * 62:
            as_().get(path)
    assert written == []


def test_no_log_says_the_address(feeds, as_, caplog):
    with caplog.at_level(logging.DEBUG):
        for path in feeds.values():
            as_().get(path)
    assert "f/<str:token>/pupitre.ics" in caplog.text
    assert not [path for path in feeds.values() if path.split("/")[2] in caplog.text]


def test_a_flood_of_addresses_does_not_fill_the_memory(monkeypatch):
    pace = Pace(1, timedelta(hours=1))
    for n in range(MOST_KNOWN + 5):
        pace.allows(str(n))
    assert len(pace.read) <= MOST_KNOWN
    assert not pace.allows(str(MOST_KNOWN + 4))
