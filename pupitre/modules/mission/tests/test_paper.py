"""The paper says what the screen says: every figure, to the last space."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from pupitre.engines.decisions.tests.factories import asked
from pupitre.foundation import clock
from pupitre.modules.mission import actions
from pupitre.modules.mission.queries.pages import content_of
from pupitre.modules.mission.rules import Row
from pupitre.modules.mission.tables.month import page_of
from pupitre.modules.mission.tables.paper import paper_of
from pupitre.modules.mission.tests.factories import OCTOBER, agreed, issued, realised


def text_of(pdf):
    """Without spaces: lines are broken where the paper wants."""
    pages = PdfReader(BytesIO(pdf)).pages
    return len(pages), "".join("".join(page.extract_text() for page in pages).split())


@pytest.fixture
def filled(tuesdays_and_thursdays):
    cast = tuesdays_and_thursdays
    agreed(cast.claire, cast.sophie)
    with clock.at(datetime(2026, 10, 5, 9, tzinfo=UTC)):
        realised(cast.claire)
        for n in range(4):
            asked(cast.claire, 900_00 + n, f"Achat {n}", consequence="la salle reste vide")
    actions.comment_month(OCTOBER, "Un mois *calme* #read", actor=cast.claire)
    return cast


def test_every_figure_of_the_page_is_on_its_paper_of_one_sheet(filled):
    row = issued(filled.claire)
    page = content_of(row)
    sheets, text = text_of(paper_of(page, row))
    assert sheets == 1
    said = [(one.code, one.value) for one in page.figures if one.code not in ("cost", "risks")]
    assert [code for code, value in said if "".join(value.split()) not in text] == []
    for words in (page.sentence, page.balance, page.comment, page.title, *(one.title for one in page.awaited(3))):
        assert "".join(words.split()) in text
    assert f"{row.head_seq}:{row.head_link}" in text


@pytest.mark.parametrize("comment", ["Des mots pour la direction. " * 71, "ligne\n" * 330])
def test_it_is_one_sheet_whatever_was_written(filled, comment):
    page = page_of(OCTOBER, filled.lumen)
    long = tuple(
        Row("Un contrat au nom plutôt long " * 4, "28 nov. 2026", "12\u202f480\u00a0€ HT par an") for _ in range(9)
    )
    awaited = tuple(replace(row, title=row.title + " et la suite" * 12) for row in page.figure("waiting").rows)
    rows = {"risks": long, "waiting": awaited}
    figures = tuple(replace(one, rows=rows.get(one.code, one.rows)) for one in page.figures)
    full = replace(page, comment=comment, figures=figures, changes=("Un chiffre\u00a0: 1 devient 2",) * 6)
    sheets, text = text_of(paper_of(full, None))
    assert sheets == 1
    assert "".join(comment.split()) in text
    assert "deplus,dansPupitre" in text


def test_the_same_page_gives_the_same_bytes(filled):
    row = issued(filled.claire)
    assert paper_of(content_of(row), row) == paper_of(content_of(row), row)


def test_what_circulates_on_paper_has_no_amount_and_says_what_it_is(filled):
    _, text = text_of(paper_of(page_of(OCTOBER, filled.lumen).to_circulate(), None, is_circulated=True))
    assert "Versionàfairecirculer" in text
    assert [word for word in ("€", "Claire", "Sophie", "Achat", "calme") if word in text] == []
