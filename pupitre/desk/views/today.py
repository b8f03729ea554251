"""The first screen, by role; and « Vu », which only the session remembers."""

from datetime import datetime

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from pupitre.desk import policies
from pupitre.desk.queries.direction import direction_of
from pupitre.desk.queries.employee import everybody_of
from pupitre.desk.queries.first_steps import first_steps_of
from pupitre.desk.queries.today import day_of
from pupitre.foundation.tenancy.models import Role

SEEN = "seen"  # session: for each company, the instant up to which the news were read
SKIPPED = "first_steps_skipped"  # session: the companies whose first steps were put away


@require_safe
def today(request):
    actor = request.actor
    if actor.has(Role.OFFICE_MANAGER):
        return _office(request)
    if actor.has(Role.DIRECTOR):
        context = {"desk": direction_of(actor, _seen(request))}
        return render(request, "desk/direction.html", context)
    mine = {"desk": everybody_of(actor), "has_team": policies.leads_a_team(actor)}
    return render(request, "desk/everybody.html", mine)


def _office(request):
    desk = day_of(request.actor, _seen(request), is_replanned="replanned" in request.GET)
    steps = () if desk.has_presence and desk.score.count else _steps(request)
    context = {"desk": desk, "steps": steps, "steps_done": sum(step.is_done for step in steps)}
    return render(request, "desk/elsewhere.html" if desk.triage and desk.has_presence else "desk/today.html", context)


def _steps(request):
    """Shown while the desk is empty; put away by hand, found again by `?steps`."""
    if request.actor.company.slug in request.session.get(SKIPPED, []) and "steps" not in request.GET:
        return ()
    steps = first_steps_of(request.actor)
    return steps if any(not step.is_done for step in steps) else ()


@require_POST
def seen(request):
    until = _instant(request.POST.get("until", ""))
    if until:
        request.session[SEEN] = {**request.session.get(SEEN, {}), request.actor.company.slug: until.isoformat()}
    return redirect("desk:today", request.actor.company.slug)


@require_POST
def steps(request):
    """« Plus tard » : the first steps leave the desk."""
    slugs = {*request.session.get(SKIPPED, []), request.actor.company.slug}
    request.session[SKIPPED] = sorted(slugs)
    return redirect("desk:today", request.actor.company.slug)


def _seen(request):
    return _instant(request.session.get(SEEN, {}).get(request.actor.company.slug, ""))


def _instant(text):
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
