"""What the journal of tasks says to those who come back, and on the page of a task."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from pupitre.engines.attention.public import Happened, News, in_sentences
from pupitre.engines.tasks import events, queries
from pupitre.engines.tasks.models import PRIORITIES
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.audit.queries import payload_of
from pupitre.foundation.audit.verbs import name_of
from pupitre.foundation.registry import Found
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_short, duration
from pupitre.ui.addresses import url_of

Said = Mapping[str, Any]
Names = Mapping[str, str]
GONE = "quelqu’un qui n’est plus là"


def find_task(actor: Member, ref: str) -> Found | None:
    task = queries.task_seen(actor, ref)
    return Found(task.title, url_of("tasks:task", actor.company.slug, ref)) if task else None


def _finished(said: Said, names: Names) -> str:
    return f"Faite, en {duration(said['minutes'])}" if said["minutes"] else "Faite"


def _handed(said: Said, names: Names) -> str:
    return f"Confiée par {names.get(said['before'], GONE)} à {names.get(said['owner'], GONE)}"


def _moved(said: Said, names: Names) -> str:
    return f"Échéance au {day_short(date.fromisoformat(said['due_on']))}" if said["due_on"] else "Échéance retirée"


def _timed(said: Said, names: Names) -> str:
    minutes = said["minutes"]
    return f"{duration(minutes)} notées" if minutes > 0 else f"{duration(-minutes)} reprises"


def _ranked(said: Said, names: Names) -> str:
    return f"Priorité : {PRIORITIES[said['criticality']].lower()}"


def _plain(words: str) -> Callable[[Said, Names], str]:
    return lambda said, names: words


def _ticked(said: Said, names: Names) -> str:
    return "Étape cochée" if said["is_done"] else "Étape décochée"


SENTENCES: Mapping[type, Callable[[Said, Names], str]] = {
    events.TaskAdded: lambda said, names: "Notée, comme une autre" if said.get("copied_from") else "Notée",
    events.TaskEdited: _plain("Modifiée"),
    events.TaskStarted: _plain("Commencée"),
    events.TaskPaused: _plain("Mise en pause"),
    events.TaskFinished: _finished,
    events.TaskReopened: _plain("Rouverte"),
    events.TaskDropped: _plain("Sans objet"),
    events.TaskHanded: _handed,
    events.TaskMoved: _moved,
    events.TaskRanked: _ranked,
    events.TaskParked: _plain("Garée"),
    events.TaskUnparked: _plain("Reprise"),
    events.TaskRestored: _plain("Dernier changement annulé"),
    events.StepAdded: _plain("Étape ajoutée"),
    events.StepTicked: _ticked,
    events.StepRemoved: _plain("Étape retirée"),
    events.StepRestored: _plain("Étape remise"),
    events.TimeRecorded: _timed,
}
BY_NAME = {name_of(event): say for event, say in SENTENCES.items()}
TOLD: Mapping[type, str] = {
    events.TaskFinished: "{by} a fait",
    events.TaskDropped: "{by} a classé sans objet",
    events.TaskReopened: "{by} a rouvert",
    events.TaskMoved: "{by} a changé l’échéance de",
}


def happened(entries: Iterable[Entry], names: Names, on: date) -> list[Happened]:
    def say(entry: Entry) -> tuple[str, str] | None:
        return (BY_NAME[entry.event](payload_of(entry), names), "") if entry.event in BY_NAME else None

    return in_sentences(entries, names, on, say)


def _news(sentence: Callable[[Entry, Said, Names], str]) -> Callable[[Entry, Said, Said, Names], News | None]:
    """To its owner and its author; whoever did it is not told."""

    def tell(entry: Entry, payload: Said, details: Said, names: Names) -> News | None:
        if not (title := details.get("title")):
            return None  # erased
        return News(
            sentence=f"{sentence(entry, payload, names)} : {title}",
            seen_by=frozenset(details.get("followed", ())),
            url=url_of("tasks:task", current_company().slug, payload["task"]),
        )

    return tell


def _by(words: str) -> Callable[[Entry, Said, Names], str]:
    return lambda entry, payload, names: words.format(by=names.get(entry.actor, "Quelqu’un"))


def _given(entry: Entry, payload: Said, names: Names) -> str:
    return f"{names.get(entry.actor, 'Pupitre')} confie à {names.get(payload['owner'], GONE)}"


def _parked(entry: Entry, payload: Said, names: Names) -> str:
    return "Garée, faute d’activité" if not entry.actor else f"{names.get(entry.actor, 'Quelqu’un')} a garé"


NEWS: Mapping[type, Callable[..., News | None]] = {
    **{event: _news(_by(words)) for event, words in TOLD.items()},
    events.TaskAdded: _news(_given),
    events.TaskHanded: _news(_given),
    events.TaskParked: _news(_parked),
}
