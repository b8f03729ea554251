"""Whatever a title holds, a calendar stays a calendar: every line is short, and no property is born from a text."""

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from pupitre.desk.queries.calendars import Entry, Feed
from pupitre.desk.tables.ical import written

MADE_AT = datetime(2026, 11, 23, 23, tzinfo=UTC)
DAY = date(2026, 11, 24)
NAMES = {"UID", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP"}
BREAKS = ["\r", "\n", "\x85", "\u2028", ';,:\\"', "é" * 90]
SPITEFUL = st.sampled_from(["a\r\nATTACH:x", "END:VEVENT\r\nBEGIN:VALARM", *BREAKS])
TEXTS = st.lists(SPITEFUL | st.text(max_size=60), max_size=4).map("".join)


def of(*entries, name="Mes échéances"):
    return written(Feed(name, MADE_AT, list(entries)))


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_text_makes_a_property_or_a_component(title, detail, place, name):
    body = of(Entry("1", DAY, DAY, title, detail, place=place), name=name)
    [event] = (calendar := Calendar.from_ical(body)).walk("VEVENT")

    assert [component.name for component in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    assert set(event) - {"DESCRIPTION", "LOCATION"} == NAMES
    assert not calendar.errors
    assert not event.errors


@given(TEXTS, TEXTS)
def test_lines_are_of_75_octets_at_most_and_end_as_they_must(title, detail):
    body = of(Entry("1", DAY, DAY, title, detail))
    lines = body.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\r" in line or b"\n" in line]
    body.decode()


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=200))
def test_a_title_is_read_back_as_it_was_written(title):
    [event] = Calendar.from_ical(of(Entry("1", DAY, DAY, title))).walk("VEVENT")
    assert str(event["summary"]) == re.sub(" +", " ", title).strip(" ")


def test_an_attachment_typed_in_a_title_stays_in_the_title():
    [event] = Calendar.from_ical(of(Entry("1", DAY, DAY, "a\r\nATTACH:http://x"))).walk("VEVENT")
    assert "ATTACH" not in event
    assert str(event["summary"]) == "a ATTACH:http://x"


def test_two_writings_are_the_same():
    assert of(Entry("1", DAY, DAY, "Bail")) == of(Entry("1", DAY, DAY, "Bail"))
