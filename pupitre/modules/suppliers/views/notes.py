"""What is noted of a contract on a short page of its own: a negotiation, its end, who follows it."""

from django.views.decorators.http import require_http_methods

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.modules.suppliers import actions, policies
from pupitre.modules.suppliers.forms.contracts import EndForm, NegotiationForm, OwnerForm
from pupitre.modules.suppliers.views.found import contract_or_404, contract_url

NOTE = "suppliers/contract_note.html"


@require_http_methods(["GET", "POST"])
def negotiations(request, ref):
    contract = contract_or_404(request, ref)
    require(policies.can_decide(request.actor, contract))
    form = NegotiationForm(request.POST or None, initial={"on": clock.today(request.actor.company)})
    form.fields[
        "price_cents"
    ].label = f"Nouveau prix {contract.get_price_per_display()}, {contract.get_price_basis_display()}"

    def act(noted):
        args = (contract, noted["on"], noted["price_cents"], sent_version(request))
        return actions.record_negotiation(*args, actor=request.actor)

    return _noted(request, contract, form, act, "Noter une négociation", "Négociation notée.")


@require_http_methods(["GET", "POST"])
def end(request, ref):
    contract = contract_or_404(request, ref)
    require(policies.can_edit_contracts(request.actor))
    form = EndForm(request.POST or None)

    def act(noted):
        return actions.end_contract(contract, noted["on"], sent_version(request), actor=request.actor)

    return _noted(request, contract, form, act, "Noter la fin du contrat", "Fin du contrat notée.")


@require_http_methods(["GET", "POST"])
def owner(request, ref):
    contract = contract_or_404(request, ref)
    require(policies.can_edit_contracts(request.actor))
    form = OwnerForm(request.POST or None, stored=contract.owner)

    def act(noted):
        return actions.assign_contract(contract, noted["owner"], actor=request.actor)

    return _noted(request, contract, form, act, "Confier ce contrat", "Responsable noté.")


def _noted(request, contract, form, act, title, sentence):
    url = contract_url(request, contract.ref)
    context = {"contract": contract, "title": title, "back": url, "version": contract.version}
    return save_form(request, form, act, template=NOTE, sentence=sentence, to=url, context=context)
