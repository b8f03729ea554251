"""Writing a routine, the dates it foretells while one types, handing it over, pausing and removing it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupitre.engines.routines import actions, policies, queries
from pupitre.engines.routines.forms import RHYTHM, OwnerForm, RhythmForm, RoutineForm
from pupitre.engines.routines.models import Routine
from pupitre.engines.routines.rules import Course, Kind, rhythm_of
from pupitre.engines.routines.tables.rows import days_said
from pupitre.engines.routines.tables.words import rhythm_words
from pupitre.engines.routines.views.found import list_of, page_of, routine_or_404
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.web.answers import answer, done
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.kernel.calendar import Zone

FORM = "routines/routine_form.html"
AHEAD = 5
GRADUAL = ("rhythm", "foretold")  # what htmx asks for: the fields of another kind, or the dates alone


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    require(policies.can_edit_routines(request.actor))
    today = clock.today(request.actor.company)
    initial = {"starts_on": today, "owner": request.actor.ref}
    form = RoutineForm(request.POST or None, members=members_on(today), initial=initial)
    once = request.POST.get("once", "")
    return save_form(
        request,
        form,
        lambda _: actions.add_routine(form.draft(), actor=request.actor, once=once),
        template=FORM,
        sentence="Routine ajoutée.",
        to=lambda made: page_of(request, made.ref),
        context=lambda: {"title": "Nouvelle routine", "back": list_of(request), **_foretold(request, form)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, ref: str) -> HttpResponse:
    found = routine_or_404(request, ref)
    require(policies.can_edit_routines(request.actor))
    form = RoutineForm(request.POST or None, members=members_on(clock.today(request.actor.company)), routine=found)
    return save_form(
        request,
        form,
        lambda _: actions.edit_routine(found, form.draft(), sent_version(request), actor=request.actor),
        template=FORM,
        sentence="Routine modifiée : ce qui est fait n’a pas bougé.",
        to=page_of(request, ref),
        context=lambda: {
            "title": found.title,
            "routine": found,
            "version": request.POST.get("version", found.version),
            "back": page_of(request, ref),
            **_foretold(request, form, found),
        },
    )


@require_safe
def preview(request: Any) -> HttpResponse:
    """The fields that the kind asks for, and the next dates: what htmx wants of them."""
    require(policies.can_edit_routines(request.actor))
    wanted = request.htmx.target if request.htmx.target in GRADUAL else "foretold"
    form = RhythmForm(_anew(request.GET) if wanted == "rhythm" else request.GET)
    return render(request, f"{FORM}#{wanted}", {"form": form, **_foretold(request, form)})


@require_POST
def owner(request: Any, ref: str) -> HttpResponse:
    found = routine_or_404(request, ref)
    require(policies.can_edit_routines(request.actor))
    form = OwnerForm(request.POST, members=members_on(clock.today(request.actor.company)))
    if not form.is_valid():
        return done(request, "Choisissez à qui la confier : rien n’a changé.", to=page_of(request, ref))
    whom = form.cleaned_data["owner"]
    sentence = f"Confiée à {whom.name}."
    return answer(request, sentence, actions.hand_over, found, whom, to=page_of(request, ref))


@require_POST
def pause(request: Any, ref: str) -> HttpResponse:
    found = routine_or_404(request, ref)
    return answer(request, "En pause : rien n’en sera demandé.", actions.pause_routine, found, to=page_of(request, ref))


@require_POST
def resume(request: Any, ref: str) -> HttpResponse:
    found = routine_or_404(request, ref)
    said = "Reprise : ce que la pause a laissé passer n’est pas en retard."
    return answer(request, said, actions.resume_routine, found, to=page_of(request, ref))


@require_POST
def removal(request: Any, ref: str) -> HttpResponse:
    found = routine_or_404(request, ref)
    to = reverse("routines:routine_list", args=[request.actor.company.slug])
    return answer(request, f"{found.title} : retirée.", actions.remove_routine, found, to=to)


def _anew(given: Any) -> dict[str, Any]:
    """The kind and the days that are typed; of the rest, what is usual."""
    usual = {name: RhythmForm.base_fields[name].initial for name in RHYTHM}
    return {**usual, **{name: given[name] for name in given if name not in RHYTHM}}


def _foretold(request: Any, form: RhythmForm, stored: Routine | None = None) -> dict[str, Any]:
    """Nothing while the rhythm cannot be read: no error is shouted at somebody who types."""
    company = request.actor.company
    on = clock.today(company)
    course = _course(form, Zone(company.zone), stored, request)
    if course is None:
        return {"foretold": [], "words": ""}
    days = course.starting_from(on).coming(on, AHEAD)
    return {
        "foretold": days_said(days, on),
        "words": rhythm_words(course.rhythm),
        "is_daily": course.rhythm.kind is Kind.PRESENCE,
    }


def _course(form: RhythmForm, zone: Zone, stored: Routine | None, request: Any) -> Course | None:
    if not form.is_bound:
        usual = Course(rhythm_of(form.chosen), clock.today(request.actor.company), zone=zone)
        return usual if stored is None else queries.course_of(stored, request.actor.company)
    form.is_valid()
    given = form.cleaned_data
    if given.get("rhythm") is None or given.get("starts_on") is None:
        return None
    return Course(given["rhythm"], given["starts_on"], given.get("ends_on"), zone)
