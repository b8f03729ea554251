"""The words of tasks, as pages, items, mails and exports say them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pupitre.engines.tasks.models import Task
from pupitre.engines.tasks.rules import State
from pupitre.kernel.formatting import day_near

STATES: Mapping[State, str] = {
    State.TODO: "À faire",
    State.UNDER_WAY: "En cours",
    State.DONE: "Faite",
    State.DROPPED: "Sans objet",
    State.PARKED: "Garée",
}
TONES: Mapping[State, str] = {State.UNDER_WAY: "act", State.DONE: "fine"}
DROPPED_WHY = ("Plus nécessaire", "Doublon", "Réglé autrement")


@dataclass(frozen=True)
class Said:
    text: str
    tone: str = "plain"


def is_late(task: Task, on: date) -> bool:
    return task.is_open and task.due_on is not None and task.due_on < on


def state_said(task: Task, on: date) -> Said:
    if is_late(task, on):
        return Said("En retard" if task.started_at is None else "En cours, en retard", "late")
    return Said(STATES[task.state], TONES.get(task.state, "plain"))


def due_said(task: Task, on: date) -> str:
    return day_near(task.due_on, on) if task.due_on else "sans date"


def from_whom(task: Task) -> str:
    """Empty when one gave it to oneself."""
    return "" if task.owner_id == task.created_by_id else f"Demandée par {task.created_by.name}"


def on_day(day: date, today: date) -> str:
    """« hier », « jeudi 19 », « le 19 nov. »"""
    near = day_near(day, today)
    return f"le {near}" if near[0].isdigit() else near
