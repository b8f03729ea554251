"""Our own error pages: what happened, what was kept, what to do."""

import sqlite3
import sys
from errno import ENOSPC
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pupitre.foundation.audit.journal import request_id

DISK_FULL = "53100"  # PostgreSQL's own word for it


def page(request: HttpRequest, status: int, template: str = "", **context: Any) -> HttpResponse:
    given = {"request_id": request_id.get(), **context}
    return render(request, template or f"{status}.html", given, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 413 if type(exception).__name__ == "RequestDataTooBig" else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Wherever it happened, the writing of the session included."""
    return page(request, 507 if is_disk_full(sys.exc_info()[1]) else 500)


def is_disk_full(problem: BaseException | None) -> bool:
    cause = problem.__cause__ if isinstance(problem, OperationalError) else problem
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode == sqlite3.SQLITE_FULL
    return getattr(cause, "sqlstate", "") == DISK_FULL or getattr(cause, "errno", 0) == ENOSPC


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, 403, "csrf.html")
