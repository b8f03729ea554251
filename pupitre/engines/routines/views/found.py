"""Finding the routine of an address: absent and forbidden look alike."""

from typing import Any

from django.http import Http404

from pupitre.engines.routines import queries
from pupitre.engines.routines.models import Routine
from pupitre.ui.addresses import url_of


def routine_or_404(request: Any, ref: str) -> Routine:
    found = queries.routines_visible_to(request.actor).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def page_of(request: Any, ref: str) -> str:
    return url_of("routines:routine", request.actor.company.slug, ref)


def list_of(request: Any) -> str:
    return url_of("routines:routine_list", request.actor.company.slug)
