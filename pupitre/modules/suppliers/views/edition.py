"""The form of a contract, and the windows it foretells while one types."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.kernel.calendar import Zone
from pupitre.kernel.notice import windows
from pupitre.modules.suppliers import actions, policies, queries
from pupitre.modules.suppliers.forms.contracts import ContractForm, TermsForm, foreseen
from pupitre.modules.suppliers.tables.windows import foretold
from pupitre.ui.addresses import url_of

FORM = "suppliers/contract_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
def new_contract(request):
    require(policies.can_edit_contracts(request.actor))
    supplier = queries.suppliers_visible_to(request.actor).filter(ref=request.GET.get("supplier", "")).first()
    initial = foreseen(request.GET) | ({"supplier": supplier.name} if supplier else {})
    form = ContractForm(request.POST or None, initial=initial)
    once = request.POST.get("once", "")

    def act(_):
        return actions.sign_contract(form.draft(), actor=request.actor, once=once)

    listing = url_of("suppliers:contract_list", request.actor.company.slug)

    def context():
        return {**_context(request, form), "title": "Nouveau contrat", "back": listing}

    return save_form(
        request, form, act, template=FORM, sentence="Contrat enregistré.", to=_page(request), context=context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_contract(request, ref):
    if (contract := queries.contract_seen(request.actor, ref)) is None:
        raise Http404
    require(policies.can_edit_contracts(request.actor))
    form = ContractForm(request.POST or None, contract=contract)

    def act(_):
        return actions.edit_contract(contract, form.draft(), sent_version(request), actor=request.actor)

    back = url_of("suppliers:contract", request.actor.company.slug, ref)

    def context():
        said = {"title": contract.title, "contract": contract, "back": back}
        return {**_context(request, form), **said, "version": request.POST.get("version", contract.version)}

    return save_form(request, form, act, template=FORM, sentence="Contrat modifié.", to=back, context=context)


@require_safe
def preview(request):
    """The windows that the terms typed so far would give."""
    require(policies.can_edit_contracts(request.actor))
    return render(request, f"{FORM}#preview", _foretold(request, TermsForm(request.GET)))


def _context(request, form):
    suppliers = queries.suppliers_visible_to(request.actor).values_list("name", flat=True)
    return {"suppliers": suppliers, "categories": queries.categories_in_use(), **_foretold(request, form)}


def _foretold(request, form):
    """Nothing to show until the terms can be read: no error is shouted while somebody types."""
    company = request.actor.company
    on = clock.today(company)
    told = TermsForm(request.GET) if "starts_on" in request.GET and not form.is_bound else form
    terms = told.terms() if told.is_bound and told.is_valid() else None
    if terms is None and (contract := getattr(form, "contract", None)) is not None and not form.is_bound:
        terms = queries.facts_of(contract, company, ()).terms
    return {
        "foretold": foretold(windows(terms, on, Zone(company.zone)), on) if terms else [],
        "has_terms": bool(terms),
        "terms": terms,
    }


def _page(request):
    return lambda contract: url_of("suppliers:contract", request.actor.company.slug, contract.ref)
