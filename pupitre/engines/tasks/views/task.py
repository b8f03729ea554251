"""The page of a task."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupitre.engines.tasks import policies, queries
from pupitre.engines.tasks.forms import HandForm, MinutesForm, StepForm, WhyForm
from pupitre.engines.tasks.models import PRIORITIES
from pupitre.engines.tasks.panels import happened
from pupitre.engines.tasks.rules import QUICK, State, may_start
from pupitre.engines.tasks.tables import due_said, from_whom, on_day, state_said
from pupitre.engines.tasks.views.found import task_or_404
from pupitre.foundation import clock
from pupitre.foundation.audit.queries import MOST, SHOWN, history_of, last_of
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.registry import resolve
from pupitre.foundation.tenancy.queries import all_names
from pupitre.foundation.web.editing import new_once
from pupitre.kernel.formatting import day_long, duration

KIND = "tasks.task"


@require_safe
def task(request, ref):
    found, actor = task_or_404(request, ref), request.actor
    on = clock.today(actor.company)
    can_edit = policies.can_edit(actor, found)
    asks_all = request.GET.get("history") == "all"
    entries = list(history_of(found)[:MOST]) if asks_all else last_of(found)
    told = entries if asks_all else entries[:SHOWN]
    names = {member.ref: member.name for member in all_names()}
    times = queries.times_of(found)
    steps = queries.steps_of(found)
    context = {
        "task": found,
        "state": state_said(found, on),
        "facts": _facts(found, on),
        "can_edit": can_edit,
        "can_finish": can_edit and found.state in (State.TODO, State.UNDER_WAY, State.PARKED),
        "crowd": _crowd(found, actor) if can_edit else None,
        "quick": [(minutes, duration(minutes)) for minutes in QUICK],
        "steps": steps,
        "steps_said": f"{sum(step.done_at is not None for step in steps)} sur {len(steps)}" if steps else "",
        "times": [_time(time, on) for time in times],
        "taken": duration(sum(time.minutes for time in times)) if times else "",
        "about": resolve(actor, found.subject_kind, found.subject_ref) if found.subject_ref else None,
        "files": attachments_of(KIND, found.ref),
        "history": happened(told, names, on),
        "has_more_history": len(entries) > len(told),
        "once": new_once(),
        **(_forms(found, actor) if can_edit else {}),
    }
    return render(request, "tasks/task.html", context)


def _forms(found, actor):
    return {
        "minutes_form": MinutesForm(auto_id="done_%s"),
        "time_form": MinutesForm(auto_id="time_%s"),
        "step_form": StepForm(auto_id="step_%s"),
        "why_form": WhyForm(auto_id="why_%s"),
        "hand_form": HandForm(auto_id="hand_%s", actor=actor, task=found),
    }


def _facts(found, on):
    day = clock.local(found.created_at, found.company).date()
    author = from_whom(found) or f"Notée par {found.created_by.name}"
    facts = [
        ("Responsable", found.owner.name),
        ("Échéance", day_long(found.due_on) if found.due_on else due_said(found, on)),
        ("Priorité", PRIORITIES[found.criticality]),
        ("Durée prévue", duration(found.effort) + ("" if found.minutes else ", d’usage")),
        ("D’où elle vient", f"{author}, {on_day(day, on)}"),
    ]
    if found.is_on_site:
        facts.append(("Où", "Sur place seulement"))
    if found.is_private:
        facts.append(("Qui la voit", "Son responsable et son auteur, personne d’autre"))
    if found.dropped_why:
        facts.append(("Sans objet", found.dropped_why))
    return facts


def _crowd(found, actor):
    """Those under way of an owner who has as many as allowed: one is paused before this one starts."""
    if found.state != State.TODO:
        return None
    under_way, limit = list(queries.tasks_under_way(found.owner)), queries.tuning().wip_limit
    if may_start(len(under_way), limit):
        return None
    seen = [one for one in under_way if policies.can_edit(actor, one)]
    return {"tasks": seen, "hidden": len(under_way) - len(seen), "limit": limit, "count": len(under_way)}


def _time(time, on):
    return {
        "ref": time.ref,
        "said": duration(time.minutes),
        "small": f"{time.member.name}, {on_day(time.day, on)}",
    }
