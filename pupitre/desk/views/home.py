"""The first address of the hub: to sign in, to one's company, or to all of them in counts only."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pupitre.desk.queries.companies import houses_of
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
    return render(request, "desk/home.html", {"houses": houses_of(members)})
