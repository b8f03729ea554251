"""The list of routines, one routine with its next dates and its proofs, and the export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupitre.engines.routines import policies, queries
from pupitre.engines.routines.forms import DoneForm, MoveForm, OwnerForm, SkipForm
from pupitre.engines.routines.models import DIMENSIONS, Routine
from pupitre.engines.routines.panels import happened
from pupitre.engines.routines.queries import Standing
from pupitre.engines.routines.rules import Due, Kind, Proof, shipped_routines
from pupitre.engines.routines.tables import rows
from pupitre.engines.routines.tables.words import before_words, done_verb, proof_words, rhythm_words, undone_words
from pupitre.engines.routines.views.found import page_of, routine_or_404
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.queries import last_of
from pupitre.foundation.tenancy.queries import all_names, members_on, names_on
from pupitre.foundation.web.downloads import SHEETS, sheet
from pupitre.foundation.web.editing import new_once
from pupitre.kernel.formatting import counted, day_full, day_short, duration
from pupitre.ui.addresses import url_of

AHEAD, HISTORY = 5, 24


@require_safe
def routine_list(request: Any) -> HttpResponse:
    require(policies.can_see_routines(request.actor))
    asked, company = rows.Asked.read(request.GET), request.actor.company
    on = clock.today(company)
    found = queries.standings(queries.routines_visible_to(request.actor).filter(asked.condition), company, on)
    kept = rows.of_view(found, asked.view)
    can_edit = policies.can_edit_routines(request.actor)
    context = {
        "lines": [rows.line(one, company) for one in kept],
        "chips": rows.chips(found, asked),
        "selects": _selects(asked, on) if policies.can_see_all_routines(request.actor) else [],
        "asked": asked,
        "query": asked.url(),
        "subtitle": _subtitle(found),
        "is_empty": not found and not asked.is_narrowed,
        "can_edit": can_edit,
    }
    whole = "routines/routine_list.html"
    return render(request, f"{whole}#rows" if request.htmx.target == "routines" else whole, context)


@require_safe
def export(request: Any, format: str) -> HttpResponse:
    """What is filtered, in full."""
    require(policies.can_see_routines(request.actor))
    if format not in SHEETS:
        raise Http404
    asked, company = rows.Asked.read(request.GET), request.actor.company
    on = clock.today(company)
    seen = queries.routines_visible_to(request.actor).filter(asked.condition)
    lines = [rows.cells(one) for one in rows.of_view(queries.standings(seen, company, on), asked.view)]
    return sheet(request, "routines", [*rows.COLUMNS], lines, format)


@require_safe
def routine(request: Any, ref: str) -> HttpResponse:
    return page(request, routine_or_404(request, ref))


def page(request: Any, found: Routine, status: int = 200, **sent: Any) -> HttpResponse:
    """`sent` are forms that were refused, given back as typed."""
    actor, company = request.actor, request.actor.company
    on = clock.today(company)
    standing = queries.standings([found], company, on)[0]
    can_edit, can_do = policies.can_edit_routines(actor), policies.can_do(actor, found)
    entries = last_of(found)
    context = {
        "routine": found,
        "rhythm": rhythm_words(standing.course.rhythm),
        "tone": rows.state_of(standing)[0],
        "state": rows.state_of(standing)[1],
        "dates": _dates(standing, request),
        "facts": _facts(standing),
        "history": _history(found, request),
        "happened": happened(entries, {member.ref: member.name for member in all_names()}, on),
        "source": _source(found),
        "can_edit": can_edit,
        "can_do": can_do,
        "verb": done_verb(found),
        "needs_file": found.proof == Proof.FILE,
        "page_url": page_of(request, found.ref),
        "once": new_once(),
        **(_forms(standing, sent) if can_do and standing.due else {}),
        **({"owner_form": OwnerForm(members=members_on(on))} if can_edit else {}),
    }
    return render(request, "routines/routine.html", context, status=status)


def _forms(standing: Standing, sent: dict[str, Any]) -> dict[str, Any]:
    routine, due = standing.routine, standing.due
    number = {"number": due.number} if due else {}
    is_daily = routine.kind == Kind.PRESENCE
    is_ahead = is_daily and due is not None and due.planned_on > standing.on
    given = {
        "done_form": None if is_ahead else DoneForm(routine=routine, initial=number),
        "skip_form": None if is_ahead else SkipForm(initial=number),
        "move_form": None if is_daily else MoveForm(initial=number),
        "waits": _waits(standing, due) if due and not is_ahead else "",
    }
    return given | sent


def _waits(standing: Standing, due: Due) -> str:
    on = standing.on
    if standing.routine.kind == Kind.PRESENCE:
        return "Pour aujourd’hui"
    if due.skipped_over:
        said = undone_words(standing.routine, due.skipped_over)
        return f"Celle du {day_short(due.planned_on)} ; {said}, depuis le {day_short(due.since)}"
    return f"Celle du {day_full(due.planned_on)}" if due.planned_on > on else f"Celle du {day_short(due.planned_on)}"


def _dates(standing: Standing, request: Any) -> list[str]:
    """The next five: they are seen before they exist. What is late is said at the head of the page."""
    if standing.routine.is_paused:
        return []
    if standing.routine.kind == Kind.PRESENCE:
        days = queries.next_presences(standing.routine, request.actor.company, standing.on, AHEAD)
    else:
        days = [day for day in standing.course.coming(standing.on, AHEAD + 1) if day >= standing.on][:AHEAD]
    return rows.days_said(days, standing.on)


def _facts(standing: Standing) -> list[tuple[str, str]]:
    routine = standing.routine
    last, rate = standing.last, standing.rate
    facts = [
        ("Responsable", routine.owner.name),
        ("Rythme", rhythm_words(standing.course.rhythm)),
        ("Durée", duration(routine.minutes)),
        ("Preuve", routine.get_proof_display() + (f", en {routine.unit_label}" if routine.unit_label else "")),
        ("Domaine", routine.get_dimension_display()),
        ("Importance", routine.get_criticality_display()),
    ]
    if routine.is_expected:
        facts.append(("Marge", counted(routine.grace_days, "jour")))
    elif routine.lead_days:
        facts.append(("À préparer", f"{counted(routine.lead_days, 'jour')} avant"))
    if last and last.done_on and last.closed_by:
        facts.append(("Dernière fois", f"{day_short(last.done_on)}, {last.closed_by.name}"))
    if rate[1] and routine.kind != Kind.PRESENCE:
        facts.append(("À temps", f"{counted(rate[0], 'fois', 'fois')} sur {rate[1]}"))
    if routine.ends_on:
        facts.append(("Jusqu’au", day_short(routine.ends_on)))
    return facts


def _history(found: Routine, request: Any) -> list[dict[str, Any]]:
    seen = queries.history_page(found, HISTORY)
    files, slug = queries.proofs_of(seen), request.actor.company.slug
    return [
        {
            "planned": day_short(one.planned_on),
            "moved": day_short(one.moved_from) if one.moved_from else "",
            "tone": _tone(one),
            "state": _said(one),
            "by": one.closed_by.name if one.closed_by else "",
            "proof": proof_words(one) or one.skipped_why,
            "files": [{"name": file.name, "url": url_of("file", slug, file.ref)} for file in files[one.ref]],
            "before": before_words(found, one, rows.missed_days(one)),
        }
        for one in seen
    ]


def _tone(one: Any) -> str:
    if one.done_on is None:
        return "plain"
    return "fine" if queries.is_in_time(one) else "late"


def _said(one: Any) -> str:
    if one.done_on is None:
        return "Passée"
    return f"Le {day_short(one.done_on)}"


def _source(found: Routine) -> Any:
    shipped = shipped_routines().get(found.catalogue)
    return shipped if shipped is not None and shipped.is_legal else None


def _subtitle(found: list[Standing]) -> str:
    running = [one for one in found if not one.routine.is_paused]
    late = sum(one.is_late for one in running)
    return ", ".join(filter(None, (counted(len(running), "routine"), f"{late} en retard" if late else "")))


def _selects(asked: rows.Asked, on: Any) -> list[dict[str, Any]]:
    people = [(person.ref, person.name) for person in names_on(on)]
    offered = (("owner", "Responsable", people), ("dimension", "Domaine", DIMENSIONS))
    return [
        {"name": name, "label": label, "options": options, "asked": getattr(asked, name)}
        for name, label, options in offered
    ]
