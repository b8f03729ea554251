"""One instant, three dates: what is today, what may still be sent and what the desk shows depend on where one is."""

from datetime import UTC, date, datetime

import pytest

from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Site
from pupitre.kernel.formatting import day_long
from pupitre.modules.suppliers import queries
from pupitre.modules.suppliers.tests.factories import contract_with

LATE = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
EVE, FIRST = date(2026, 11, 30), date(2026, 12, 1)
PLACES = [
    ("Europe/Paris", "metropole", FIRST),
    ("Indian/Reunion", "reunion", FIRST),
    ("America/Martinique", "martinique", EVE),
]


@pytest.fixture(params=PLACES, ids=[where for where, *_ in PLACES])
def there(request, lumen):
    """The cast, in a company of that place; its contract can be ended until the evening of 30 November."""
    company = lumen.lumen
    company.time_zone, company.zone, lumen.today = request.param
    company.save()
    lumen.contract = contract_with(lumen.claire, is_received=True, notice_months=0, notice_days=90)
    with clock.at(LATE):
        yield lumen


def test_today_is_the_date_of_the_place(there):
    site = Site(time_zone=there.lumen.time_zone)
    assert clock.today(there.lumen) == clock.today(site) == there.today


def test_a_window_closes_at_the_midnight_of_the_place(there, as_):
    (standing,) = queries.standings([there.contract], there.lumen, clock.today(there.lumen))
    assert standing.position.windows[0].notice_on == EVE
    assert (standing.position.missed is None) == (there.today == EVE)
    page = as_(there.claire).read(f"/c/atelier-lumen/suppliers/contracts/{there.contract.ref}/")
    assert ("reconduit jusqu’au" in page.lower()) == (there.today == FIRST)


def test_the_desk_opens_on_the_date_of_the_place(there, as_):
    page = as_(there.claire).read("/c/atelier-lumen/")
    assert f"<h1>{day_long(there.today).capitalize()}</h1>" in page
    assert ("Préavis dépassé le 30" in page) == (there.today == FIRST)
