"""What one receives by mail: choosing the rhythm, and the way out that every digest carries."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pupitre.foundation.access.links import open_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.notifications import preferences as chosen
from pupitre.foundation.notifications.models import Mail, Rhythm
from pupitre.foundation.notifications.queries import last_failure_of
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.queries import memberships_of
from pupitre.foundation.tenancy.scope import working_for


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(label="Recevoir le récapitulatif", choices=Rhythm, widget=forms.RadioSelect)


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Any) -> HttpResponse:
    form = RhythmForm(request.POST or None, initial={"rhythm": chosen.preference_of(request.user).rhythm})
    if form.is_valid():
        chosen.choose_rhythm(request.user, Rhythm(form.cleaned_data["rhythm"]))
        messages.success(request, "C’est noté.")
        return redirect("mail_preferences")
    context = {"form": form, "said": list(messages.get_messages(request)), "failure": _failure(request.user)}
    return render(request, "web/mail.html", context, status=422 if form.errors else 200)


@csrf_exempt  # RFC 8058: a mail reader posts with the token of the link, and nothing else
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: Any, token: str) -> HttpResponse:
    """GET shows, POST unsubscribes: whatever opens every link of a mail changes nothing."""
    if request.method == "POST":
        is_done = chosen.unsubscribe(token)
        return render(request, "web/unsubscribe.html", {"is_done": is_done}, status=200 if is_done else 410)
    link = open_link(token, Purpose.UNSUBSCRIBE)
    return render(request, "web/unsubscribe.html", {"link": link}, status=200 if link else 410)


def _failure(user: Any) -> Mail | None:
    """The latest mail of one of their companies, when it did not leave."""
    return next(filter(None, map(_failure_in, memberships_of(user))), None)


def _failure_in(member: Member) -> Mail | None:
    with working_for(member.company):
        return last_failure_of(member)
