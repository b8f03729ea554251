"""What is done to several contracts at once, from their list."""

from django.core.exceptions import BadRequest
from django.urls import reverse
from django.views.decorators.http import require_POST

from pupitre.foundation import clock
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.web.answers import answer
from pupitre.kernel.formatting import counted
from pupitre.modules.suppliers import actions


@require_POST
def owners(request):
    refs = _chosen(request)
    members = {member.ref: member for member in members_on(clock.today(request.actor.company))}
    owner = members.get(request.POST.get("owner", ""))
    sentence = (
        f"{counted(len(refs), 'contrat confié', 'contrats confiés')} à {owner.name}."
        if owner
        else "Responsable retiré."
    )
    return answer(request, sentence, actions.assign_contracts, refs, owner, to=_back(request))


@require_POST
def categories(request):
    refs, category = _chosen(request), request.POST.get("category", "").strip()[:60]
    sentence = f"{counted(len(refs), 'contrat rangé', 'contrats rangés')} dans « {category} »."
    return answer(request, sentence, actions.categorise_contracts, refs, category, to=_back(request))


def _chosen(request):
    refs = request.POST.getlist("ref")
    if len(refs) > 1000:
        raise BadRequest
    return refs


def _back(request):
    query = request.POST.get("query", "")
    url = reverse("suppliers:contract_list", args=[request.actor.company.slug])
    return f"{url}?{query}" if query else url
