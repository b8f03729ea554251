"""Every form of the house, filled in by somebody who means harm: never a 500, never an echo, always a sentence."""

import re
from contextlib import contextmanager
from copy import deepcopy
from itertools import cycle, product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from pupitre.foundation.tenancy.scope import working_for
from tests.access.test_every_page import ALL, PERSONAL, address
from tests.harness.crawl import LINK, kind_of
from tests.harness.forms import forms_of
from tests.harness.naughty import OURS, TAMPERED, big_list
from tests.harness.rooms import Fitting, plant
from tests.harness.visitor import Visitor

PLAUSIBLE = {
    **dict.fromkeys(("starts_on", "joined_on"), "1/3/2024"),
    **dict.fromkeys(("ends_on", "on", "left_on", "until", "chase_on", "day"), "28/2/2027"),
    **dict.fromkeys(("initial_months", "renewal_months"), "12 mois"),
    **dict.fromkeys(("siren", "siret", "vat_number", "last_negotiated_on", "seats"), ""),
    **dict.fromkeys(("starts", "ends"), "9 h"),
    **dict.fromkeys(("minutes", "reserve_percent", "weeks"), "20"),
    "email": "quelqu.un@example.org",
    "ends": "10 h",
    "new": "une phrase de plus de douze lettres",
    "notice": "3 mois",
    "price_cents": "1 240,50",
    "sent_on": "20/11/2026",
}
COULD_BE_CODE = re.compile(r"<|.\".")
REFUSED = re.compile(r"field__error|callout--bad|toast--error")
EVIL = "evil.example"
DESK = "/c/atelier-lumen/"


class Hostile(Visitor):
    """Speaks the forms of the house, and is not stopped by what it made the house say."""

    def __init__(self, member=None):
        super().__init__(member)
        self.raise_request_exception = False

    def request(self, **environ):
        return Client.request(self, **environ)

    def tries(self, form, *, follows=True, **given):
        """The status, and the words of the page it leads to; nothing of it stays."""
        with self.put_back():
            answer = self.force("post", form.action, form.filled(**given))
            assert answer.status_code != 403, form.name
            assert "/accounts/sign-in/" not in answer.get("Location", ""), form.name
            goes_on = follows and answer.status_code == 302 and answer.url.startswith("/c/")
            page = self.get(answer.url) if goes_on else answer
            return max(answer.status_code, page.status_code), page.content.decode("utf-8", "replace")

    @contextmanager
    def put_back(self):
        """Neither the database nor the session keeps what is done inside."""
        cookies = deepcopy(self.cookies)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        self.cookies = cookies


@pytest.fixture(scope="module")
def cast(lasting_cast):
    return lasting_cast


@pytest.fixture
def claire(cast, db):
    return Hostile(cast.claire)


@pytest.fixture(scope="module")
def pages(cast, lasting):
    with lasting():
        return pages_of(cast)


def pages_of(cast):
    """One page for each address that Claire can read."""
    with working_for(cast.lumen):
        refs = plant(cast.claire)
    visitor, fitting, found = Visitor(cast.claire), Fitting(refs), {}
    for route in (route for route in ALL if route != "/gallery/"):
        answers = {}

        def opens(ref, route=route, answers=answers):
            answers[ref] = visitor.get(address(route, ref))
            return answers[ref].status_code != 404 or "<ref:ref>" not in route

        ref = fitting.first(route, opens)  # of a link that is not hers, nothing
        if ref and answers[ref].status_code == 200 and answers[ref]["Content-Type"].startswith("text/html"):
            found[address(route, ref)] = answers[ref].content.decode()
    item = next(link for link in LINK.findall(found[DESK]) if "/items/" in link)
    return found | {item: visitor.read(item)}


@pytest.fixture(scope="module")
def forms(pages):
    """Every form that is sent, once; that of one's own presence is that of another's."""
    found = {}
    for url, page in pages.items():
        for form in forms_of(page, url):
            if form.method == "post" and not form.action.startswith("/accounts/sign-out"):
                route, _ = kind_of(form.action)
                found.setdefault((route.replace("presence/<ref:ref>", "presence"), *form.name[1:]), form)
    return list(found.values())


def plausible(form):
    return {name: form.values[name][0] or PLAUSIBLE.get(name, "Ordinaire") for name in form.typed}


SHARE = 9  # of the strings, given by each form to its fields that are read as dates, hours, amounts… or are short
SHORT = 100  # characters: several strings in one do not fit


def series(form, strings, dealt):
    """Each string in each free field, the rest as it should be; then, where something is read, its share of them:
    one reader serves many forms, which together give it every string several times."""
    is_strict = {
        name: name in PLAUSIBLE or name[0].isdigit() or (longest or SHORT) < SHORT
        for name, longest in form.typed.items()
    }
    free, strict = ([name for name in form.typed if is_strict[name] is wanted] for wanted in (False, True))
    packs = {name: packed(strings, form.typed[name]) for name in free}
    for n in range(max(map(len, packs.values()), default=0)):
        yield plausible(form) | {name: packs[name][n % len(packs[name])] for name in free}
    for _ in range(SHARE if strict else 0):
        yield plausible(form) | {name: next(dealt) for name in strict}


def packed(strings, longest):
    """As many strings together as the field can hold: fewer forms to send."""
    packs = [""]
    for said in strings:
        if len(packs[-1]) + len(said) >= (longest or 20_000):
            packs.append("")
        packs[-1] += said
    return packs


def problems_of(visitor, form, given):
    status, page = visitor.tries(form, **given)
    if status >= 500:
        yield f"{status} {form.name} {given}"[:300]
    for said in given.values():
        if len(said) > 5 and COULD_BE_CODE.search(said) and said in page:
            yield f"echo {form.name} {said!r}"


def test_nothing_typed_breaks_a_page_or_comes_back_as_code(claire, forms):
    dealt = cycle(OURS)
    found = [each for form in forms for given in series(form, OURS, dealt) for each in problems_of(claire, form, given)]
    assert len(forms) > 25
    assert found == []


def test_the_big_list_of_naughty_strings_neither(claire, forms):
    strings = big_list()
    found = []
    typed = cycle([form for form in forms if form.typed])
    while strings:
        form = next(typed)
        given = {name: strings.pop() for name in form.typed if strings}
        found += problems_of(claire, form, plausible(form) | given)
    assert found == []


def test_what_is_too_long_is_refused_with_a_sentence(claire, forms):
    found = []
    for form in forms:
        for name, longest in form.typed.items():
            status, page = claire.tries(form, **plausible(form) | {name: "x" * ((longest or 20_000) + 1)})
            if status >= 500 or not (REFUSED.search(page) or name == "new"):  # a password may be as long as one likes
                found.append((status, form.name, name))
    assert found == []


def test_hidden_and_chosen_values_may_be_anything(claire, forms):
    found = []
    for form in forms:
        names = [name for name in form.values if name not in form.typed][:4]
        together = [dict.fromkeys(names, value) for value in TAMPERED if names]
        alone = [{name: TAMPERED[n % len(TAMPERED)]} for n, name in enumerate(names * 2)]
        for given in [*together, *alone]:
            if claire.tries(form, follows=False, **plausible(form) | given)[0] >= 500:
                found.append(f"{form.name} {given}"[:200])
    assert found == []


def test_no_address_asked_with_anything_breaks(claire, pages):
    questions = (
        "q=%00",
        "page=abc",
        "page=99999999999999999999",
        "sort=__class__",
        "sheet=%00&supplier=%00&next=%00",
        "team=%00",
        "site=%00",
        "owner=%00",
        "category=%00",
    )
    asked = [f"{url.partition('?')[0]}?{question}" for url in pages for question in questions]
    assert [url for url in asked if claire.get(url).status_code >= 500] == []


LISTS = ("suppliers:contract_list", "suppliers:contract_csv", "suppliers:contract_xlsx", "suppliers:supplier_list")
LISTS += ("tasks:list", "tasks:csv", "tasks:xlsx")


@pytest.mark.parametrize("question", ["sort=price_cents", "owner__user__password__startswith=a", "order_by=pk", "x=1"])
@pytest.mark.parametrize("name", [*LISTS, "people:directory"])
def test_what_a_list_does_not_know_is_refused(cast, claire, name, question):
    """Sorting and filtering are reading: only what is declared may be asked."""
    url = reverse(name, args=[cast.lumen.slug])
    assert claire.get(url).status_code == 200
    assert claire.get(f"{url}?{question}").status_code == 400


@pytest.mark.parametrize("door", ["/", "/accounts/sign-in/", "/health/", "/c/atelier-lumen/", "/nowhere/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_host_is_refused_and_not_repeated(claire, door, method):
    answer = getattr(claire, method)(door, headers={"Host": EVIL})
    assert answer.status_code == 400
    assert EVIL not in answer.content.decode()


def test_a_forwarded_host_changes_nothing(claire):
    answer = claire.get("/c/atelier-lumen/", headers={"X-Forwarded-Host": EVIL, "X-Forwarded-For": f"{EVIL}, \x00"})
    assert answer.status_code == 200
    assert EVIL not in answer.content.decode()


BROKEN = "a\r\nX-Evil: 1\r\n\r\nb"


def test_no_line_break_reaches_a_header(claire, forms):
    for form, field in product(forms, ("next", "query")):
        with claire.put_back():
            answer = claire.force("post", form.action, form.filled(**plausible(form) | {field: f"/c/{BROKEN}"}))
        assert answer.status_code < 500
        assert "X-Evil" not in answer.headers
        assert "\n" not in "".join(answer.headers.values())


def test_a_sign_in_page_leads_nowhere_else(db):
    for elsewhere in (BROKEN, f"//{EVIL}", f"https:{EVIL}", f"/\\{EVIL}", f"https://{EVIL}@testserver/"):
        page = Hostile().get("/accounts/sign-in/", {"next": elsewhere})
        assert page.status_code == 200
        assert EVIL not in page.content.decode()


@pytest.mark.parametrize("url", [*sorted(PERSONAL), "/c/atelier-lumen/%0d%0aX-Evil:%201/", "/c/%00/", "/c/..%2f..%2f/"])
def test_a_strange_path_is_an_ordinary_answer(claire, url):
    answer = claire.get(url)
    assert answer.status_code < 500
    assert "X-Evil" not in answer.headers
