"""The month's page on paper and in sheets: the same figures, from the same values."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pupitre.foundation.imports.cells import Cents
from pupitre.foundation.web.downloads import sheet
from pupitre.modules.mission.tables.paper import paper_of
from pupitre.modules.mission.views.found import asked_of

COLUMNS = (
    "Code",
    "Indicateur",
    "Valeur",
    "Nombre",
    "Précision",
    "Objectif",
    "Connu comment",
    "Ligne",
    "Détail",
    "Montant",
)


@require_safe
def pdf(request, month):
    asked = asked_of(request, month)
    return _file(asked, paper_of(asked.page, asked.row), "")


@require_safe
def circulated_pdf(request, month):
    asked = asked_of(request, month)
    return _file(asked, paper_of(asked.page.to_circulate(), asked.row, is_circulated=True), "-a-circuler")


def _file(asked, content, what):
    state = f"v{asked.row.number}" if asked.row else "brouillon"
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="page-du-mois-{asked.month}-{state}{what}.pdf"'
    return answer


@require_safe
def month_csv(request, month):
    return _sheet(request, month, "csv")


@require_safe
def month_xlsx(request, month):
    return _sheet(request, month, "xlsx")


def _sheet(request, month, suffix):
    asked = asked_of(request, month)
    rows = [line for figure in asked.page.figures for line in _lines(figure)]
    return sheet(request, f"page-du-mois-{asked.month}", COLUMNS, rows, suffix)


def _lines(figure):
    """The figure, then each row that it counted."""
    caption = ", ".join(filter(None, (figure.caption, figure.beside)))
    said = (figure.code, figure.label, figure.value, _number(figure), caption, figure.target, figure.known)
    yield (*said, "", "", "")
    for row in figure.rows:
        yield (figure.code, figure.label, "", None, "", "", "", row.title, row.detail, row.value)


def _number(figure):
    """Money as an amount that a sheet adds up; a count as a count."""
    if figure.number is None or figure.code not in ("savings", "avoided", "hours", "identified", "cost"):
        return figure.number
    return Cents(figure.number)
