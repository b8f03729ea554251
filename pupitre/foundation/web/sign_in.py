"""Signing in: by e-mail and password, or by a link that GET shows and POST uses; then by a code when there is one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from pupitre.foundation.access.links import open_link, use_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.access.second_factor import Opened, TooManyCodes, accept, codes_left
from pupitre.foundation.accounts import limits
from pupitre.foundation.accounts.models import User
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.web import errors
from pupitre.foundation.web.entering import enter, finish, who_waits
from pupitre.foundation.web.events import RecoveryCodeUsed
from pupitre.foundation.web.forms import CodeForm, RecoveryForm, SignInForm
from pupitre.foundation.web.middleware import address_of
from pupitre.foundation.web.telling import tell_of_account


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
            return enter(request, form.user, _next(request) or first_address(form.user))
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
    return enter(request, link.user, first_address(link.user))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: Any) -> HttpResponse:
    """The second step; « secours » asks for a code on paper, which has letters."""
    user = who_waits(request)
    if user is None:
        return redirect("sign_in")
    is_recovery = "secours" in request.POST or "secours" in request.GET
    form = (RecoveryForm if is_recovery else CodeForm)(request.POST or None)
    status = 422 if request.method == "POST" else 200
    if form.is_valid():
        try:
            if opened := accept(user, form.cleaned_data["code"], address_of(request)):
                return _opened_by(request, user, opened)
            form.add_error("code", form.REFUSED)
        except TooManyCodes as reason:
            form.add_error("code", str(reason))
            status = 429
    context = {"form": form, "is_recovery": is_recovery, "email": user.email}
    return render(request, "web/sign_in_code.html", context, status=status)


def _opened_by(request: Any, user: User, opened: Opened) -> HttpResponse:
    if opened is Opened.BY_RECOVERY_CODE:
        _say_what_is_left(request, user)
    return finish(request, user)


def _say_what_is_left(request: Any, user: User) -> None:
    left = codes_left(user)
    tell_of_account(user, RecoveryCodeUsed, left=left)
    messages.info(
        request,
        f"Un code de secours a servi ; il en reste {left}. « Mon compte », puis « Sécurité » : en faire d’autres.",
    )


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
