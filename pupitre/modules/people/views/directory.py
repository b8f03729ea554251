"""The directory: everybody, found by name, team and site; and taken away as a sheet."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pupitre.foundation import clock
from pupitre.foundation.web.downloads import SHEETS, sheet
from pupitre.kernel.formatting import counted, day_short, initials
from pupitre.modules.people import policies, queries
from pupitre.modules.people.models import Person

A_PAGE = 100
HUES = 6
ASKED = {"q", "team", "site", "past", "page"}  # a filter that nobody declared is refused, never passed on
HEADER = (
    "Nom complet",
    "E-mail",
    "Matricule",
    "Poste",
    "Équipe",
    "Responsable",
    "Site",
    "Date d’entrée",
    "Date de sortie",
    "Téléphone",
)


@require_safe
def directory(request: Any) -> HttpResponse:
    search = _search(request)
    found = queries.directory(request.actor, clock.today(request.actor.company), search)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    teams, sites = queries.team_choices(), queries.sites_of_the_company()
    context = {
        "rows": [_row(request, person) for person in page],
        "page": page,
        "search": search,
        "counted": counted(page.paginator.count, "personne"),
        "teams": teams,
        "sites": sites,
        "is_filtered": any((search.words, search.team, search.site)),
        "can_hire": policies.can_hire(request.actor),
        "can_import": policies.can_import(request.actor),
        "query": request.GET.urlencode(),
        "page_query": _without_page(request),
    }
    return render(request, "people/directory.html", context)


@require_safe
def export(request: Any, format: str) -> HttpResponseBase:
    """What is filtered, as CSV or XLSX; reading it back changes nothing."""
    if format not in SHEETS:
        raise Http404
    found = queries.directory(request.actor, clock.today(request.actor.company), _search(request))
    return sheet(request, "annuaire", HEADER, [_line(person) for person in found], format)


def hue(ref: str) -> int:
    """One of the six colours of faces, always the same for somebody."""
    return sum(map(ord, ref)) % HUES


def _without_page(request: Any) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return str(kept.urlencode())


def _search(request: Any) -> queries.Search:
    asked = request.GET
    if set(asked) - ASKED:
        raise BadRequest
    with_past = bool(asked.get("past")) and policies.can_hire(request.actor)
    return queries.Search(asked.get("q", "").strip()[:100], asked.get("team", ""), asked.get("site", ""), with_past)


def _row(request: Any, person: Person) -> dict[str, Any]:
    member = person.member
    return {
        "name": member.name,
        "initials": initials(member.name),
        "url": reverse("people:person", args=[request.actor.company.slug, person.ref]),
        "job_title": person.job_title,
        "team": person.team.name if person.team else "",
        "site": member.site.name if member.site else "",
        "manager": member.manager.name if member.manager else "",
        "email": member.email,
        "phone": person.phone_work,
        "left_on": f"(jusqu’au {day_short(member.left_on)})" if member.left_on else "",
        "hue": hue(member.ref),
    }


def _line(person: Person) -> list[Any]:
    member = person.member
    return [
        member.name,
        member.email,
        member.staff_number,
        person.job_title,
        person.team.name if person.team else "",
        (member.manager.email or member.manager.name) if member.manager else "",
        member.site.name if member.site else "",
        member.joined_on,
        member.left_on,
        person.phone_work,
    ]
