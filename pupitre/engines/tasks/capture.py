"""A task in one line: « rappeler Propnet demain 15 min », « tâche commander les badges avant vendredi ! »."""

from pupitre.engines.tasks import policies
from pupitre.foundation import clock
from pupitre.foundation.registry.asking import sorted_out
from pupitre.foundation.registry.captures import Capture, Fact, Landing, words_of
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.capture import Day, Lasting, Line, Person, Piece, Priority, Role, Span, Value

LABELS = {"due_on": "Échéance", "minutes": "Durée prévue", "criticality": "Priorité", "owner": "Pour qui"}


def read_task(line: Line, head: Span) -> Landing:
    sure, asked, doubts = sorted_out(line, _field, lambda line, piece: None)
    facts = [Fact(LABELS[_field(piece.value)], _said(piece.value), (piece.span,)) for piece in sure]
    title = line.rest([head, *(piece.span for piece in sure)])
    values = {_field(piece.value): _typed(piece) for piece in sure}
    values |= {"title": title[:1].upper() + title[1:]} if title else {}
    return Landing(values, tuple(facts), tuple(doubts), tuple(asked), () if title else ("À faire",))


def _field(value: Value) -> str:
    """An amount, a notice, a day from which: a task has no place for them, they stay in its title."""
    match value:
        case Day(_, role):
            is_ahead = value.last >= clock.today(current_company())
            return "due_on" if role is not Role.FROM and is_ahead else ""
        case Lasting():
            return "minutes"
        case Priority():
            return "criticality"
        case Person():
            return "owner"
    return ""


def _said(value: Value) -> str:
    return words_of(Day(value.last)) if isinstance(value, Day) else words_of(value)


def _typed(piece: Piece) -> str:
    match piece.value:
        case Day():
            return piece.value.last.isoformat()
        case Lasting(minutes):
            return str(minutes)
        case Priority(level):
            return str(level)
        case Person(ref, _):
            return ref
    return ""


TASK = Capture(
    "task",
    "Tâche",
    ("tâche", "tache", "à faire", "rappel", "note"),
    "rappeler Propnet demain 15 min",
    form="tasks:add",
    read=read_task,
    may=policies.can_add,
    is_default=True,
)
