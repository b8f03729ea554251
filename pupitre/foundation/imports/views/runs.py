"""Importing on a screen: choose a file, see what it would do, ask for it, find it again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.imports import queries
from pupitre.foundation.imports.actions import ask_import
from pupitre.foundation.imports.cells import write_csv
from pupitre.foundation.imports.forms import ImportForm
from pupitre.foundation.imports.jobs import enqueue_import
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.reading import Layout
from pupitre.foundation.imports.running import check_file
from pupitre.foundation.imports.sheets import UnreadableSheet
from pupitre.foundation.imports.views import words
from pupitre.foundation.imports.views.words import address

ERRORS_SHOWN = 200
RUNS_SHOWN = 20
HEADER = ("Ligne", "Colonne", "Valeur", "Raison")


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Any) -> HttpResponse:
    """POST reads the file without writing anything of it, then shows what it would do."""
    sheets = queries.sheets_for(request.actor)
    require(bool(sheets))
    initial = {"sheet": request.GET.get("sheet", "")}
    form = ImportForm(request.POST or None, request.FILES or None, sheets=sheets, initial=initial)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            content, actor = upload.read(), request.actor
            run = check_file(form.cleaned_data["sheet"], content, upload.name, actor=actor)
        except (UnreadableSheet, Refusal) as reason:
            form.add_error("file", str(reason))
        else:
            return redirect(address(request, "columns" if _needs_columns(run) else "run", run.ref))
    runs = [words.line(request, run) for run in queries.runs_visible_to(request.actor)[:RUNS_SHOWN]]
    examples = [(sheet.label, address(request, "example", sheet.name)) for sheet in sheets]
    context = {"form": form, "runs": runs, "examples": examples}
    return render(request, "imports/start.html", context, status=422 if form.errors else 200)


@require_safe
def run(request: Any, ref: str) -> HttpResponse:
    """What a file would do, or did."""
    found = get_object_or_404(queries.runs_visible_to(request.actor), ref=ref)
    report = found.report
    errors = report.get("errors", [])
    sheet, ready = queries.sheet_named(found.sheet), report.get("created", 0) + report.get("changed", 0)
    is_waiting = found.queued_at is not None
    context = {
        "run": found,
        "label": sheet.label,
        "summary": words.summary(report, found.is_dry_run),
        "tone": "act" if errors else "info" if found.is_dry_run else "good",
        "errors": errors[:ERRORS_SHOWN],
        "errors_count": len(errors),
        "more_errors": max(0, len(errors) - ERRORS_SHOWN),
        "mapping": words.mapping(found),
        "understood": [] if found.undone_at else words.understood(report, found.is_dry_run),
        "to_import": words.verb(ready) if found.is_dry_run and ready and not is_waiting else "",
        "can_map": found.is_dry_run and bool(found.layout) and not is_waiting,
        "progress": words.progress(found) if is_waiting else None,
        "can_undo": not queries.why_it_stays(found),
        "undoable_until": words.last_day_to_undo(request, found),
        "undone": words.taken_back(found.undone) if found.undone_at else "",
        "opens": reverse(sheet.opens, args=[request.actor.company.slug]) if sheet.opens else "",
        "when": words.when(request, found),
    }
    return render(request, "imports/run.html", context)


@require_POST
def import_run(request: Any, ref: str) -> HttpResponse:
    """For good, from the kept file, by a job: the page says how far it is, and can be left."""
    found = get_object_or_404(queries.runs_visible_to(request.actor), ref=ref)
    try:
        ask_import(found, enqueue_import, actor=request.actor)
    except Refusal as reason:
        messages.error(request, str(reason))
    return redirect(address(request, "run", ref))


@require_safe
def progress(request: Any, ref: str) -> HttpResponse:
    """The bar alone, asked again and again; once it is over, the whole page."""
    found = get_object_or_404(queries.runs_visible_to(request.actor), ref=ref)
    if found.queued_at is None:
        answer = HttpResponse("", content_type="text/html; charset=utf-8")
        answer["HX-Refresh"] = "true"
        return answer
    return render(request, "imports/_progress.html", {"run": found, "progress": words.progress(found)})


@require_safe
def errors(request: Any, ref: str) -> HttpResponseBase:
    found = get_object_or_404(queries.runs_visible_to(request.actor), ref=ref)
    lines = [
        [error["line"], error["column"], error["value"], error["reason"]] for error in found.report.get("errors", [])
    ]
    return _csv([HEADER, *lines], "erreurs")


@require_safe
def example(request: Any, sheet: str) -> HttpResponseBase:
    found = next((one for one in queries.sheets_for(request.actor) if one.name == sheet), None)
    if found is None:
        raise Http404
    answer = HttpResponse("\ufeff" + found.example, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename=exemple-{found.name}.csv"
    return answer


def _csv(rows: Any, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename={name}.csv"
    return answer


def _needs_columns(run: ImportRun) -> bool:
    """Something holds values and nobody knows what it is: its reader is asked before being shown the result."""
    return bool(run.layout) and (not run.report.get("mapping") or bool(Layout.of(run.layout).unknown()))
