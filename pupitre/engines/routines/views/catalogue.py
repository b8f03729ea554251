"""The shipped routines, each to add in one click."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from pupitre.engines.routines import actions, policies, queries
from pupitre.engines.routines.models import DIMENSIONS, PROOFS
from pupitre.engines.routines.rules import Nature, shipped_routines
from pupitre.engines.routines.tables.words import rhythm_words
from pupitre.engines.routines.views.found import page_of
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.web.answers import done
from pupitre.foundation.web.editing import new_once
from pupitre.kernel.formatting import counted, duration


@require_http_methods(["GET", "HEAD", "POST"])
def catalogue(request: Any) -> HttpResponse:
    """GET shows them; POST adds the one that is named, held by whoever adds it, from today on."""
    require(policies.can_edit_routines(request.actor))
    if request.method == "POST":
        return _add(request)
    there = dict(queries.routines_visible_to(request.actor).exclude(catalogue="").values_list("catalogue", "ref"))
    rows = [_row(shipped, there.get(shipped.name, ""), request) for shipped in shipped_routines().values()]
    return render(request, "routines/catalogue.html", {"groups": _grouped(rows), "once": new_once()})


def _add(request: Any) -> HttpResponse:
    shipped = shipped_routines().get(request.POST.get("name", ""))
    if shipped is None:
        raise Http404
    draft = shipped.draft(request.actor, clock.today(request.actor.company))
    once = f"{shipped.name} {key}" if (key := request.POST.get("once", "")) else ""
    try:
        made = actions.add_routine(draft, actor=request.actor, once=once)
    except Refusal as reason:
        return done(request, str(reason))
    return done(request, f"{made.title} : ajoutée, à votre nom.", to=page_of(request, made.ref))


def _row(shipped: Any, ref: str, request: Any) -> dict[str, Any]:
    return {
        "shipped": shipped,
        "dimension": shipped.dimension,
        "rhythm": rhythm_words(shipped.rhythm),
        "duration": duration(shipped.minutes),
        "proof": dict(PROOFS)[shipped.proof] + (f", en {shipped.unit_label}" if shipped.unit_label else ""),
        "grace": counted(shipped.grace_days, "jour") if shipped.nature is Nature.EXPECTED else "",
        "url": page_of(request, ref) if ref else "",
    }


def _grouped(rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    found = ((label, [row for row in rows if row["dimension"] == name]) for name, label in DIMENSIONS)
    return [(label, of_it) for label, of_it in found if of_it]
