"""What the journal of routines says to those who come back, and in the history of each."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from pupitre.engines.attention.public import Happened, News, in_sentences
from pupitre.engines.routines import events
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.queries import details_of, payload_of
from pupitre.foundation.audit.verbs import name_of
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_short
from pupitre.ui.addresses import url_of

Said = Mapping[str, Any]
READERS = frozenset({Role.OFFICE_MANAGER, Role.DIRECTOR})


def _done(payload: Said) -> str:
    missed = payload["missed"]
    undone = f", {missed} non faite{'s' if missed > 1 else ''} avant" if missed else ""
    return f"noté le {_day(payload['done_on'])}{undone}"


def _moved(payload: Said) -> str:
    return f"déplacé au {_day(payload['to'])}"


SENTENCES: Mapping[type, Callable[[Said], str]] = {
    events.RoutineAdded: lambda _: "routine ajoutée",
    events.RoutineEdited: lambda _: "routine modifiée",
    events.RoutinePaused: lambda _: "mise en pause",
    events.RoutineResumed: lambda _: "reprise",
    events.OccurrenceDone: _done,
    events.OccurrenceSkipped: lambda _: "passé cette fois",
    events.OccurrenceMoved: _moved,
    events.OccurrenceTakenBack: lambda _: "annulé, cela attend de nouveau",
    events.RoutineRemoved: lambda _: "routine retirée",
    events.RoutineRestored: lambda _: "routine remise",
}
IN_THE_TABLE = {name_of(events.OccurrenceDone), name_of(events.OccurrenceSkipped)}
BY_NAME = {name_of(event): say for event, say in SENTENCES.items()}


def news(entry: Entry, payload: Said, details: Said, names: Mapping[str, str]) -> News | None:
    """For the office managers, the direction, and whoever holds the routine."""
    if not (title := details.get("title")):
        return None
    return News(
        sentence=f"{title} : {BY_NAME[entry.event](payload)}",
        seen_by=frozenset({details["owner"]} if details.get("owner") else ()),
        roles=READERS,
        url=url_of("routines:routine", current_company().slug, payload["routine"]),
        detail=str(details.get("why", "")),
    )


def happened(entries: Iterable[Entry], names: Mapping[str, str], on: date) -> list[Happened]:
    """What changed of a routine, in sentences; its occurrences have their own table."""

    def say(entry: Entry) -> tuple[str, str] | None:
        if entry.event not in BY_NAME or entry.event in IN_THE_TABLE:
            return None
        return _sentence(BY_NAME[entry.event](payload_of(entry))), str(details_of(entry).get("why", ""))

    return in_sentences(entries, names, on, say)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _day(text: str) -> str:
    return day_short(date.fromisoformat(text))
