"""Handing out a file: one that was attached, to whoever may see what it is attached to; or a list, as a sheet."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from pupitre.foundation import clock
from pupitre.foundation.files.queries import attachment_visible_to
from pupitre.foundation.files.store import path_of
from pupitre.foundation.imports.cells import write_csv, write_xlsx
from pupitre.kernel.reading import fold

SHEETS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def download(request: Any, ref: str) -> FileResponse:
    attachment = attachment_visible_to(request.actor, ref)
    if attachment is None:
        raise Http404
    return handed_out(request.actor.company, attachment)


def handed_out(company: Any, attachment: Any) -> FileResponse:
    """As a download that no browser runs; whoever calls has asked who may see it."""
    path = path_of(company, attachment.blob.sha256)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=attachment.content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(attachment.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def sheet(request: Any, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]], suffix: str) -> HttpResponse:
    """A list as it was filtered, in CSV or XLSX: « contrats-atelier-lumen-2026-11-24.csv »."""
    company = request.actor.company
    if suffix == "xlsx":
        answer = HttpResponse(write_xlsx(header, rows, name.capitalize()), content_type=XLSX)
    else:
        text = "".join(write_csv([header, *rows]))
        answer = HttpResponse(text.encode(), content_type="text/csv; charset=utf-8")
    whole = f"{fold(name)}-{company.slug}-{clock.today(company)}.{suffix}"
    answer["Content-Disposition"] = f'attachment; filename="{whole}"'
    return answer
