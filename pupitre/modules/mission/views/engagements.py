"""What the mission costs: how each office manager is paid, seen by the direction and by herself."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.web.answers import answer
from pupitre.foundation.web.editing import save_form
from pupitre.kernel.formatting import day_short, euros_short
from pupitre.modules.mission import actions, policies, queries
from pupitre.modules.mission.forms import EndForm, EngagementForm
from pupitre.modules.mission.models import RATES
from pupitre.modules.mission.views.found import tabs
from pupitre.ui.addresses import url_of

WORDS = {str(code): words for code, words in RATES}


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request):
    if not policies.can_see_costs(request.actor):
        raise Http404
    here = members_on(clock.today(request.actor.company))
    members = [one for one in here if policies.can_agree(request.actor, one)]
    form = EngagementForm(request.POST or None, members=members, initial=_alone(members))
    once = request.POST.get("once", "")

    def act(given):
        return actions.agree_engagement(
            given["member"], form.terms(), given["target_days"], actor=request.actor, once=once
        )

    def context():
        rows = queries.engagements_visible_to(request.actor)
        return {
            "lines": [_line(request, row) for row in rows],
            "has_members": bool(members),
            "slug": _slug(request),
            "tabs": tabs(request, "engagements"),
        }

    to = url_of("mission:engagements", _slug(request))
    return save_form(
        request, form, act, template="mission/engagements.html", sentence="C’est noté.", to=to, context=context
    )


@require_POST
def end(request, ref):
    found = get_object_or_404(queries.engagements_visible_to(request.actor), ref=ref)
    form = EndForm(request.POST)
    to = url_of("mission:engagements", _slug(request))
    if not form.is_valid():
        return answer(request, "", _without_a_day, to=to)
    require(policies.can_end(request.actor, found))
    return answer(request, "Sa fin est notée.", actions.end_engagement, found, form.cleaned_data["on"], to=to)


def _without_a_day(*, actor):
    raise actions.CannotAgree("Donnez son dernier jour, par exemple 31/12.")


def _slug(request):
    return request.actor.company.slug


def _alone(members):
    return {"member": members[0].ref} if len(members) == 1 else {}


def _line(request, row):
    until = f"au {day_short(row.ends_on)}" if row.ends_on else "tant que rien n’est noté"
    return {
        "name": row.member.name,
        "rate": f"{euros_short(row.rate_cents)} HT {WORDS[row.per]}",
        "days": f"du {day_short(row.starts_on)} {until}",
        "target": f"{row.target_days} jours par mois prévus" if row.target_days else "",
        "end_url": url_of("mission:engagement_end", _slug(request), row.ref) if row.ends_on is None else "",
        "can_end": policies.can_end(request.actor, row),
        "ref": row.ref,
    }
