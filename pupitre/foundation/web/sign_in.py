"""Signing in: by e-mail and password, or by a link that GET shows and POST uses."""

from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from pupitre.foundation.access.links import open_link, use_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.accounts import limits
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.web import errors
from pupitre.foundation.web.forms import SignInForm
from pupitre.foundation.web.middleware import address_of

BACKEND = "pupitre.foundation.web.sessions.Accounts"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Any) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.method == "POST":
        email, address = form.data.get("email", ""), address_of(request)
        if limits.too_many(email, address):
            return errors.too_many_requests(request)
        if form.is_valid():
            limits.forget_failures(email, address)
            login(request, form.user, backend=BACKEND)
            return redirect(_next(request) or first_address(form.user))
        limits.note_failure(email, address)
    return render(request, "web/sign_in.html", {"form": form, "next": _next(request)})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_link(request: Any, token: str) -> HttpResponse:
    if request.method != "POST":
        link = open_link(token, Purpose.SIGN_IN)
        return render(request, "web/sign_in_by_link.html", {"link": link}, status=200 if link else 410)
    link = use_link(token, Purpose.SIGN_IN)
    if link is None or link.user is None:
        return render(request, "web/sign_in_by_link.html", {"link": None}, status=410)
    login(request, link.user, backend=BACKEND)
    return redirect(first_address(link.user))


@require_POST
def sign_out(request: Any) -> HttpResponse:
    logout(request)
    return redirect("sign_in")


def first_address(user: Any) -> str:
    """The one company of somebody, or the list of theirs."""
    members = memberships_of(user)
    return str(members[0].company.address) if len(members) == 1 else reverse("home")


def _next(request: Any) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
