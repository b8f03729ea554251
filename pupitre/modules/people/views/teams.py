"""Teams: how many people in each, and who leads them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.kernel.formatting import counted
from pupitre.modules.people import actions, policies, queries
from pupitre.modules.people.forms import TeamForm


@require_safe
def teams(request: Any) -> HttpResponse:
    sizes = queries.sizes_of_teams(clock.today(request.actor.company))
    slug, directory = request.actor.company.slug, reverse("people:directory", args=[request.actor.company.slug])
    rows = [
        {
            "name": team.name,
            "lead": team.lead.name if team.lead else "",
            "size": counted(sizes.get(team.pk, 0), "personne"),
            "people_url": f"{directory}?team={team.ref}",
            "edit_url": reverse("people:team", args=[slug, team.ref]),
        }
        for team in queries.teams_visible_to(request.actor)
    ]
    return render(request, "people/teams.html", {"rows": rows, "can_edit": policies.can_edit_teams(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    require(policies.can_edit_teams(request.actor))
    return _saved(
        request,
        {},
        lambda given: actions.add_team(actor=request.actor, once=request.POST.get("once", ""), **given),
        "L’équipe est créée.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, ref: str) -> HttpResponse:
    team = get_object_or_404(queries.teams_visible_to(request.actor), ref=ref)
    require(policies.can_edit_teams(request.actor))
    return _saved(
        request,
        TeamForm.values_of(team),
        lambda given: actions.edit_team(team, sent_version(request), actor=request.actor, **given),
        "L’équipe est enregistrée.",
        team=team,
        version=team.version,
    )


def _saved(request: Any, initial: dict[str, str], act: Any, sentence: str, **context: Any) -> HttpResponse:
    members = queries.members_to_choose(clock.today(request.actor.company))
    back = reverse("people:teams", args=[request.actor.company.slug])
    form = TeamForm(request.POST or None, initial=initial, members=members)
    given = {**context, "back": back}
    return save_form(request, form, act, template="people/team_form.html", sentence=sentence, to=back, context=given)
