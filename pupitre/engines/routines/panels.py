"""What the journal of routines says to those who come back, and in the history of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pupitre.engines.attention.public import News
from pupitre.engines.routines import events
from pupitre.foundation import clock
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.queries import details_of, payload_of
from pupitre.foundation.audit.verbs import name_of
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_near, day_short
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


@dataclass(frozen=True)
class Happened:
    on: str
    by: str
    text: str
    detail: str


def happened(entries: Iterable[Entry], names: Mapping[str, str], on: date) -> list[Happened]:
    """What changed of a routine, in sentences; its occurrences have their own table."""
    return [
        Happened(
            day_near(clock.local(entry.at, current_company()).date(), on),
            names.get(entry.actor, "Pupitre"),
            _sentence(BY_NAME[entry.event](payload_of(entry))),
            str(details_of(entry).get("why", "")),
        )
        for entry in entries
        if entry.event in BY_NAME and entry.event not in IN_THE_TABLE
    ]


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def _day(text: str) -> str:
    return day_short(date.fromisoformat(text))
