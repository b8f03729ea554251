"""Reads the company from the address, /c/<slug>/…: strangers get the same 404 as a missing page."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from pupitre.foundation.tenancy.queries import memberships_read_with
from pupitre.foundation.tenancy.scope import enter, working_for


class CompanyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with working_for(None):
            return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        if (slug := kwargs.pop("company_slug", None)) is None:
            return
        request.memberships = memberships_read_with(request.user)
        actor = next((member for member in request.memberships if member.company.slug == slug), None)
        if actor is None or request.resolver_match.app_name in actor.company.modules_off:
            raise Http404
        actor.user = request.user
        request.actor = actor
        enter(actor.company)
