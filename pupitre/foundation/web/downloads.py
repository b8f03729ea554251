"""Handing out a file: by its ref, to whoever may see what it is attached to, as a download."""

from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from pupitre.foundation.files.queries import attachment_visible_to
from pupitre.foundation.files.store import path_of


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
