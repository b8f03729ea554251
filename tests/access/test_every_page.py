"""Every address, asked by the anonymous and by the neighbour; with our company and their ref; and by somebody gone."""

import re
from datetime import date
from functools import partial
from itertools import cycle, product

import pytest
from django.contrib.auth import get_user_model
from django.urls import get_resolver

from conftest import hire
from pupitre.foundation.tenancy.models import Clearance, Member, Role, Site
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.refs import new_ref
from pupitre.modules.people.actions import end_membership
from pupitre.modules.people.tests.factories import file_of
from tests.access.test_actions import snapshot
from tests.harness.rooms import Fitting, plant
from tests.harness.visitor import Visitor

PUBLIC = {
    "/d/<str:token>/",
    "/d/<str:token>/files/<ref:ref>/",
    "/i/<str:token>/",
    "/r/<str:token>/",
    "/f/<str:token>/pupitre.ics",
    "/",
    "/health/",
    "/gallery/",
    "/setup/<str:token>/",
    "/accounts/sign-in/",
    "/accounts/sign-in/<str:token>/",
    "/accounts/code/",
    "/accounts/unsubscribe/<str:token>/",
}
PERSONAL = {"/accounts/", "/accounts/mail/", "/accounts/sign-out/", "/accounts/sessions/"} | {
    f"/accounts/security/{page}" for page in ("", "begin/", "confirm/", "codes/", "off/")
}
PERSONAL |= {"/companies/", "/accounts/calendars/"}
KNOWN = {
    "<slug:company_slug>": "atelier-lumen",
    "<str:token>": "nothing",
    "<str:item>": "nothing",
    "<str:format>": "csv",
    "<slug:sheet>": "people",
    "<str:month>": "2026-10",
    "<str:figure>": "decisions",
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
EVERYBODYS = {"/c/<slug:company_slug>/suppliers/directory/<ref:ref>/"}  # whom to call: no price, no contract
ANSWERS = {200, 302, 405}
METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]


@pytest.fixture(scope="module")
def cast(lasting_cast):
    return lasting_cast


@pytest.fixture(scope="module")
def refs(cast, lasting):
    """Of each company, the ref of everything that has a page."""

    def planted(member):
        with working_for(member.company):
            return plant(member)

    with lasting():
        return {"ours": planted(cast.claire), "theirs": planted(cast.nora)}


@pytest.mark.parametrize("route", ALL)
def test_every_address_is_company_personal_or_public(route):
    assert route in PUBLIC | PERSONAL or route.startswith("/c/<slug:company_slug>/")
    assert "<int:" not in route


@pytest.mark.parametrize("method", METHODS)
def test_the_anonymous_are_sent_to_sign_in(db, cast, as_, method):
    nobody = as_()
    answers = {route: nobody.force(method, address(route, new_ref())) for route in [*COMPANY, *PERSONAL]}
    sent = [route for route, one in answers.items() if one.headers.get("Location", "").startswith("/accounts/sign-in/")]
    assert len(answers) > 50
    assert sent == list(answers)


@pytest.fixture(scope="module")
def existing(cast, refs, lasting):
    with lasting():
        return existing_of(cast, refs)


def existing_of(cast, refs):
    """Every address of the company, those of an object with one of ours that answers there."""
    visitors, fitting = [Visitor(cast.claire), Visitor(cast.sophie)], Fitting(refs["ours"])

    def answers(route, ref):
        return any(one.get(address(route, ref)).status_code in ANSWERS for one in visitors)

    found = {route: fitting.first(route, partial(answers, route)) for route in WITH_REF}
    answering = {route: ref and address(route, ref) for route, ref in found.items()}
    return {**{route: address(route, "") for route in COMPANY if route not in WITH_REF}, **answering}


def test_each_page_of_an_object_is_reached_by_one_of_ours(db, existing):
    """Otherwise the walks below prove nothing: each address must answer something for a ref that exists."""
    assert set(existing) == set(COMPANY)
    assert [route for route, url in existing.items() if url is None] == []


def what_answers(visitor, urls):
    return [(method, url) for url in urls for method in METHODS if visitor.force(method, url).status_code != 404]


def test_the_neighbour_finds_nothing_by_any_method(db, cast, existing, as_):
    assert len(existing) > 50
    assert what_answers(as_(cast.nora), existing.values()) == []


def of_each_role(company, site):
    """Somebody in it for each role, with every clearance."""
    for role in Role:
        yield role, hire(company, site, f"R{role}", role, clearances=list(Clearance))


def test_no_role_of_the_neighbour_opens_anything_here(db, cast, existing, as_):
    """Each role asks every address, by methods dealt in turn: every pair of role and address, every method of each."""
    with working_for(cast.voisins):
        site = Site.objects.earliest("pk")
    dealt, found, asked = cycle(METHODS), [], 0
    for role, member in of_each_role(cast.voisins, site):
        visitor = as_(member)
        for url in existing.values():
            asked += 1
            found += [(role, url)] if visitor.force(next(dealt), url).status_code != 404 else []
    assert asked == len(Role) * len(COMPANY)
    assert found == []


def test_every_role_here_is_answered_everywhere_and_404_and_403_are_the_only_refusals(db, cast, existing, as_):
    answers = {
        (role, url): as_(member).get(url).status_code
        for role, member in of_each_role(cast.lumen, cast.pantin)
        for url in existing.values()
    }
    assert set(answers.values()) <= {200, 302, 403, 404, 405}
    assert len(answers) == len(Role) * len(set(existing.values()))


def test_somebody_who_left_finds_nothing_by_any_method(db, cast, existing, as_):
    sophie = Member.of_every_company.get(pk=cast.sophie.pk)
    sophie.left_on = date(2026, 11, 20)
    sophie.save()
    assert what_answers(as_(sophie), existing.values()) == []


def test_an_account_that_is_nobody_anywhere_finds_nothing_by_any_method(db, cast, existing, as_):
    visitor = as_()
    visitor.force_login(get_user_model().objects.create_user("personne@example.org"))
    assert what_answers(visitor, existing.values()) == []


def test_somebody_without_a_role_reads_what_is_everybodys_and_changes_nothing(db, cast, existing, as_):
    ana = as_(hire(cast.lumen, cast.pantin, "Ana"))
    before = snapshot()
    answers = {
        (method, route): ana.force(method, url).status_code for route, url in existing.items() for method in METHODS
    }
    assert {route for (_, route), code in answers.items() if code in {200, 302} and route in WITH_REF} == EVERYBODYS
    assert snapshot() == before


def test_a_session_that_is_open_finds_nothing_once_the_membership_is_over(db, cast, existing, as_):
    claire, urls = as_(cast.claire), list(existing.values())
    assert claire.get("/c/atelier-lumen/").status_code == 200
    with working_for(cast.voisins):
        Member.objects.create(name="Claire", user=cast.claire.user, joined_on=date(2026, 1, 1))
    with working_for(cast.lumen):
        end_membership(file_of(cast.claire), date(2026, 11, 20), actor=cast.sophie)
    assert what_answers(claire, urls) == []
    assert claire.get("/accounts/").status_code == 200  # still signed in, for the neighbours


def test_in_our_company_their_ref_never_existed(db, cast, refs, as_):
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


@pytest.mark.parametrize(
    "route", [route for route in COMPANY if "<" not in route.removeprefix("/c/<slug:company_slug>/")]
)
def test_a_page_is_kept_by_no_cache_and_differs_for_htmx(db, cast, as_, route):
    response = as_(cast.claire).force("get", address(route, ""))
    assert "no-store" in response["Cache-Control"]
    assert "HX-Request" in response["Vary"]
