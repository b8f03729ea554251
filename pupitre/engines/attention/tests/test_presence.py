"""When somebody is there, who may say so, and what happened since they last were."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.engines.attention.actions import make_appointment, note_presence_change, set_pattern
from pupitre.engines.attention.events import AppointmentMade
from pupitre.engines.attention.public import News, news_for, presence_of, weekly_pattern, who_is_there
from pupitre.engines.attention.tests.factories import THURSDAY, TUESDAY
from pupitre.foundation import registry
from pupitre.foundation.registry import Room
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Mode, Part, Shift

MORNING = {(1, Part.MORNING): Shift(time(9), time(12))}


def days(member, on=TUESDAY, until=date(2026, 12, 6)):
    return [slot.half_day.day for slot in presence_of(member, on, until).slots(Period(on, until))]


def test_a_pattern_comes_back_as_it_was_said(lumen):
    pattern = {**MORNING, (3, Part.AFTERNOON): Shift(time(14), time(18), Mode.REMOTE, lumen.pantin.ref)}
    set_pattern(lumen.claire, pattern, actor=lumen.claire)
    assert weekly_pattern(lumen.claire) == pattern


def test_away_wins_over_the_pattern_and_there_adds_to_it(lumen):
    set_pattern(lumen.claire, MORNING, actor=lumen.claire)
    assert days(lumen.claire) == [TUESDAY, date(2026, 12, 1)]
    note_presence_change(lumen.claire, Period(TUESDAY, TUESDAY), actor=lumen.claire)
    shift = Shift(time(9), time(10))
    note_presence_change(lumen.claire, Period(THURSDAY, THURSDAY), part="pm", shift=shift, actor=lumen.claire)
    assert days(lumen.claire) == [THURSDAY, date(2026, 12, 1)]


def test_the_afternoon_begins_after_the_morning(lumen):
    from pupitre.foundation.access.refusals import Refusal

    pattern = {(1, Part.MORNING): Shift(time(9), time(13)), (1, Part.AFTERNOON): Shift(time(12), time(17))}
    with pytest.raises(Refusal):
        set_pattern(lumen.claire, pattern, actor=lumen.claire)


def test_one_says_one_s_own_presence_a_manager_the_team_s_the_office_manager_everybody_s(lumen):
    set_pattern(lumen.lea, MORNING, actor=lumen.hugo)
    with pytest.raises(PermissionDenied):
        set_pattern(lumen.sophie, MORNING, actor=lumen.hugo)
    with pytest.raises(PermissionDenied):
        set_pattern(lumen.hugo, MORNING, actor=lumen.lea)
    set_pattern(lumen.hugo, MORNING, actor=lumen.claire)


def test_the_last_visit_ended_with_the_last_presence(lumen):
    set_pattern(lumen.claire, MORNING, actor=lumen.claire)
    agenda = presence_of(lumen.claire, TUESDAY, TUESDAY)
    assert agenda.last_visit(TUESDAY) == datetime(2026, 11, 17, 11, tzinfo=UTC)
    assert presence_of(lumen.lea, TUESDAY, TUESDAY).last_visit(TUESDAY) is None


def test_who_is_there_leaves_out_who_is_away(lumen):
    set_pattern(lumen.claire, MORNING, actor=lumen.claire)
    set_pattern(lumen.lea, MORNING, actor=lumen.lea)
    note_presence_change(lumen.lea, Period(TUESDAY, TUESDAY), actor=lumen.lea)
    assert [there.name for there in who_is_there(Here(TUESDAY))] == ["Claire"]
    assert who_is_there(Here(THURSDAY)) == []


def test_nobody_is_there_before_they_arrive(lumen):
    lumen.claire.joined_on = THURSDAY
    lumen.claire.save()
    set_pattern(lumen.claire, MORNING, actor=lumen.sophie)
    assert who_is_there(Here(TUESDAY)) == []
    assert [there.name for there in who_is_there(Here(date(2026, 12, 1)))] == ["Claire"]


@pytest.fixture
def gazette(monkeypatch):
    """A room that tells of appointments, to those who made them and to Claire."""

    def publish(seen_by):
        def says(entry, payload, details, names):
            return News(f"{names[entry.actor]} : {details['title']}", seen_by=seen_by)

        monkeypatch.setitem(registry.rooms, "gazette", Room("gazette", news={AppointmentMade: says}))

    return publish


def news_of(member, cast):
    names = {one.ref: one.name for one in (cast.claire, cast.lea, cast.sophie)}
    return [told.news.sentence for told in news_for(member, datetime(2026, 11, 20, tzinfo=UTC), names)]


def test_what_others_did_is_news_and_what_one_did_oneself_is_not(lumen, gazette):
    gazette(None)
    make_appointment(lumen.lea, "Visite", TUESDAY, time(9), time(10), actor=lumen.lea)
    assert news_of(lumen.claire, lumen) == ["Léa : Visite"]
    assert news_of(lumen.lea, lumen) == []


def test_news_are_told_to_their_audience_only(lumen, gazette):
    gazette(frozenset({lumen.claire.ref}))
    make_appointment(lumen.lea, "Visite", TUESDAY, time(9), time(10), actor=lumen.lea)
    assert news_of(lumen.claire, lumen) == ["Léa : Visite"]
    assert news_of(lumen.sophie, lumen) == []
