"""The two doors of an empty hub: the sample company, or one's own."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pupitre.desk.forms.setup import FoundForm
from pupitre.foundation import clock
from pupitre.foundation.access.links import open_link, use_link
from pupitre.foundation.access.models import Purpose
from pupitre.foundation.accounts.models import User
from pupitre.foundation.registry import rooms
from pupitre.foundation.tenancy.models import Company
from pupitre.modules.people.public import Founding, found_company

BACKEND = "pupitre.foundation.web.sessions.Accounts"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request, token):
    """GET shows, POST acts, once; shut for good as soon as a company lives here."""
    if Company.objects.exists() or open_link(token, Purpose.SET_UP) is None:
        return render(request, "desk/setup_closed.html", {"is_taken": Company.objects.exists()}, status=410)
    if request.method != "POST":
        return _page(request, FoundForm())
    if request.POST.get("door") == "sample" and sample() is not None:
        return _open_sample(request, token)
    form = FoundForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    return _found(request, token, form.cleaned_data)


def sample():
    """What plays the sample company, when the demonstration is installed."""
    plays = rooms["demo"].plays if "demo" in rooms else ()
    return plays[0] if plays else None


def _page(request, form):
    return render(request, "desk/setup.html", {"form": form, "has_sample": sample() is not None})


def _open_sample(request, token):
    use_link(token, Purpose.SET_UP)
    login(request, sample()(clock.now().date()), backend=BACKEND)
    return redirect("home")


def _found(request, token, typed):
    if use_link(token, Purpose.SET_UP) is None:
        return render(request, "desk/setup_closed.html", {"is_taken": True}, status=410)
    founder = found_company(
        Founding(
            company=typed["company"],
            person=typed["person"],
            email=typed["email"],
            site=typed["site"],
            zone=typed["zone"],
            roles=tuple(typed["roles"]),
        )
    )
    user = User.objects.get(email=founder.email)
    user.set_password(typed["password"])
    user.save(update_fields=["password"])
    login(request, user, backend=BACKEND)
    return redirect("desk:presence", founder.company.slug)
