"""What a printed page promises, whatever was typed into it."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from pupitre.foundation.printing import typeset

AT = datetime(2026, 11, 24, 8, 10, tzinfo=UTC)
TEMPLATE = Path(__file__).with_name("sample.typ")


def printed(**data) -> PdfReader:
    return PdfReader(BytesIO(typeset(TEMPLATE, {"said": "", **data}, title="Une lettre", at=AT)))


def test_a_page_says_its_title_its_language_and_what_each_part_is():
    root = printed(said="Bonjour").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr-FR"
    assert "/StructTreeRoot" in root
    assert printed().metadata.title == "Une lettre"


def test_it_is_a_pdf_to_be_kept_for_ever():
    kept = printed().xmp_metadata
    assert (kept.pdfaid_part, kept.pdfaid_conformance) == ("2", "A")


def test_it_is_dated_of_now_when_nobody_says_otherwise():
    assert typeset(TEMPLATE, {"said": ""}, title="Une lettre").startswith(b"%PDF")


def test_the_same_values_at_the_same_instant_are_the_same_bytes():
    one, two = (typeset(TEMPLATE, {"said": "oui"}, title="Une lettre", at=AT) for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    "said", ['#read("/etc/passwd")', "*gras* _penché_", "$x^2$", "@preview", "#panic()", "\\ \"'<a>"]
)
def test_what_was_typed_comes_out_as_it_was_typed(said):
    assert said in printed(said=said).pages[0].extract_text()


@given(st.text())
def test_no_text_whatever_stops_the_printing(said):
    assert len(printed(said=said).pages) >= 1


def test_what_paper_cannot_bear_is_a_question_mark():
    assert "Merci ? et ?" in printed(said="Merci 🎉 et 界").pages[0].extract_text()


def test_amounts_keep_their_spaces_in_the_fonts_of_the_house():
    page = printed(said="1\u202f240,50\u00a0€ — n\u00ba\u00a012, Łódź, œuvre, ﬁn")
    fonts = [font["/BaseFont"].split("+")[-1] for font in page.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    assert all(name.startswith(("Inter", "Spectral")) for name in fonts)
    assert "1\u202f240,50" in page.pages[0].extract_text()
