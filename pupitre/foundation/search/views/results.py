"""What is found, as a page and in the palette."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupitre.foundation.search import policies, queries
from pupitre.foundation.search.palette import Group, Option, groups_for
from pupitre.ui.addresses import url_of

LONGEST = 200


@require_safe
def page(request: Any) -> HttpResponse:
    """Answers while one types, and the same without."""
    actor, text = request.actor, _typed(request)
    kinds = queries.kinds_open_to(actor)
    kind = next((one.kind for one in kinds if one.kind == request.GET.get("kind")), "")
    found = queries.search(actor, text, kind=kind)
    here = url_of("search:page", actor.company.slug)
    meant = queries.corrected(text, found.meant) if found.meant else ""
    context = {
        "text": text,
        "kind": kind,
        "chips": [("Tout", _asked(here, text), not kind)]
        + [(one.label, _asked(here, text, one.kind), one.kind == kind) for one in kinds],
        "groups": _by_kind(found.hits),
        "meant": meant,
        "meant_url": _asked(here, meant, kind),
        "is_cut": found.is_cut,
        "can_edit_words": policies.can_edit_words(actor),
    }
    return render(request, "search/page.html#found" if request.htmx.target == "found" else "search/page.html", context)


@require_safe
def palette(request: Any) -> HttpResponse:
    text = _typed(request)
    everywhere = _asked(url_of("search:page", request.actor.company.slug), text)
    context = {"groups": groups_for(request, text), "text": text.strip(), "everywhere": everywhere}
    return render(request, "search/_palette.html", context)


def _typed(request: Any) -> str:
    return str(request.GET.get("q", ""))[:LONGEST]


def _asked(here: str, text: str, kind: str = "") -> str:
    asked = {name: value for name, value in (("q", text), ("kind", kind)) if value}
    return f"{here}?{urlencode(asked)}" if asked else here


def _by_kind(hits: Sequence[queries.Hit]) -> list[Group]:
    """The kind of the best comes first; in each, the best first."""
    groups: dict[str, list[Option]] = {}
    for hit in hits:
        groups.setdefault(hit.kind.label, []).append(
            Option(hit.found.title, hit.found.url, hit.kind.icon, hit.found.says)
        )
    return [Group(label, options) for label, options in groups.items()]
