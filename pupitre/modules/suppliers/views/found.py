"""The contract an address names, and its own address."""

from django.http import Http404

from pupitre.modules.suppliers import queries
from pupitre.ui.addresses import url_of


def contract_or_404(request, ref):
    if (found := queries.contract_seen(request.actor, ref)) is None:
        raise Http404
    return found


def contract_url(request, ref):
    return url_of("suppliers:contract", request.actor.company.slug, ref)
