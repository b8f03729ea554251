"""Taking an import back: what would go back and what would stay, then doing it."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.imports import queries
from pupitre.foundation.imports.actions import CannotTakeBack, take_back
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.sheets import Sheet
from pupitre.foundation.imports.taking_back import Left
from pupitre.foundation.imports.views import words
from pupitre.foundation.imports.views.words import address

LEFT_SHOWN = 200
DOUBLED = "Une fiche remise comme avant en doublerait une autre : rien n’a été annulé."


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: Any, ref: str) -> HttpResponse:
    found = get_object_or_404(queries.runs_visible_to(request.actor), ref=ref)
    if request.method == "POST":
        try:
            taken = _taken(found, actor=request.actor)
        except Refusal as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, f"Import annulé : {words.taken_back(taken.undone)}")
        return redirect(address(request, "run", ref))
    if found.imported_at is None:
        return redirect(address(request, "run", ref))
    refused = queries.why_it_stays(found)
    context = {"run": found, "refused": refused, "when": words.when(request, found)}
    if found.undone_at:
        left = [Left(**one) for one in found.undone["left"]]
        context |= {"summary": words.taken_back(found.undone), "can": False, **_listed(request, left)}
    elif not refused:
        context |= _foreseen(request, found, queries.sheet_named(found.sheet))
    return render(request, "imports/undo.html", context)


def _taken(run: ImportRun, *, actor: Any) -> ImportRun:
    try:
        taken: ImportRun = take_back(run, actor=actor)
    except IntegrityError as problem:
        raise CannotTakeBack(DOUBLED) from problem
    return taken


def _foreseen(request: Any, run: ImportRun, sheet: Sheet) -> dict[str, Any]:
    back = sheet.back.look(queries.written_by(run)) if sheet.back else None
    if back is None:
        return {}
    counts = {"restored": back.restored, "removed": back.removed, "stayed": len(back.left)}
    can = bool(back.restored or back.removed)
    return {"summary": words.taken_back(counts, is_plan=True), "can": can, **_listed(request, back.left)}


def _listed(request: Any, left: list[Left]) -> dict[str, Any]:
    shown = queries.reasons_of(left[:LEFT_SHOWN], request.actor)
    return {"left": shown, "more": max(0, len(left) - LEFT_SHOWN)}
