"""Exports of the contracts that the list shows, in full."""

from django.views.decorators.http import require_safe

from pupitre.foundation import clock
from pupitre.foundation.web.downloads import sheet
from pupitre.modules.suppliers import queries
from pupitre.modules.suppliers.tables.contracts import Asked
from pupitre.modules.suppliers.tables.exports import COLUMNS, cells


@require_safe
def contracts_csv(request):
    return _exported(request, "csv")


@require_safe
def contracts_xlsx(request):
    return _exported(request, "xlsx")


def _exported(request, suffix):
    asked, on = Asked.read(request.GET), clock.today(request.actor.company)
    seen = queries.contracts_visible_to(request.actor).filter(asked.condition(on)).order_by(*asked.order)
    return sheet(request, "contrats", [*COLUMNS], [cells(contract) for contract in seen], suffix)
