"""« Vos colonnes »: what each column of the file is taken for, and correcting it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.imports import queries
from pupitre.foundation.imports.actions import forget_columns
from pupitre.foundation.imports.forms import ColumnsForm
from pupitre.foundation.imports.models import ImportRun
from pupitre.foundation.imports.reading import Layout
from pupitre.foundation.imports.reading.headers import Names, key_of
from pupitre.foundation.imports.reading.layouts import BY_NAME
from pupitre.foundation.imports.running import check_again
from pupitre.foundation.imports.sheets import UnreadableSheet
from pupitre.foundation.imports.views.words import address
from pupitre.kernel.formatting import counted

SHOWN_UNKNOWN = 12  # beyond, they are folded


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Any, ref: str) -> HttpResponse:
    """POST reads the kept file again with the columns that were chosen; nothing is written of it."""
    found = get_object_or_404(queries.runs_visible_to(request.actor), ref=ref)
    if not found.layout or not found.is_dry_run or found.queued_at:
        return redirect(address(request, "run", ref))
    sheet, layout = queries.sheet_named(found.sheet), Layout.of(found.layout)
    if request.method == "POST" and "forget" in request.POST:
        return _forget(request, found, layout)
    form = ColumnsForm(request.POST or None, sheet=sheet, layout=layout, version=found.version)
    if form.is_valid():
        try:
            check_again(found, form.layout(), form.cleaned_data["version"], actor=request.actor)
        except (UnreadableSheet, Refusal) as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(address(request, "run", ref))
    known, unknown, empty = form.groups()
    context = {
        "run": found,
        "sheet": sheet,
        "form": form,
        "known": known,
        "unknown": unknown,
        "are_folded": len(unknown) > SHOWN_UNKNOWN and not any(row.field.errors for row in unknown),
        "unknown_words": f"{counted(len(unknown), 'colonne non reconnue', 'colonnes non reconnues')}",
        "empty": empty,
        "empty_words": f"{counted(len(empty), 'colonne sans valeur', 'colonnes sans valeur')}",
        "missing": "" if form.is_bound else form.missing(),
    }
    return render(request, "imports/columns.html", context, status=422 if form.errors else 200)


def _forget(request: Any, run: ImportRun, layout: Layout) -> HttpResponse:
    """The column goes back to what its name says, if its name says anything."""
    to = redirect(address(request, "columns", run.ref))
    typed = request.POST["forget"]
    position = int(typed) if typed.isdecimal() and len(typed) < len("1000") else -1
    if not 0 <= position < len(layout.texts):
        return to
    header = layout.texts[position]
    try:
        forget_columns(run.sheet, [key_of(header)], actor=request.actor)
        check_again(run, _guessed_again(layout, position, run), actor=request.actor)
    except (UnreadableSheet, Refusal) as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, f"La colonne « {header} » n’est plus retenue.")
    return to


def _guessed_again(layout: Layout, position: int, run: ImportRun) -> Layout:
    usual = Names(queries.sheet_named(run.sheet).columns).usual(layout.texts[position])
    fields = {n: field for n, field in layout.fields.items() if n != position}
    why = {n: reason for n, reason in layout.why.items() if n != position}
    if usual and usual.field not in fields.values():
        fields, why = {**fields, position: usual.field}, {**why, position: BY_NAME}
    return replace(layout, fields=fields, why=why)
