"""A calendar put into the words of RFC 5545: folded, escaped, and holding nothing that a title could add."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from pupitre.desk.queries.calendars import Entry, Feed

if TYPE_CHECKING:
    from icalendar import Event

TYPE = "text/calendar; charset=utf-8"
UNSAID = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # no calendar may hold them
BLANKS = re.compile(r"[ \t\n]+")  # a non-breaking space stays where it is
EVERY = timedelta(hours=6)


def written(feed: Feed) -> bytes:
    # Imported here: pages, commands and the clock must not pay for it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Pupitre//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _line(feed.name))
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for entry in feed.entries:
        calendar.add_component(_event(entry, feed.made_at))
    return bytes(calendar.to_ical())


def _event(entry: Entry, made_at: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", _line(entry.uid))
    event.add("dtstamp", made_at)
    event.add("last-modified", made_at)
    event.add("dtstart", entry.starts)
    event.add("dtend", _end(entry))
    event.add("summary", _line(entry.title))
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if isinstance(entry.starts, datetime) else "TRANSPARENT")
    for name, value in (("description", _text(entry.detail)), ("location", _line(entry.place)), ("url", entry.url)):
        if value:
            event.add(name, value)
    return event


def _end(entry: Entry) -> date | datetime:
    """Of whole days, the day after the last."""
    return entry.ends.astimezone(UTC) if isinstance(entry.ends, datetime) else entry.ends + timedelta(days=1)


def _line(text: str) -> str:
    return BLANKS.sub(" ", UNSAID.sub(" ", text)).strip(" ")


def _text(text: str) -> str:
    """Its lines are kept, each on one line."""
    return "\n".join(filter(None, map(_line, text.split("\n"))))
