"""Every door that takes a file, and every question asked by an address, given what means harm: never a 500, no code."""

import io
import zipfile
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pupitre.engines.decisions.actions.links import link_for
from pupitre.engines.decisions.public import Ask, request_decision
from pupitre.foundation.files.models import Attachment
from pupitre.foundation.tenancy.scope import working_for
from tests.access.test_every_page import PUBLIC
from tests.access.test_hostile import COULD_BE_CODE, Hostile, cast, claire, forms, pages, plausible
from tests.harness.forms import forms_of
from tests.harness.naughty import OURS, big_list

__all__ = ["cast", "claire", "forms", "pages"]  # the fixtures of the forms

BANK = "/c/atelier-lumen/bank/statements/"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="http://127.0.0.1:9/x"/></svg>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
OTHERS = [parent / "shared" / "cases" for parent in Path(__file__).resolve().parents]
CASES = next((place for place in OTHERS if place.exists()), None)
DEAL = 3
TEXTS = (".csv", ".txt", ".ofx", ".mt940", ".svg", ".md", ".json", ".xml")


def zipped(name, content, times=1):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            archive.writestr(f"{number}{name}", content)
    return kept.getvalue()


FILES = {
    "dessin.svg": DRAWING,
    "page.html": b"<html><script>alert(1)</script>",
    "image.gif": b"GIF89a/*" + b"\0" * 20 + b"*/=alert(1)",
    "facture.pdf": b"%PDF-1.4\n<script>alert(1)</script>",
    "programme.exe": b"MZ" + b"\0" * 100,
    "bombe.xlsx": zipped("xl/worksheets/sheet1.xml", b"0" * 5_000_000, times=3),
    "chemin.zip": zipped("/../../etc/passwd", b"x"),
    "faux.xlsx": LAUGHS,
    "rires.csv": LAUGHS,
    "vide.csv": b"",
    "nul.csv": b"\0" * 5000,
    "hasard.csv": bytes(range(256)) * 40,
    "utf16.csv": "Date;Libellé;Montant\n1/1/2026;é;1,00\n".encode("utf-16"),
    "longue.csv": b"a" * 300_000,
    "colonnes.csv": b";" * 20_000 + b"\n" + b"1;" * 20_000,
    "../../../../etc/passwd": b"x",
    "nom\x00caché.txt": b"x",
    "\u202egpj.exe": b"x",
    "a\r\nX-Evil: 1.txt": b"x",
    "n" * 300 + ".txt": b"x",
    '"><img src=x onerror=alert(1)>.txt': b"x",
    "👩‍👩‍👧‍👦" * 40: b"x",
    "con.txt": b"x",
    " ": b"x",
}


def doors(forms):
    return [form for form in forms if form.is_multipart]


def given(form, name, content):
    """Whatever its file is called."""
    return {**plausible(form), **{field: SimpleUploadedFile(name, content) for field in ("file", "files", "photo")}}


def test_no_file_breaks_a_door(claire, forms):
    """The doors share one way in: each is given a third of the files, each file meets several doors."""
    found, files = [], list(FILES.items())
    dealt = [(form, one) for n, form in enumerate(doors(forms)) for one in files[n % DEAL :: DEAL]]
    for form, (name, content) in dealt:
        status, page = claire.tries(form, **given(form, name, content))
        if status >= 500:
            found.append((status, form.name, name[:40]))
        elif "<img src=x" in page or "<script>alert" in page:
            found.append(("echo", form.name, name[:40]))
    assert len(doors(forms)) > 4
    assert found == []


def test_what_was_attached_is_only_ever_downloaded(claire, forms):
    """Under a name without folder or line break, as what it is not: never shown by the browser as a page."""
    form = next(form for form in doors(forms) if "/suppliers/contracts/" in form.action)
    seen = 0
    for name, content in FILES.items():
        with claire.put_back():
            claire.force("post", form.action, form.filled(**given(form, name, content)))
            kept = Attachment.of_every_company.order_by("pk").last()
            if kept is None:
                continue
            answer = claire.get(f"/c/atelier-lumen/files/{kept.ref}/")
            assert answer.status_code == 200
            assert b"".join(answer.streaming_content) == content  # which closes the file too
            assert answer["Content-Disposition"].startswith("attachment")
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert "X-Evil" not in answer.headers
            assert not {"/", "\\", "\0", "\r", "\n"} & set(kept.name)
            seen += 1
    assert seen > 5


@pytest.mark.skipif(CASES is None, reason="the shared cases are not on this machine")
def test_files_of_others_sent_as_statements_are_refused_or_read(claire, forms):
    found, sent = [], 0
    form = next(form for form in doors(forms) if form.action.startswith(BANK))
    for file in sorted(
        path for path in CASES.rglob("*") if path.suffix.lower() in TEXTS and path.stat().st_size < 2**18
    ):
        sent += 1
        status, _ = claire.tries(form, **given(form, file.name, file.read_bytes()))
        found += [(status, file.name)] if status >= 500 else []
    assert sent > 20
    assert found == []


def test_no_question_asked_by_an_address_breaks_or_comes_back_as_code(claire, pages):
    """The fields of every form that only asks: searches, filters, the line that is captured."""
    asked = {(form.action.partition("?")[0], name) for form in asking(pages) for name in form.typed}
    asked.add(("/c/atelier-lumen/capture/", "line"))
    shared = zip(cycle(sorted(asked)), [*OURS, *big_list()[::DEAL]], strict=False)
    found = []
    for (url, field), said in [*shared, *((("/c/atelier-lumen/capture/", "line"), one) for one in OURS)]:
        answer = claire.get(f"{url}?{field}={quote(said)}")
        if answer.status_code >= 500:
            found.append((answer.status_code, url, said))
        elif len(said) > 5 and COULD_BE_CODE.search(said) and said in answer.content.decode("utf-8", "replace"):
            found.append(("echo", url, said))
    assert len(asked) > 2
    assert found == []


def asking(pages):
    return [form for url, page in pages.items() for form in forms_of(page, url) if form.method == "get"]


@pytest.mark.parametrize("route", sorted(route for route in PUBLIC if "<str:token>" in route and "<ref" not in route))
def test_a_token_may_be_anything(db, route):
    nobody = Hostile()
    urls = [route.replace("<str:token>", quote(said, safe="")) for said in OURS if "/" not in said]
    answers = [nobody.force(method, url) for url in urls for method in ("get", "post")]
    assert {answer.status_code for answer in answers if answer.status_code >= 500} == set()
    assert not any("X-Evil" in answer.headers for answer in answers)


def test_a_decision_by_link_takes_no_code(cast, db):
    with working_for(cast.lumen):
        token = link_for(
            request_decision(Ask("Une chaise", amount_cents=100_00, basis="ttc"), actor=cast.claire), cast.sophie
        )
    nobody, url = Hostile(), f"/d/{token}/"
    form = next(form for form in forms_of(nobody.read(url), url) if form.method == "post")
    given = [dict.fromkeys(form.typed, said) for said in OURS] + [dict.fromkeys(form.values, said) for said in OURS]
    found = [
        (status, one)
        for one in given
        for status, page in [nobody.tries(form, **{"code": "yes", **one})]
        if status >= 500 or any(len(said) > 5 and COULD_BE_CODE.search(said) and said in page for said in one.values())
    ]
    assert form.typed
    assert found == []
