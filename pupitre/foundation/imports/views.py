"""Importing on a screen: choose a file, see what it would do, then do it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.imports import queries
from pupitre.foundation.imports.cells import write_csv
from pupitre.foundation.imports.forms import ImportForm
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.running import run_again, run_import
from pupitre.foundation.imports.sheets import UnreadableSheet
from pupitre.kernel.formatting import clock_time, counted, day_short, number

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
            report = run_import(form.cleaned_data["sheet"], content, upload.name, actor=actor, dry_run=True)
        except (UnreadableSheet, Refusal) as reason:
            form.add_error("file", str(reason))
        else:
            return redirect(_url(request, "run", report.run))
    runs = [_line(request, run) for run in queries.runs_visible_to(request.actor)[:RUNS_SHOWN]]
    examples = [(sheet.label, _url(request, "example", sheet.name)) for sheet in sheets]
    context = {"form": form, "runs": runs, "examples": examples}
    return render(request, "imports/start.html", context, status=422 if form.errors else 200)


@require_safe
def run(request: Any, ref: str) -> HttpResponse:
    """What a file would do, or did."""
    found = get_object_or_404(queries.runs_visible_to(request.actor), ref=ref)
    report = found.report
    errors = report.get("errors", [])
    sheet, ready = queries.sheet_named(found.sheet), report.get("created", 0) + report.get("changed", 0)
    context = {
        "run": found,
        "label": sheet.label,
        "summary": _summary(report, found.is_dry_run),
        "tone": "act" if errors else "info" if found.is_dry_run else "good",
        "errors": errors[:ERRORS_SHOWN],
        "errors_count": len(errors),
        "more_errors": max(0, len(errors) - ERRORS_SHOWN),
        "mapping": _mapping(found),
        "understood": _understood(report, found.is_dry_run),
        "to_import": _verb(ready) if found.is_dry_run and ready else "",
        "opens": reverse(sheet.opens, args=[request.actor.company.slug]) if sheet.opens else "",
        "when": _when(request, found),
    }
    return render(request, "imports/run.html", context)


@require_POST
def import_run(request: Any, ref: str) -> HttpResponse:
    """For good, from the kept file."""
    found = get_object_or_404(queries.runs_visible_to(request.actor), ref=ref)
    try:
        report = run_again(found, actor=request.actor)
    except (UnreadableSheet, Refusal) as reason:
        messages.error(request, str(reason))
        return redirect(_url(request, "run", ref))
    messages.success(request, "Le fichier est importé.")
    return redirect(_url(request, "run", report.run))


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


def _verb(ready: int) -> str:
    return f"Importer ces {counted(ready, 'ligne')}" if ready > 1 else "Importer cette ligne"


def _summary(report: dict[str, Any], is_dry_run: bool) -> str:
    """« 58 lignes à ajouter, 2 à modifier, 3 laissées de côté. »"""
    words = (("à ajouter", "à ajouter"), ("à modifier", "à modifier"))
    done = (("ajoutée", "ajoutées"), ("modifiée", "modifiées"))
    told = dict(zip(("created", "changed"), words if is_dry_run else done, strict=True))
    told["unchanged"] = ("déjà à jour", "déjà à jour")
    said = [(report[key], *forms) for key, forms in told.items() if report.get(key)]
    lines = len({error["line"] for error in report.get("errors", [])})
    said += [(lines, "laissée de côté", "laissées de côté")] if lines else []
    if not said:
        return "Aucune ligne dans ce fichier."
    first, *others = said
    sentence = ", ".join(
        [f"{counted(first[0], 'ligne')} {first[2 if first[0] > 1 else 1]}"]
        + [f"{number(n)} {many if n > 1 else one}" for n, one, many in others]
    )
    beside = report.get("also_created", 0)
    return f"{sentence}{_beside(beside, is_dry_run) if beside else ''}."


def _understood(report: dict[str, Any], is_dry_run: bool) -> list[tuple[str, list[dict[str, Any]], int]]:
    """What changes first: it is what nobody would see afterwards."""
    lines = report.get("understood", [])
    titles = ("À modifier", "À ajouter") if is_dry_run else ("Modifié", "Ajouté")
    found = []
    for title, key, is_new in ((titles[0], "changed", False), (titles[1], "created", True)):
        shown = [one for one in lines if one["is_new"] == is_new]
        if shown:
            found.append((title, shown, max(0, report.get(key, 0) - len(shown))))
    return found


def _beside(n: int, is_dry_run: bool) -> str:
    """What the lines name and nobody knows yet: the supplier of a contract, the team of a person."""
    verb = "à créer" if is_dry_run else "créées" if n > 1 else "créée"
    return f" ; avec {counted(n, 'fiche')} {verb} au passage"


def _mapping(run: ImportRun) -> list[tuple[str, str]]:
    """Each column of the file with what it was taken for."""
    labels = {column.field: column.label for column in queries.sheet_named(run.sheet).columns}
    known = [(header, labels.get(field, field)) for header, field in run.report.get("mapping", {}).items()]
    return known + [(header, "") for header in run.report.get("ignored", [])]


def _line(request: Any, run: ImportRun) -> dict[str, str]:
    counts = run.report
    written = counts.get("created", 0) + counts.get("changed", 0)
    wrong = len(counts.get("errors", []))
    outcome = "vérifié" if run.is_dry_run else f"importé, {counted(written, 'ligne')}"
    return {
        "name": run.file_name,
        "url": _url(request, "run", run.ref),
        "when": _when(request, run),
        "who": run.through or run.member.name,
        "outcome": f"{outcome}, {counted(wrong, 'erreur')}" if wrong else outcome,
    }


def _when(request: Any, run: ImportRun) -> str:
    moment = clock.local(run.started_at, request.actor.company)
    return f"{day_short(moment.date())}, {clock_time(moment.time())}"


def _url(request: Any, name: str, *given: str) -> str:
    return reverse(f"imports:{name}", args=[request.actor.company.slug, *given])
