"""One's own account: the password, and closing every other session."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from pupitre.foundation.access.second_factor import has_second_factor
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.web.forms import PasswordForm
from pupitre.foundation.web.sessions import close_other_sessions


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Any) -> HttpResponse:
    form = PasswordForm(request.POST or None, user=request.user)
    if form.is_valid():
        request.user.set_password(form.cleaned_data["new"])
        request.user.save(update_fields=["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "Le mot de passe est changé ; les autres sessions sont fermées.")
        return redirect("account")
    context = {
        "form": form,
        "members": memberships_of(request.user),
        "has_second_factor": has_second_factor(request.user),
        "said": list(messages.get_messages(request)),
    }
    return render(request, "web/account.html", context)


@require_POST
def close_sessions(request: Any) -> HttpResponse:
    close_other_sessions(request)
    messages.success(request, "Les autres sessions sont fermées.")
    return redirect("account")
