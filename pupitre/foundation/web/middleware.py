"""One line in the log for each request, with the id that error pages show; and pages that nobody else may keep."""

import logging
import secrets
from collections.abc import Callable
from functools import cache
from time import monotonic

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from pupitre.foundation.audit.journal import request_id
from pupitre.foundation.web.errors import bad_request

NOTHING_ASKED = PolicyParts(None, None, None, None)
log = logging.getLogger("pupitre.requests")
Next = Callable[[HttpRequest], HttpResponse]


class RequestLog:
    """Method, route, status and time: no name, no address, no query."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started, identity = monotonic(), secrets.token_hex(4)
        token = request_id.set(identity)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = identity
        route = request.resolver_match.route if request.resolver_match else "-"
        spent = int((monotonic() - started) * 1000)
        log.info("%s %s %s %s %d ms", identity, request.method, route, response.status_code, spent)
        return response


class ContentPolicy(CSPMiddleware):
    """The policy of the settings, put into words once; a page that asks for another still has its own."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        asked = self.get_policy_parts(request=request, response=response)
        if settings.DEBUG or asked != NOTHING_ASKED or hasattr(response, "_csp_exempt"):
            return super().process_response(request, response)
        response.setdefault(HEADER, usual_policy())
        return response


@cache
def usual_policy() -> str:
    return build_policy()


class PrivatePages:
    """A page made for somebody is kept by no cache, and differs for htmx."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request) if _is_text(request) else bad_request(request)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        response.setdefault("Cache-Control", "no-store")
        return response


def _is_text(request: HttpRequest) -> bool:
    """No keyboard types a NUL, and PostgreSQL refuses to store or to compare one."""
    asked = [request.GET, request.POST] if request.method == "POST" else [request.GET]
    return not any("\x00" in value for given in asked for key in given for value in given.getlist(key))


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, behind as many proxies as the settings trust."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return forwarded[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))
