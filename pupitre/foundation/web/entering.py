"""The last step of every way in: the session is opened at once, or after the code of a second factor."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY, login, logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from pupitre.foundation import clock
from pupitre.foundation.access.second_factor import has_second_factor
from pupitre.foundation.accounts.models import User

BACKEND = "pupitre.foundation.web.sessions.Accounts"
WAITING = "waiting_for_a_code"
PATIENCE = timedelta(minutes=10)


def enter(request: Any, user: User, to: str) -> HttpResponse:
    if not has_second_factor(user):
        return _open(request, user, to)
    logout(request)  # a session of its own, with nothing in it of whoever was there before
    until = (clock.now() + PATIENCE).isoformat()
    request.session[WAITING] = {"user": user.pk, "was": user.get_session_auth_hash(), "until": until, "to": to}
    return redirect("sign_in_code")


def who_waits(request: Any) -> User | None:
    """Whose first factor was right, less than ten minutes ago and with the password of now."""
    said = request.session.get(WAITING)
    if not said or clock.now() >= datetime.fromisoformat(said["until"]):
        return None
    user = User.objects.filter(pk=said["user"]).first()
    if user is None or not constant_time_compare(said["was"], user.get_session_auth_hash()):
        return None
    return user if has_second_factor(user) else None


def finish(request: Any, user: User) -> HttpResponse:
    return _open(request, user, request.session.pop(WAITING)["to"])


def _open(request: Any, user: User, to: str) -> HttpResponse:
    """With a key of its own, even of somebody who was signed in already: the one before opens nothing any more."""
    if SESSION_KEY in request.session:
        request.session.flush()
    login(request, user, backend=BACKEND)
    return redirect(to)
