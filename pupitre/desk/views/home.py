"""The first address of the hub: to sign in, to one's company, or to all of them in counts only."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from pupitre.desk.forms.companies import HalfDaysForm
from pupitre.desk.queries.companies import across
from pupitre.desk.tables.companies import page_of
from pupitre.desk.tables.switcher import doors_of
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.queries import memberships_of


@login_not_required
@require_safe
def home(request):
    if not request.user.is_authenticated:
        return redirect("sign_in") if Company.objects.exists() else render(request, "desk/empty_hub.html")
    members = memberships_of(request.user)
    if len(members) == 1:
        return redirect(members[0].company.address)
    return _page(request, members, HalfDaysForm(initial={"half_days": request.user.half_days}))


@require_http_methods(["GET", "HEAD", "POST"])
def companies(request):
    """The list of the rail, asked for when it opens: no page of a company ever names another."""
    members = memberships_of(request.user)
    if not members:
        raise Http404
    if request.method == "POST":
        return _give_half_days(request, members)
    if not request.htmx:
        return redirect("home")
    return render(request, "desk/_companies.html", {"doors": doors_of(members, request.htmx.current_url_abs_path)})


def _give_half_days(request, members):
    form = HalfDaysForm(request.POST)
    if not form.is_valid():
        return _page(request, members, form, status=422)
    request.user.half_days = form.cleaned_data["half_days"]
    request.user.save(update_fields=["half_days"])
    return redirect("home")


def _page(request, members, form, status=200):
    context = {"page": page_of(across(members), request.user) if members else None, "form": form}
    return render(request, "desk/home.html", context, status=status)
