"""Deciding from a mail, without signing in: GET shows, POST decides, once."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from pupitre.engines.decisions import policies
from pupitre.engines.decisions.actions import CannotDecide, Given
from pupitre.engines.decisions.actions.answers import why_sign_in
from pupitre.engines.decisions.actions.links import decide_by_link as decide
from pupitre.engines.decisions.forms import AnswerForm
from pupitre.engines.decisions.queries import requests
from pupitre.engines.decisions.rules import REQUEST
from pupitre.engines.decisions.tables.cards import card_of
from pupitre.engines.decisions.views.cards import Page, decided
from pupitre.foundation import clock
from pupitre.foundation.access.links import any_link, open_link
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.tenancy.scope import working_for
from pupitre.foundation.web.downloads import handed_out

TOO_FAST = 3  # seconds between the page and its answer: a scanner's, not a reader's
SALT = "decisions.shown"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_by_link(request: Any, token: str) -> HttpResponse:
    link = any_link(token, Purpose.DECISION)
    if link is None or link.member is None:
        return render(request, "decisions/link_closed.html", {}, status=410)
    with working_for(link.member.company):
        response = _answer(request, token, link)
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def file(request: Any, token: str, ref: str) -> HttpResponseBase:
    """A document of the request, for as long as the link is open."""
    link = open_link(token, Purpose.DECISION)
    if link is None or link.member is None:
        raise Http404
    with working_for(link.member.company):
        asked: Any = requests.request_named(link.subject)
        found = next((one for one in attachments_of(REQUEST, link.subject) if one.ref == ref), None)
        is_here = link.member.is_here(clock.today(link.member.company))
        if found is None or not is_here or _refusal(request, token, link, asked, Page.of(link.member)):
            raise Http404
        return handed_out(link.member.company, found)


def _answer(request: Any, token: str, link: Link) -> HttpResponse:
    """A POST asks only whose session it comes in: who may decide, and of what, is asked under lock by the action."""
    member: Any = link.member
    asked = requests.request_named(link.subject)
    if asked is None or not member.is_here(clock.today(member.company)):
        return render(request, "decisions/link_closed.html", {}, status=410)
    url = reverse("decisions:request", args=[member.company.slug, asked.ref])
    context = {"link": link, "company": member.company, "asker": asked.asker.name, "page_url": url}
    if not asked.is_open:
        return _decided(request, asked, context)
    initial = {"edition": asked.edition, "code": request.GET.get("code", "")}
    form = AnswerForm(request.POST or None, initial=initial, kind=requests.kind_named(asked.kind))
    if request.method == "POST" and form.is_valid() and not _is_of_somebody_else(request, member):
        if not _is_too_fast(request):
            return _sent(request, token, link, asked, context, Given(**form.cleaned_data))
        form.add_error(None, "Relisez, puis confirmez : la réponse est venue plus vite qu’on ne lit.")
    return _shown(request, token, link, asked, context, form)


def _sent(request: Any, token: str, link: Link, asked: Any, context: dict[str, Any], given: Given) -> HttpResponse:
    try:
        decide(token, link, asked, given)
    except (Refusal, PermissionDenied) as reason:
        return _refused(request, asked, context, reason)
    final = requests.final_answer(asked)
    said = decided(final, asked) if final else None
    return render(request, "decisions/link.html", {**context, "final": said, "is_just_done": True})


def _shown(request: Any, token: str, link: Link, asked: Any, context: dict[str, Any], form: AnswerForm) -> HttpResponse:
    member: Any = link.member
    page = Page.of(member)
    if refusal := _refusal(request, token, link, asked, page):
        return render(request, "decisions/link.html", {**context, "refusal": refusal}, status=403)
    context |= {
        "asked": asked,
        "card": card_of(asked, member.company, page.on),
        "files": attachments_of(REQUEST, asked.ref),
        "token": token,
        "behalf": page.in_whose_name(asked),
        "form": form,
        "shown": signing.dumps(_seconds(), salt=SALT),
    }
    return render(request, "decisions/link.html", context, status=422 if request.method == "POST" else 200)


def _is_of_somebody_else(request: Any, member: Any) -> bool:
    return bool(request.user.is_authenticated and request.user.pk != member.user_id)


def _decided(request: Any, asked: Any, context: dict[str, Any]) -> HttpResponse:
    """Who and when, and nothing of what it was about: the link may be old, and in other hands."""
    final = requests.final_answer(asked)
    said = decided(final, asked) if final else None
    return render(request, "decisions/link.html", {**context, "final": said, "is_withdrawn": said is None})


def _refusal(request: Any, token: str, link: Link, asked: Any, page: Page) -> str:
    """Why this link decides nothing now; every reason is asked again under lock when it is used."""
    member: Any = link.member
    if _is_of_somebody_else(request, member):
        return f"Ce lien parle pour {member.name} : déconnectez-vous d’abord, ou ouvrez-le dans un autre navigateur."
    if not policies.can_decide(member, asked, requests.seats_of(asked, page.board, member.company)):
        return "Cette décision n’est plus la vôtre : le rôle, la limite ou la suppléance ont changé."
    if link.edition != asked.edition:
        return "La demande a changé depuis ce mail : ouvrez-la dans Pupitre pour la lire telle qu’elle est."
    if reason := why_sign_in(asked, requests.kind_named(asked.kind), member):
        return reason
    return "" if open_link(token, Purpose.DECISION) else "Ce lien a servi, ou n’est plus valable."


def _refused(request: Any, asked: Any, context: dict[str, Any], reason: Exception) -> HttpResponse:
    """Somebody else was faster, or something changed between the page and the answer."""
    fresh: Any = requests.request_named(asked.ref)
    if not fresh.is_open and isinstance(reason, CannotDecide):
        return _decided(request, fresh, context)
    sentence = str(reason) or "Cette décision n’est plus la vôtre."
    return render(request, "decisions/link.html", {**context, "refusal": sentence}, status=403)


def _is_too_fast(request: Any) -> bool:
    try:
        shown = signing.loads(request.POST.get("shown", ""), salt=SALT)
    except signing.BadSignature:
        return True
    return _seconds() - int(shown) < TOO_FAST


def _seconds() -> int:
    return int(clock.now().timestamp())
