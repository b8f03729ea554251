"""One's own second factor: turning it on, its recovery codes, turning it off."""

import io
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import segno
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupitre.foundation.access import codes, second_factor
from pupitre.foundation.access.second_factor import TooManyCodes
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.web import events
from pupitre.foundation.web.forms import ConfirmForm, ProofForm
from pupitre.foundation.web.middleware import address_of
from pupitre.foundation.web.sessions import close_other_sessions
from pupitre.foundation.web.telling import tell_of_account

QR_SIDE = 234  # pixels: whole on the narrowest phone
QR_SAYS = "Code QR à lire avec l’application"
FILE = "pupitre-codes-de-secours.txt"


@require_safe
def security(request: Any) -> HttpResponse:
    is_on = second_factor.has_second_factor(request.user)
    members = memberships_of(request.user)
    context = {
        "is_on": is_on,
        "left": second_factor.codes_left(request.user) if is_on else 0,
        "asking": [member for member in members if member.must_have_second_factor],
        "open": [member for member in members if not member.must_have_second_factor],
        "said": list(messages.get_messages(request)),
    }
    return render(request, "web/security.html", context)


@require_POST
def begin(request: Any) -> HttpResponse:
    second_factor.begin(request.user)
    return redirect("security_confirm")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Any) -> HttpResponse:
    """The code proves that the application works; until then nothing is asked of anybody."""
    draft = second_factor.draft_of(request.user)
    if draft is None:
        return redirect("security")
    form = ConfirmForm(request.POST or None, **_asker(request))
    if form.is_valid() and (made := _turned_on(request, form)):
        return _shown_once(request, made)
    secret = second_factor.secret_of(draft)
    context = {
        "form": form,
        "key": codes.spaced(secret),
        "picture": qr_of(codes.setup_address(secret, draft.user.email)),
    }
    return render(request, "web/security_confirm.html", context, status=422 if form.errors else 200)


def _turned_on(request: Any, form: ConfirmForm) -> list[str]:
    def act(typed: str) -> list[str]:
        if not second_factor.confirm(request.user, typed, address_of(request)):
            return []
        made = second_factor.new_recovery_codes(request.user)
        _close_the_others(request)
        tell_of_account(request.user, events.SecondFactorTurnedOn)
        return made

    return _proven(form, act) or []


@require_http_methods(["GET", "HEAD", "POST"])
def renew_codes(request: Any) -> HttpResponse:
    def act(typed: str) -> list[str]:
        if second_factor.accept(request.user, typed, address_of(request)) is None:
            return []
        tell_of_account(request.user, events.RecoveryCodesRenewed)
        return second_factor.new_recovery_codes(request.user)

    if not second_factor.has_second_factor(request.user):
        return redirect("security")
    form = ProofForm(request.POST or None, **_asker(request))
    if form.is_valid() and (made := _proven(form, act)):
        return _shown_once(request, made, are_new=True)
    return render(request, "web/security_codes.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def turn_off(request: Any) -> HttpResponse:
    def act(typed: str) -> bool:
        if second_factor.accept(request.user, typed, address_of(request)) is None:
            return False
        second_factor.turn_off(request.user)
        _close_the_others(request)
        tell_of_account(request.user, events.SecondFactorTurnedOff)
        return True

    if not second_factor.has_second_factor(request.user):
        return redirect("security")
    form = ProofForm(request.POST or None, **_asker(request))
    if form.is_valid() and _proven(form, act):
        messages.success(request, "Le second facteur est désactivé ; les autres sessions sont fermées.")
        return redirect("security")
    asking = [member for member in memberships_of(request.user) if member.must_have_second_factor]
    context = {"form": form, "asking": asking}
    return render(request, "web/security_off.html", context, status=422 if form.errors else 200)


def _asker(request: Any) -> dict[str, Any]:
    return {"user": request.user, "address": address_of(request)}


def _close_the_others(request: Any) -> None:
    """And this one changes its key."""
    close_other_sessions(request)
    request.session.cycle_key()


def _proven(form: Any, act: Any) -> Any:
    """What the act made, whole or not at all; else the form says why. A refused code stays counted."""
    try:
        with transaction.atomic():
            made = act(form.cleaned_data["code"])
    except TooManyCodes as reason:
        form.add_error("code", str(reason))
        return None
    if not made:
        form.add_error("code", form.REFUSED)
    return made


def _shown_once(request: Any, made: list[str], *, are_new: bool = False) -> HttpResponse:
    given = {"are_new": are_new, "to": _after(request)}
    context = {"codes": made, "file": FILE, "download": _as_text(request.user.email, made), **given}
    return render(request, "web/security_shown.html", context)


def _as_text(email: str, made: Iterable[str]) -> str:
    """The file is in the page itself: the codes make no second journey."""
    lines = [f"Pupitre, codes de secours de {email}", "Chacun sert une fois.", "", *made, ""]
    return "data:text/plain;charset=utf-8," + quote("\r\n".join(lines))


def _after(request: Any) -> str:
    """Where they were going: the one company that asked for it, if there is one."""
    asking = [member for member in memberships_of(request.user) if member.must_have_second_factor]
    return str(asking[0].company.address) if len(asking) == 1 else reverse("home")


def qr_of(address: str) -> SafeString:
    """Black on white whatever the theme, or phones read nothing."""
    drawn = io.BytesIO()
    how = {"xmldecl": False, "svgns": False, "nl": False, "svgclass": None, "lineclass": None, "omitsize": True}
    segno.make(address, error="m").save(drawn, kind="svg", dark="#000", light="#fff", title=QR_SAYS, **how)
    size = f'<svg width="{QR_SIDE}" height="{QR_SIDE}" role="img" aria-label="{QR_SAYS}"'
    return mark_safe(drawn.getvalue().decode().replace("<svg", size, 1))  # noqa: S308 (squares, and words of ours)
