"""The directory of suppliers, and the page of each."""

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.queries import history_of
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.web.answers import answer, done
from pupitre.foundation.web.editing import new_once, save_form, sent_version
from pupitre.kernel.formatting import counted, euros
from pupitre.kernel.reading import fold
from pupitre.modules.suppliers import actions, policies, queries
from pupitre.modules.suppliers.forms.suppliers import SupplierForm
from pupitre.modules.suppliers.panels import happened
from pupitre.modules.suppliers.tables.contracts import PAGE, line
from pupitre.modules.suppliers.views.contracts import tabs

KIND = "suppliers.supplier"
FORM = "suppliers/supplier_form.html"


@require_safe
def supplier_list(request):
    if set(request.GET) - {"q", "page"}:
        raise BadRequest
    on, q = clock.today(request.actor.company), request.GET.get("q", "").strip()
    sees_prices = policies.can_see_all_contracts(request.actor)
    rows = queries.suppliers_with_figures(on) if sees_prices else queries.suppliers_visible_to(request.actor)
    for word in fold(q[:100]).split():
        rows = rows.filter(
            Q(folded_name__contains=word) | Q(category__icontains=word) | Q(contact_name__icontains=word)
        )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "suppliers": page.object_list,
        "lines": [_line(supplier, sees_prices) for supplier in page.object_list],
        "page": page,
        "q": q,
        "query": f"q={q}" if q else "",
        "subtitle": counted(page.paginator.count, "fournisseur"),
        "sees_prices": sees_prices,
        "can_edit": policies.can_edit_suppliers(request.actor),
        "tabs": tabs(request, "suppliers"),
    }
    whole = "suppliers/supplier_list.html"
    return render(request, f"{whole}#rows" if request.htmx.target == "suppliers" else whole, context)


@require_safe
def supplier(request, ref):
    company, found = request.actor.company, _found(request, ref)
    on = clock.today(company)
    contracts = queries.contracts_visible_to(request.actor).filter(supplier=found)
    base = reverse("suppliers:contract_list", args=[company.slug])
    names = dict(Member.objects.values_list("ref", "name"))
    sees_all = policies.can_see_all_contracts(request.actor)
    context = {
        "supplier": found,
        "lines": [line(standing, base, on) for standing in queries.standings(contracts, company, on)],
        "files": attachments_of(KIND, ref) if sees_all else [],
        "history": happened(history_of(found)[:50], names, on) if sees_all else [],
        "sees_all": sees_all,
        "can_edit": policies.can_edit_suppliers(request.actor),
        "once": new_once(),
    }
    return render(request, "suppliers/supplier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_supplier(request):
    require(policies.can_edit_suppliers(request.actor))
    form, once = SupplierForm(request.POST or None), request.POST.get("once", "")

    def act(_):
        return actions.add_supplier(form.draft(), actor=request.actor, once=once)

    back = reverse("suppliers:supplier_list", args=[request.actor.company.slug])
    context = {"title": "Nouveau fournisseur", "back": back, "categories": queries.categories_in_use()}
    return save_form(
        request, form, act, template=FORM, sentence="Fournisseur ajouté.", to=_page(request), context=context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_supplier(request, ref):
    found = _found(request, ref)
    require(policies.can_edit_suppliers(request.actor))
    form = SupplierForm(request.POST or None, supplier=found)

    def act(_):
        return actions.edit_supplier(found, form.draft(), sent_version(request), actor=request.actor)

    context = {
        "title": found.name,
        "supplier": found,
        "back": _page(request)(found),
        "categories": queries.categories_in_use(),
    }
    context["version"] = request.POST.get("version", found.version)
    return save_form(request, form, act, template=FORM, sentence="Fiche modifiée.", to=_page(request), context=context)


@require_POST
def removal(request, ref):
    found = _found(request, ref)
    to = reverse("suppliers:supplier_list", args=[request.actor.company.slug])
    return answer(request, f"{found.name} retiré.", actions.remove_supplier, found, to=to)


@require_POST
def files(request, ref):
    found = _found(request, ref)
    require(policies.can_edit_suppliers(request.actor))
    if (sent := request.FILES.get("file")) is None:
        return done(request, "Aucun fichier n’était choisi.", to=_page(request)(found))
    where = {"kind": KIND, "ref": ref, "once": request.POST.get("once", "")}
    return answer(request, "Fichier joint.", attach_file, sent.name, sent.chunks(), to=_page(request)(found), **where)


def _found(request, ref):
    return get_object_or_404(queries.suppliers_visible_to(request.actor), ref=ref)


def _page(request):
    return lambda found: reverse("suppliers:supplier", args=[request.actor.company.slug, found.ref])


def _line(supplier, sees_prices):
    """A row of the directory; prices only for those who see contracts."""
    yearly = getattr(supplier, "yearly", None) if sees_prices else None
    return {
        "supplier": supplier,
        "running": counted(supplier.running, "contrat") if sees_prices else "",
        "yearly": euros(yearly) if yearly else "–",
    }
