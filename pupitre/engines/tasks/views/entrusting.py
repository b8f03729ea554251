"""« Confier à Claire », from a phone: what, perhaps a photograph, and when she is there to read it."""

from datetime import date, timedelta

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pupitre.engines.attention.public import agenda_of
from pupitre.engines.tasks import actions, policies, queries
from pupitre.engines.tasks.forms import EntrustForm
from pupitre.engines.tasks.tables import state_said
from pupitre.engines.tasks.views.found import task_url
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.web.answers import done
from pupitre.foundation.web.editing import new_once
from pupitre.kernel.formatting import day_near
from pupitre.kernel.periods import Period

AHEAD = timedelta(weeks=4)
SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def entrust(request):
    require(policies.can_add(request.actor))
    form = EntrustForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        given = (sent.name, sent.chunks()) if sent else ()
        once = request.POST.get("once", "")
        try:
            made = actions.entrust_task(form.draft(), *given, actor=request.actor, once=once)
        except Refusal as reason:
            form.add_error(None, str(reason))
        else:
            return done(request, _said(made.owner), to=reverse("tasks:entrust", args=[request.actor.company.slug]))
    return _page(request, form)


def _page(request, form):
    on = clock.today(request.actor.company)
    context = {
        "form": form,
        "once": request.POST.get("once") or new_once(),
        "entrusted": [
            {"task": task, "url": task_url(request, task.ref), "state": state_said(task, on)}
            for task in queries.entrusted_by(request.actor, SHOWN)
        ],
    }
    return render(request, "tasks/entrust.html", context, status=422 if request.method == "POST" else 200)


def _said(owner: Member) -> str:
    """« Confié à Claire Morel, là jeudi 26. »"""
    on = clock.today(owner.company)
    when = _next_there(owner, on)
    return f"Confié à {owner.name}, là {day_near(when, on)}." if when else f"Confié à {owner.name}."


def _next_there(owner: Member, on: date) -> date | None:
    agenda, _ = agenda_of(owner, on)
    return next((slot.day for slot in agenda.slots(Period(on, on + AHEAD)) if slot.ends_at > clock.now()), None)
