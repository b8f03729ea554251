"""What the screen adds to a page: addresses, verbs on what is red, and a line of the months before."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pupitre.engines.decisions.tests.factories import accept, asked
from pupitre.foundation import clock
from pupitre.modules.mission.queries.pages import latest_before
from pupitre.modules.mission.tables.month import page_of
from pupitre.modules.mission.tables.shown import ACTS, pictures_of, shown
from pupitre.modules.mission.tests.factories import OCTOBER, issued


def at(day):
    return clock.at(datetime(2026, 10, day, 9, tzinfo=UTC))


def test_a_red_figure_carries_its_verb(lumen):
    with at(1):
        request = asked(lumen.claire)
    with at(30):
        accept(request, lumen.sophie)
    page = page_of(OCTOBER, lumen.lumen)
    red = [one for one in page.figures if one.tone == "late"]
    assert [one.code for one in red] == ["decisions"]
    assert [one.code for one in page.figures if bool(one.act) != (one.tone == "late") and one.code != "cost"] == []
    face = shown(red[0], "atelier-lumen", "2026-10", "")
    assert face.act_url == "/c/atelier-lumen/decisions/powers/"


@pytest.mark.parametrize("code", ACTS)
def test_every_verb_leads_somewhere(lumen, code):
    figure = replace(page_of(OCTOBER, lumen.lumen).figure(code), act="Ouvrir")
    assert shown(figure, "atelier-lumen", "2026-10", "").act_url.startswith("/c/atelier-lumen/")


def test_two_issued_months_draw_a_line_and_one_does_not(lumen):
    page = page_of(OCTOBER, lumen.lumen)
    issued(lumen.claire, OCTOBER.before)
    assert pictures_of(latest_before(OCTOBER, 12), page) == {}
    issued(lumen.claire, OCTOBER.before.before)
    drawn = pictures_of(latest_before(OCTOBER, 12), page)
    assert set(drawn) == {"savings", "decisions"}
    assert "septembre 2026 0" in drawn["decisions"]
