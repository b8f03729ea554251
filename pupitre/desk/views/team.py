"""« Mon équipe » : one screen for whoever has people to look after, or several teams to look into."""

from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupitre.desk import policies
from pupitre.desk.queries.team import TeamView, team_view
from pupitre.desk.queries.teams import Staff, Team, staff_around
from pupitre.desk.tables.team import FIGURES, KEYS, load_rows, week_head, week_rows, without_load
from pupitre.kernel.formatting import NO_BREAK, counted
from pupitre.ui.addresses import url_of


@require_safe
def team(request):
    if not policies.can_see_teams(request.actor):
        raise Http404
    staff, asked = staff_around(request.actor), request.GET.get("team", "")
    found = staff.team_of(asked or request.actor.ref)
    if asked and found is None:
        raise Http404
    context = {"title": _title(request.actor, found), "chips": _chips(staff, found)}
    if found is None:
        return render(request, "desk/no_team.html", context)
    return render(request, "desk/team.html", {**context, **_context(staff, team_view(staff, found))})


def _context(staff: Staff, view: TeamView) -> dict[str, Any]:
    return {
        "view": view,
        "subtitle": _subtitle(view),
        "week_head": week_head(view.week, staff.on),
        "week_rows": week_rows(view.week, staff.actor.company.slug),
        "keys": KEYS,
        "load_heads": [label for _, label, _ in FIGURES],
        "load_rows": load_rows(view.team.people, view.loads),
        "without_load": without_load(view.team.people, view.loads),
    }


def _title(actor, found: Team | None) -> str:
    if found is None:
        return "Mon équipe" if policies.leads_a_team(actor) else "Les équipes"
    return "Mon équipe" if found.lead.pk == actor.pk else f"Équipe{NO_BREAK}: {found.lead.name}"


def _subtitle(view: TeamView) -> str:
    asks = counted(len(view.to_answer), "demande attend", "demandes attendent") if view.to_answer else ""
    return " · ".join(filter(None, (view.week.today, f"{asks} votre réponse" if asks else "")))


def _chips(staff: Staff, found: Team | None) -> list[dict[str, Any]]:
    """The other teams the reader may open; none for who has only their own."""
    base = url_of("desk:team", staff.actor.company.slug)
    if len(staff.teams) < 2 and found is not None:
        return []
    return [
        {
            "label": "Mon équipe" if one.lead.pk == staff.actor.pk else one.lead.name,
            "url": base if one.lead.pk == staff.actor.pk else f"{base}?team={one.lead.ref}",
            "count": len(one.people),
            "is_current": found is not None and one.lead.pk == found.lead.pk,
        }
        for one in staff.teams
    ]
