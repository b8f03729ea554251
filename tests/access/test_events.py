"""Handlers are told what happened from the journal: nothing lost, nothing twice, in the company's own scope."""

from datetime import date, time

import pytest

from pupitre.engines.attention.events import AppointmentMade
from pupitre.engines.attention.models import Relay
from pupitre.engines.attention.public import make_appointment
from pupitre.foundation.events import dispatch
from pupitre.foundation.events.dispatch import PATIENCE, deliver
from pupitre.foundation.events.models import Cursor, Parked
from pupitre.foundation.tenancy.scope import current_company, working_for


@pytest.fixture
def meet(lumen):
    def make(member, title="Point"):
        return make_appointment(member, title, date(2026, 11, 24), time(9), time(10), actor=member)

    return make


@pytest.fixture
def listening(monkeypatch):
    def listen(handler, name="tests.handler"):
        monkeypatch.setitem(dispatch.listeners, name, (AppointmentMade, handler))

    return listen


def test_a_handler_hears_each_event_once(lumen, meet, listening):
    heard = []
    listening(lambda event: heard.append(event.member))
    meet(lumen.claire), meet(lumen.lea)
    for _ in range(2):
        deliver(lumen.lumen)
    assert heard == [lumen.claire.ref, lumen.lea.ref]


def test_a_handler_works_in_the_company_of_the_event_whoever_calls(lumen, meet, listening):
    heard = []
    listening(lambda event: heard.append(current_company().slug))
    meet(lumen.claire)
    with working_for(lumen.voisins):
        meet(lumen.nora)
        deliver(lumen.lumen)
    assert heard == ["atelier-lumen"]


def test_what_a_handler_wrote_before_it_died_is_not_kept_and_it_is_told_again(lumen, meet, listening):
    def dies(event):
        Relay.objects.create(member=lumen.claire, relay=lumen.hugo)
        raise KeyboardInterrupt

    meet(lumen.claire)
    listening(dies)
    with pytest.raises(KeyboardInterrupt):
        deliver(lumen.lumen)
    assert not Relay.objects.exists()
    assert not Cursor.objects.filter(handler="tests.handler", seq__gt=0).exists()

    listening(lambda event: Relay.objects.create(member=lumen.claire, relay=lumen.hugo))
    deliver(lumen.lumen)
    deliver(lumen.lumen)
    assert Relay.objects.count() == 1


def test_a_handler_that_fails_stops_only_itself(lumen, meet, listening):
    heard = []
    listening(lambda event: 1 / 0, "tests.broken")
    listening(lambda event: heard.append(event), "tests.sound")
    meet(lumen.claire)
    deliver(lumen.lumen)
    assert len(heard) == 1


def test_an_event_refused_five_times_is_parked_with_its_reason_and_the_next_ones_are_told(lumen, meet, listening):
    heard = []

    def chokes(event):
        if event.member == lumen.claire.ref:
            raise ValueError("indigeste")
        heard.append(event.member)

    listening(chokes)
    meet(lumen.claire), meet(lumen.lea)
    for _ in range(PATIENCE + 1):
        deliver(lumen.lumen)
    assert "indigeste" in Parked.objects.get().reason
    assert heard == [lumen.lea.ref]


def test_an_event_carries_refs_and_figures_only(lumen):
    """Names live in the details, which can be erased; an event stays for ever."""
    from dataclasses import fields, is_dataclass

    from pupitre.foundation.registry import rooms

    told = [event for room in rooms.values() for event in room.news]
    assert told
    forbidden = {"name", "email", "title", "phone", "text", "reason", "notes"}
    assert all(is_dataclass(event) for event in told)
    assert not [event for event in told if forbidden & {field.name for field in fields(event)}]
