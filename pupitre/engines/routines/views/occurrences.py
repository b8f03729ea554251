"""One occurrence, over HTTP: done with its proof, skipped, moved."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from pupitre.engines.routines import actions, policies
from pupitre.engines.routines.forms import DoneForm, MoveForm, SkipForm
from pupitre.engines.routines.models import Occurrence, Routine
from pupitre.engines.routines.tables.words import done_verb, undone_words
from pupitre.engines.routines.views.found import page_of, routine_or_404
from pupitre.engines.routines.views.routines import page
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.web.answers import answer, done
from pupitre.kernel.formatting import day_short


@require_POST
def done_view(request: Any, ref: str) -> HttpResponse:
    """From its page with a proof, or from the desk in one tap: the number is then in the address."""
    found = routine_or_404(request, ref)
    require(policies.can_do(request.actor, found))
    given = request.POST if "number" in request.POST else {"number": request.GET.get("number", "")}
    form = DoneForm(given, routine=found)
    if not form.is_valid():
        return page(request, found, 422, done_form=form)
    said, once = form.given(request.FILES.get("file")), request.POST.get("once", "")
    try:
        made = actions.do_occurrence(found, said, actor=request.actor, once=once)
    except actions.ProofMissing as reason:
        form.add_error(None, str(reason))
        return page(request, routine_or_404(request, ref), 422, done_form=form)
    except Refusal as reason:
        return _refused(request, ref, reason)
    to = page_of(request, ref) if "number" in request.POST else ""
    return done(request, _told(found, made), to=to)


@require_POST
def skip(request: Any, ref: str) -> HttpResponse:
    found = routine_or_404(request, ref)
    require(policies.can_do(request.actor, found))
    form = SkipForm(request.POST)
    if not form.is_valid():
        return page(request, found, 422, skip_form=form)
    number, why = form.cleaned_data["number"], form.cleaned_data["why"]
    to = page_of(request, ref)
    return answer(request, "Passée cette fois.", actions.skip_occurrence, found, number, why, to=to)


@require_POST
def move(request: Any, ref: str) -> HttpResponse:
    found = routine_or_404(request, ref)
    require(policies.can_do(request.actor, found))
    form = MoveForm(request.POST)
    if not form.is_valid():
        return page(request, found, 422, move_form=form)
    number, to = form.cleaned_data["number"], form.cleaned_data["on"]
    sentence = f"Déplacée au {day_short(to)}."
    return answer(request, sentence, actions.move_occurrence, found, number, to, to=page_of(request, ref))


def _refused(request: Any, ref: str, reason: Refusal) -> HttpResponse:
    messages.error(request, str(reason))
    return redirect(page_of(request, ref))


def _told(found: Routine, made: Occurrence) -> str:
    undone = undone_words(found, made.missed)
    return f"{done_verb(found)} : {found.title}{f', {undone}' if undone else ''}."
