"""Each page that each role can reach, in a real browser: readable by everybody, never wider than a phone."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve

pytestmark = pytest.mark.browser

DOORS = {
    "claire": ["/c/atelier-lumen/", "/", "/c/studio-verdier/", "/c/voisins/", "/accounts/"],
    "sophie": ["/c/atelier-lumen/", "/nowhere/"],
    "lea": ["/c/atelier-lumen/", "/c/atelier-lumen/people/new/"],
    "nora": ["/c/voisins/", "/c/atelier-lumen/"],
    None: ["/", "/accounts/sign-in/nothing/", "/setup/nothing/", "/c/atelier-lumen/"],
}
SHEETS = ("csv", "csv/", "xlsx/", "pdf/", "<str:format>", "files/<ref:ref>/")  # which a browser shows without us
AXE = {"resultTypes": ["violations"]}


def kind_of(url):
    parts = urlsplit(url)
    try:
        route = resolve(parts.path).route
    except Resolver404:
        route = parts.path
    return route, tuple(sorted(piece.partition("=")[0] for piece in parts.query.split("&")))


def links_on(page):
    here = urlsplit(page.url)
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    ours = (urlsplit(link) for link in found)
    return [parts.path + (f"?{parts.query}" if parts.query else "") for parts in ours if parts.netloc == here.netloc]


def faults_of(page, url, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"{url} at {width}: {wide} wide"
    for fault in Axe().run(page, options=AXE).response["violations"]:
        where = [node["html"][:160] for node in fault["nodes"][:3]]
        yield f"{url} at {width} {scheme}: {fault['id']} ({fault['impact']}) {where}"


@pytest.mark.parametrize("who", DOORS)
def test_every_page_is_for_everybody_at_any_width(standing, visit, who):
    page, faults = visit(standing, who), []
    waiting, met = list(DOORS[who]), set()
    schemes = ("light", "dark") if who in ("claire", "lea", None) else ("dark", "light")
    while waiting:
        url = waiting.pop(0)
        met.add(kind_of(url))
        page.goto(url)
        page.evaluate("document.fonts.ready")
        for width, scheme in zip((1440, 360), schemes, strict=True):
            faults += faults_of(page, url, width, scheme)
        for link in links_on(page):
            kind = kind_of(link)
            if kind not in met and not kind[0].endswith(SHEETS):
                met.add(kind)
                waiting.append(link)
    assert faults == []
    assert len(met) >= {"claire": 30, None: 4}.get(who, 10)


def test_a_fault_would_have_been_seen(standing, visit):
    page = visit(standing, path="/accounts/sign-in/")
    large = "'<img src=data:><pre>' + 'large '.repeat(99) + '</pre>'"
    page.evaluate(f"document.body.insertAdjacentHTML('beforeend', {large})")
    found = list(faults_of(page, "/", 360, "light"))
    assert "wide" in found[0]
    assert "image-alt" in found[1]
