"""« Aujourd’hui sans Claire », without an account: GET shows, POST says what came of a line, as often as needed."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pupitre.engines.relay import actions, queries
from pupitre.engines.relay.forms import ReportForm
from pupitre.engines.relay.models import Handover
from pupitre.engines.relay.views.pages import page_of
from pupitre.foundation import clock
from pupitre.foundation.access.links import open_link
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import working_for


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def relay_by_link(request: Any, token: str) -> HttpResponse:
    link = open_link(token, Purpose.RELAY)
    if link is None or link.member is None:
        response = _closed(request)
    else:
        with working_for(link.member.company):
            response = _answer(request, link, link.member)
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: Any, link: Link, relay: Member) -> HttpResponse:
    handover = queries.handover_named(link.subject)
    is_here = relay.is_here(clock.today(relay.company))
    if handover is None or not is_here or handover.relay_id != relay.pk or queries.is_over(handover, relay.company):
        return _closed(request)
    if request.method != "POST":
        return _page(request, handover, relay)
    form = ReportForm(request.POST)
    typed = form.cleaned_data["line"] if form.is_valid() else ""
    line = handover.lines.filter(ref=typed).select_related("handover").first()
    if line is None:
        return _page(request, handover, relay, "Cette réponse n’a pas pu être lue. Rien n’a changé.", 422)
    try:
        actions.report_line(line, form.cleaned_data["outcome"], form.cleaned_data["said"], actor=relay)
    except Refusal as reason:
        return _page(request, handover, relay, str(reason), 422)
    return redirect(f"{request.path}#{line.ref}")


def _page(request: Any, handover: Handover, relay: Member, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        **page_of(handover, relay.company),
        "company": relay.company,
        "reader": relay,
        "refusal": refusal,
        "can_report": True,
        "post_to": request.path,
    }
    return render(request, "relay/link.html", context, status=status)


def _closed(request: Any) -> HttpResponse:
    return render(request, "relay/link_closed.html", {}, status=410)
