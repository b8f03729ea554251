"""Every address, asked by the anonymous and by the neighbour; with our company and their ref; and by somebody gone."""

import re
from datetime import date
from itertools import product

import pytest
from django.urls import get_resolver

from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.refs import new_ref
from tests.harness.rooms import plant

PUBLIC = {
    "/",
    "/health/",
    "/gallery/",
    "/setup/<str:token>/",
    "/accounts/sign-in/",
    "/accounts/sign-in/<str:token>/",
}
PERSONAL = {"/accounts/", "/accounts/sign-out/", "/accounts/sessions/"}
KNOWN = {
    "<slug:company_slug>": "atelier-lumen",
    "<str:token>": "nothing",
    "<str:item>": "nothing",
    "<str:format>": "csv",
    "<slug:sheet>": "people",
}
TOKEN = re.compile(rb"[A-Za-z0-9]{64}")  # masked anew for each page


def routes(patterns, prefix="/"):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        yield from routes(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]


def address(route, ref):
    for hole, value in {**KNOWN, "<ref:ref>": ref}.items():
        route = route.replace(hole, value)
    assert not re.search(r"[<>]", route), f"the walker cannot build {route}"
    return route


def told(answer, ref):
    """The page, less what names the ref that was asked and the token that differs each time."""
    return TOKEN.sub(b"", answer.content.replace(ref.encode(), b""))


ALL = sorted(set(routes(get_resolver().url_patterns)))
COMPANY = [route for route in ALL if route not in PUBLIC | PERSONAL]
WITH_REF = [route for route in COMPANY if "<ref:ref>" in route]
METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]


@pytest.fixture
def refs(cast):
    """Of each company, the ref of everything that has a page."""

    def planted(member):
        with working_for(member.company):
            return plant(member)

    return {"ours": planted(cast.claire), "theirs": planted(cast.nora)}


@pytest.mark.parametrize("route", ALL)
def test_every_address_is_company_personal_or_public(route):
    assert route in PUBLIC | PERSONAL or route.startswith("/c/<slug:company_slug>/")
    assert "<int:" not in route


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", [*COMPANY, *PERSONAL])
def test_the_anonymous_are_sent_to_sign_in(cast, as_, method, route):
    response = as_().force(method, address(route, new_ref()))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/sign-in/")


def test_the_neighbour_finds_nothing_by_any_method(cast, refs, as_):
    nora = as_(cast.nora)
    urls = [address(route, ref) for route in COMPANY for ref in (refs["ours"][:3] if route in WITH_REF else [""])]
    found = [(method, url) for url in urls for method in METHODS if nora.force(method, url).status_code != 404]
    assert len(urls) > 100
    assert found == []


@pytest.mark.parametrize("route", COMPANY)
def test_somebody_who_left_finds_nothing(cast, as_, route):
    cast.lea.left_on = date(2026, 11, 20)
    cast.lea.save()
    assert as_(cast.lea).force("get", address(route, new_ref())).status_code == 404


def test_in_our_company_their_ref_never_existed(cast, refs, as_):
    claire = as_(cast.claire)
    unknown, found = new_ref(), []
    for method, route in product(("get", "post"), WITH_REF):
        nothing = claire.force(method, address(route, unknown))
        assert nothing.status_code in {404, 405}
        for ref in refs["theirs"]:
            answer = claire.force(method, address(route, ref))
            if (answer.status_code, told(answer, ref)) != (nothing.status_code, told(nothing, unknown)):
                found.append((method, route))
    assert len(WITH_REF) > 25
    assert found == []


def test_each_page_of_an_object_is_reached_by_one_of_ours(cast, refs, as_):
    """Otherwise the walk above proves nothing: each address must answer something for a ref that exists."""
    visitors = [as_(cast.claire), as_(cast.sophie)]

    def is_reached(route):
        asked = (one.force("get", address(route, ref)) for one in visitors for ref in refs["ours"])
        return any(answer.status_code in {200, 302, 405} for answer in asked)

    assert [route for route in WITH_REF if not is_reached(route)] == []


@pytest.mark.parametrize(
    "route", [route for route in COMPANY if "<" not in route.removeprefix("/c/<slug:company_slug>/")]
)
def test_a_page_is_kept_by_no_cache_and_differs_for_htmx(cast, as_, route):
    response = as_(cast.claire).force("get", address(route, ""))
    assert "no-store" in response["Cache-Control"]
    assert "HX-Request" in response["Vary"]
