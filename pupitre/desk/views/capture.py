"""One line, and what it would become: shown while it is typed, written by the form it leads to."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupitre.desk.queries.capture import can_capture
from pupitre.desk.tables.capture import preview_of
from pupitre.foundation.access.refusals import require

LONGEST = 300


@require_safe
def capture(request):
    require(can_capture(request.actor))
    line = request.GET.get("line", "")
    context = {"line": line, "longest": LONGEST, "is_too_long": len(line) > LONGEST}
    if not context["is_too_long"]:
        context["preview"] = preview_of(request.actor, line)
    template = "desk/capture.html#preview" if request.htmx else "desk/capture.html"
    return render(request, template, context)
