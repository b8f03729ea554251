"""Accepting an invitation: GET says who invites and to what, POST joins, once; an account is entered by its owner."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pupitre.foundation import clock
from pupitre.foundation.access.links import any_link
from pupitre.foundation.access.models import Link, Purpose
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.foundation.web.entering import enter
from pupitre.kernel.formatting import day_full
from pupitre.modules.people import actions, queries
from pupitre.modules.people.forms import JoinForm
from pupitre.modules.people.rules import InvitationEnd

ENDS = {
    InvitationEnd.ACCEPTED: "Elle a déjà servi : connectez-vous avec votre compte.",
    InvitationEnd.CLOSED: "Elle a été annulée, ou remplacée par une plus récente.",
    InvitationEnd.EXPIRED: "Ses sept jours sont passés : demandez-en une autre à la personne qui vous l’a envoyée.",
    InvitationEnd.MOVED: "Elle a été envoyée à une autre adresse que celle de la fiche : demandez-en une autre.",
    InvitationEnd.GONE: "La fiche qu’elle ouvrait n’est plus active dans cette entreprise.",
}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Any, token: str) -> HttpResponse:
    link = any_link(token, Purpose.INVITATION)
    if link is None or link.member is None:
        response = render(request, "people/join_closed.html", {}, status=410)
    else:
        with working_for(link.member.company):
            response = _answer(request, token, link, link.member)
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: Any, token: str, link: Link, member: Member) -> HttpResponse:
    if end := queries.invitation_end(link):
        return render(request, "people/join_closed.html", {"reason": ENDS[end]}, status=410)
    context = _shown(request, link, member)
    if request.user.is_authenticated:
        return _by_the_account(request, token, member, context)
    form = JoinForm(request.POST or None, email=member.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept_invitation(token, None, form.cleaned_data["password"], actor=member)
        except Refusal as reason:
            form.add_error(None, str(reason))
        else:
            return enter(request, user, _door(member))
    status = 422 if request.method == "POST" else 200
    return render(request, "people/join.html", {**context, "form": form}, status=status)


def _by_the_account(request: Any, token: str, member: Member, context: dict[str, Any]) -> HttpResponse:
    """Whoever is signed in joins with that account, when the invitation is for its address."""
    if request.user.email != member.email.lower():
        return render(request, "people/join.html", {**context, "is_another": True}, status=403)
    if request.method == "POST":
        try:
            actions.accept_invitation(token, request.user, actor=member)
        except Refusal as reason:
            return render(request, "people/join_closed.html", {"reason": str(reason)}, status=410)
        return redirect(_door(member))
    return render(request, "people/join.html", {**context, "is_signed_in": True})


def _door(member: Member) -> str:
    """Whoever directs begins with what waits for them, and the one question that is theirs."""
    if member.has(Role.DIRECTOR):
        return reverse("decisions:inbox", args=[member.company.slug])
    return member.company.address


def _shown(request: Any, link: Link, member: Member) -> dict[str, Any]:
    inviter = queries.inviter_of(link)
    return {
        "member": member,
        "company": member.company,
        "inviter": inviter.name if inviter else "",
        "roles": [role.label for role in Role if role in member.roles],
        "until": day_full(clock.local(link.expires_at, member.company).date()),
        "sign_in_url": f"{reverse('sign_in')}?next={request.path}",
    }
