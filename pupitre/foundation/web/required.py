"""A company that asks a second factor of some roles is entered by them with one, and by nobody else's choice."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from pupitre.foundation.access.second_factor import lacks_second_factor


class SecondFactorRequired:
    """After the company is known, before any of its pages: led to turn it on; other companies stay open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        actor = getattr(request, "actor", None)
        if actor is None or not lacks_second_factor(actor):
            return None
        to = reverse("security")
        return HttpResponseClientRedirect(to) if request.htmx else redirect(to)
