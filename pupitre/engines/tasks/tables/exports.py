"""The columns of an export of tasks."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from pupitre.engines.tasks.models import PRIORITIES, Task
from pupitre.engines.tasks.tables import STATES
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company

COLUMNS: dict[str, Callable[[Any, Company], Any]] = {
    "Tâche": lambda row, _: row.title,
    "État": lambda row, _: STATES[row.state],
    "Échéance": lambda row, _: row.due_on,
    "Priorité": lambda row, _: PRIORITIES[row.criticality],
    "Durée prévue (min)": lambda row, _: row.effort,
    "Temps passé (min)": lambda row, _: row.taken or None,
    "Responsable": lambda row, _: row.owner.name,
    "Demandée par": lambda row, _: row.created_by.name,
    "Notée le": lambda row, company: _day(row.created_at, company),
    "Faite le": lambda row, company: _day(row.done_at, company),
    "Faite par": lambda row, _: row.done_by.name if row.done_by else "",
    "Sans objet": lambda row, _: row.dropped_why,
    "Note": lambda row, _: row.note,
}


def exported(tasks: "QuerySet[Task]", company: Company) -> Iterable[list[Any]]:
    rows = tasks.select_related("done_by").annotate(taken=Sum("times__minutes"))
    return ([read(row, company) for read in COLUMNS.values()] for row in rows)


def _day(moment: Any, company: Company) -> date | None:
    return clock.local(moment, company).date() if moment else None
