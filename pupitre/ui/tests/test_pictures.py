"""Pictures say what they show, and keep every position inside the drawing."""

import re
from datetime import date, timedelta

import pytest

from pupitre.ui import pictures
from pupitre.ui.pictures import Bar, Mark, Notice, Term

TODAY = date(2026, 11, 24)
LOW, HIGH = TODAY - timedelta(days=365), TODAY + timedelta(days=365)


def places(picture, of="rect", what="x"):
    return [float(n) for n in re.findall(rf'<{of}[^>]*? {what}="([\d.]+)', picture)]


def every_picture():
    terms, windows = [Term(date(2026, 1, 1), date(2026, 12, 31), "cette année")], [Notice(TODAY, HIGH, "act", "agir")]
    return [
        pictures.load_bar([(60, "last"), (45, "free")], "L’heure & « le reste »"),
        pictures.day_bars([Bar("mar. 24", 60, 420, True), Bar("jeu. 26", 500, 420)], "L’heure & « le reste »"),
        pictures.span(LOW, HIGH, [Mark(TODAY, "act")], TODAY, LOW, HIGH, "L’heure & « le reste »"),
        pictures.timeline(terms, windows, TODAY, LOW, HIGH, "L’heure & « le reste »"),
        pictures.spark([1, 3, 2], "L’heure & « le reste »"),
    ]


@pytest.mark.parametrize("picture", every_picture())
def test_a_picture_is_an_image_with_a_title_and_no_style(picture):
    assert "<title>L’heure &amp; « le reste »</title>" in picture
    assert 'role="img"' in picture
    assert "style=" not in picture
    assert "nan" not in picture


@pytest.mark.parametrize(
    "picture",
    [
        pictures.load_bar([], "rien"),
        pictures.day_bars([], "rien"),
        pictures.span(date(2020, 1, 1), date(2020, 2, 1), [], TODAY, LOW, HIGH, "rien"),
        pictures.timeline([], [], TODAY, LOW, HIGH, "rien"),
        pictures.spark([], "rien"),
        pictures.spark([5, 5], "rien"),
    ],
)
def test_a_picture_of_nothing_is_still_drawn(picture):
    assert picture.endswith("</svg>")


def test_a_day_fills_the_bar_from_one_end_to_the_other():
    bar = pictures.load_bar([(115, "last"), (75, "next"), (0, "meeting"), (45, "reserve")], "")
    starts, lengths = places(bar), places(bar, what="width")
    assert starts[0] == 0
    assert "kind--meeting" not in bar
    assert starts[-1] + lengths[-1] == pytest.approx(100, abs=0.1)
    assert lengths[0] > lengths[1] > lengths[2]


def test_free_time_is_hatched_with_a_pattern_of_its_own():
    one, other = pictures.load_bar([(45, "free")], "lundi"), pictures.load_bar([(45, "free")], "mardi")
    names = [re.search(r'pattern id="([^"]+)"', bar)[1] for bar in (one, other)]
    assert names[0] != names[1]
    assert f"url(#{names[0]})" in one


def test_what_does_not_fit_in_a_day_stands_above_it():
    full = pictures.day_bars([Bar("mar. 24", 420, 420)], "")
    over = pictures.day_bars([Bar("mar. 24", 480, 420)], "")
    assert "kind--late" not in full
    assert "kind--late" in over
    assert min(places(over, what="y")) >= 20


def test_the_rule_says_how_long_the_longest_day_is():
    assert "7\u00a0h</text>" in pictures.day_bars([Bar("mar. 24", 60, 420), Bar("jeu. 26", 60, 210)], "")


def test_a_term_longer_than_the_cell_stops_at_its_edges():
    cell = pictures.span(date(2000, 1, 1), date(2100, 1, 1), [], TODAY, LOW, HIGH, "")
    assert places(cell) == [0.0]
    assert places(cell, what="width") == [190.0]


def test_today_stands_in_the_middle_of_two_years():
    cell = pictures.span(LOW, HIGH, [], TODAY, LOW, HIGH, "")
    assert places(cell, "line", "x1")[-1] == pytest.approx(95, abs=0.5)


def test_a_mark_outside_the_cell_is_not_drawn():
    assert "kind--act" not in pictures.span(LOW, HIGH, [Mark(date(2030, 1, 1), "act")], TODAY, LOW, HIGH, "")


def test_windows_close_together_keep_their_words_apart():
    windows = [Notice(TODAY, TODAY + timedelta(days=n), "act", "résilier avant le 30 nov.") for n in (5, 10)]
    drawn = pictures.timeline([], windows, TODAY, LOW, HIGH, "")
    heights = re.findall(r'class="word--act" x="[\d.]+" y="(\d+)"', drawn)
    assert len(set(heights)) == 2


def test_the_timeline_stays_inside_its_frame():
    terms = [Term(date(1990, 1, 1), date(2090, 1, 1), "longtemps")]
    windows = [Notice(HIGH - timedelta(days=3), HIGH + timedelta(days=90), "plain", "la dernière fenêtre du contrat")]
    drawn = pictures.timeline(terms, windows, TODAY, LOW, HIGH, "")
    assert all(0 <= x <= 920 for x in places(drawn) + places(drawn, "text") + places(drawn, "line", "x1"))
    assert '<text class="word--plain"' in drawn
    assert "2026</text>" in drawn


def test_long_timelines_name_fewer_months():
    short = pictures.timeline([], [], TODAY, LOW, HIGH, "")
    long = pictures.timeline([], [], TODAY, date(2020, 1, 1), date(2030, 1, 1), "")
    assert "avr.</text>" in short
    assert "avr.</text>" not in long
