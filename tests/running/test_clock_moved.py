"""The clock of the machine moves: what is closed stays closed, nothing comes twice, and `check` says so."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bench.visitor import Visitor, fields_of
from conftest import MONDAY
from pupitre.foundation import clock
from pupitre.foundation.safekeeping.check import findings
from pupitre.modules.people.actions import add_team

NEW = "/c/atelier-lumen/suppliers/directory/new/"
TOLD = """
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.scope import working_for
from pupitre.modules.suppliers.models import Supplier
with working_for(Company.objects.get()):
    entries = list(Entry.objects.order_by("seq").values_list("seq", flat=True))
    print(entries == list(range(1, len(entries) + 1)), *Supplier.objects.order_by("pk").values_list("name", flat=True))
"""


@pytest.mark.parametrize(
    ("back", "said"), [(timedelta(hours=2), "reculé de 2 h"), (timedelta(days=400), "reculé de 400 jours")]
)
def test_a_clock_that_went_back_is_said(lumen, back, said):
    with clock.at(MONDAY + back):
        add_team("Studio", actor=lumen.claire)
    (found,) = [one for one in findings() if one.about == "clock"]
    assert found.is_right is None  # the journal keeps that date for ever: a remark, no fault
    assert said in found.says.replace("\u00a0", " ")


def test_a_clock_that_goes_on_is_not_spoken_of(lumen):
    add_team("Studio", actor=lumen.claire)
    assert [one for one in findings() if one.about == "clock"] == []


def lived(house, moment, name):
    """The house on that day: somebody comes in, adds a supplier; what let them in."""
    now = {"PUPITRE_NOW": moment.isoformat()}
    process, port = house.serve(**now)
    link, visitor = house.ask("signin", "claire@pupitre.example", **now).stdout.strip(), Visitor(port)
    visitor.sign_in(link)
    status = visitor.ask("POST", NEW, fields_of(visitor.read(NEW), NEW) | {"name": name})[1]
    visitor.connection.close()
    assert status == 302
    process.terminate()
    process.wait(20)
    return link


def opens(house, moment, link):
    process, port = house.serve(PUPITRE_NOW=moment.isoformat())
    visitor = Visitor(port)
    try:
        visitor.sign_in(link)
        return visitor.ask("GET", "/c/atelier-lumen/")[1] == 200
    except (AssertionError, StopIteration):  # no form, or a form that is refused
        return False
    finally:
        visitor.connection.close()
        process.terminate()
        process.wait(20)


def test_four_hundred_days_ahead_and_back_reopen_nothing_and_lose_nothing(on_either):
    today = datetime.now(UTC)
    first = lived(on_either, today, "Ce jour")
    far = lived(on_either, today + timedelta(days=400), "Loin")
    lived(on_either, today - timedelta(hours=2), "Avant")
    assert not opens(on_either, today, first)
    assert not opens(on_either, today, far)
    assert on_either.says(TOLD) == "True Ce jour Loin Avant"
    checked = on_either.ask("check", "--json")
    found = json.loads(checked.stdout)["findings"]
    assert [one["says"] for one in found if one["is_right"] is False] == []
    assert any("reculé de 399" in one["says"] for one in found)
    assert on_either.ask("audit", "verify", "--company", "atelier-lumen").returncode == 0
