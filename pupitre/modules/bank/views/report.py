"""The page to send: read, printed, or sent to the direction after a look at the mail."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.web.answers import answer
from pupitre.kernel.formatting import counted
from pupitre.modules.bank import actions, policies
from pupitre.modules.bank.forms import SendingForm
from pupitre.modules.bank.tables.report import letter_of, report_of
from pupitre.ui.addresses import url_of


@require_safe
def report(request):
    require(policies.can_see(request.actor))
    found = report_of(request.actor.company)
    context = {
        "report": found,
        "missing_count": counted(len(found.missing), "contrat"),
        "can_discover": policies.can_discover(request.actor),
        "company": request.actor.company,
    }
    return render(request, "bank/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sending(request):
    """GET shows the mail as it will leave; POST sends it."""
    require(policies.can_discover(request.actor))
    company = request.actor.company
    on = clock.today(company)
    direction = [member for member in members_on(on) if policies.may_receive(member, on)]
    page = url_of("bank:report", company.slug)
    letter = letter_of(report_of(company), company, f"{settings.URL}{page}")
    form = SendingForm(request.POST or None, direction=direction)
    if form.is_valid():
        recipient = form.recipient()
        return answer(request, f"Page envoyée à {recipient.name}.", actions.send_report, recipient, letter, to=page)
    context = {"form": form, "letter": letter, "page": page, "direction": direction}
    return render(request, "bank/sending.html", context, status=422 if form.errors else 200)
