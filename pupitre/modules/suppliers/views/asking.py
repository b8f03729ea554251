"""Asking whoever decides about a window: the page of the contract becomes a request, with its date and its stake."""

from django.http import Http404
from django.views.decorators.http import require_http_methods

from pupitre.engines.attention.public import presence_of
from pupitre.engines.decisions.public import request_decision, said_of
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.web.editing import save_form
from pupitre.kernel.periods import Period
from pupitre.modules.suppliers import policies
from pupitre.modules.suppliers.forms.contracts import AdviceForm
from pupitre.modules.suppliers.tables.asking import ask_about, decidable, standing_of
from pupitre.modules.suppliers.views.found import contract_or_404, contract_url

NOTE = "suppliers/contract_note.html"


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, ref):
    contract = contract_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    standing = standing_of(contract)
    if (act := decidable(standing)) is None:
        raise Http404
    form = AdviceForm(request.POST or None, initial={"decide_by": _last_presence(request.actor, act.act_by)})

    def sent(given):
        asked = ask_about(standing, act, given["advice"], given["recommendation"], given["decide_by"])
        return request_decision(asked, actor=request.actor, once=request.POST.get("once", ""))

    url = contract_url(request, contract.ref)
    context = {"contract": contract, "title": "Demander la décision", "back": url, "version": contract.version}
    return save_form(
        request,
        form,
        sent,
        template=NOTE,
        sentence=said_of,
        to=url,
        context=context,
    )


def _last_presence(actor, act_by):
    """So that the letter can still leave: the last day of the asker's before the window closes, else that day."""
    today = clock.today(actor.company)
    slots = presence_of(actor, today, act_by).slots(Period(today, max(today, act_by))) if act_by >= today else []
    days = [slot.day for slot in slots if slot.day <= act_by]
    return days[-1] if days else max(act_by, today)
