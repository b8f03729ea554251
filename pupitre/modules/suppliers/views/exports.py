"""Exports of the contracts that the list shows, in full."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pupitre.foundation import clock
from pupitre.foundation.imports.cells import write_csv, write_xlsx
from pupitre.modules.suppliers import queries
from pupitre.modules.suppliers.tables.contracts import Asked
from pupitre.modules.suppliers.tables.exports import COLUMNS, cells

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def contracts_csv(request):
    text = "".join(write_csv([[*COLUMNS], *_rows(request)]))
    return _download(request, HttpResponse(text.encode(), content_type="text/csv; charset=utf-8"), "csv")


@require_safe
def contracts_xlsx(request):
    book = write_xlsx([*COLUMNS], _rows(request), "Contrats")
    return _download(request, HttpResponse(book, content_type=XLSX), "xlsx")


def _rows(request):
    asked, on = Asked.read(request.GET), clock.today(request.actor.company)
    seen = queries.contracts_visible_to(request.actor).filter(asked.condition(on)).order_by(*asked.order)
    return [cells(contract) for contract in seen]


def _download(request, response, suffix):
    day = clock.today(request.actor.company)
    response["Content-Disposition"] = f'attachment; filename="contrats-{request.actor.company.slug}-{day}.{suffix}"'
    return response
