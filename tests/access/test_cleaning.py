"""What the nights erase, and what they keep."""

from datetime import date, time, timedelta

from django.conf import settings

from pupitre.engines.attention.public import make_appointment, remove_appointment
from pupitre.foundation import clock
from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.accounts.limits import note_failure
from pupitre.foundation.accounts.models import Attempt
from pupitre.foundation.audit.models import Entry, Once, Undo
from pupitre.foundation.web.cleaning import clean_the_house


def night(company, after):
    with clock.at(clock.now() + after):
        clean_the_house.func(str(company.uid))


def live(cast):
    """A day that leaves one of everything behind."""
    given = ("Point", date(2026, 11, 24), time(9), time(10))
    made = make_appointment(cast.claire, *given, actor=cast.claire, once="a key")
    remove_appointment(made, actor=cast.claire)
    new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, cast.lea.user)
    note_failure("lea@example.org", "192.0.2.1")


def left():
    return [model.objects.count() for model in (Undo, Once, Link, Attempt)]


def test_what_may_still_serve_is_kept(lumen):
    live(lumen)
    before = left()
    night(lumen.lumen, timedelta(hours=1))
    assert left() == before
    assert 0 not in before


def test_what_has_served_its_time_is_erased_and_the_journal_stays(lumen):
    live(lumen)
    entries = Entry.objects.count()
    night(lumen.lumen, settings.RETENTION["undo"] + timedelta(days=2))
    assert left() == [0, 0, 0, 0]
    assert Entry.objects.count() == entries
