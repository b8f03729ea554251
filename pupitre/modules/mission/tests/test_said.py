"""What a month's page says is true to the day and to the basis, in sentences that a reader would write."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pupitre.engines.decisions.tests.factories import asked
from pupitre.foundation import clock
from pupitre.modules.mission import actions, queries
from pupitre.modules.mission.queries.pages import content_of
from pupitre.modules.mission.rules import Month, Nature
from pupitre.modules.mission.tables.month import page_of
from pupitre.modules.mission.tables.paper import words_of
from pupitre.modules.mission.tests.factories import DRAFT, OCTOBER, identified, issued, realised, validated

NOVEMBER = OCTOBER.after  # the current month of the tests: today is the 23rd


def at(day):
    return clock.at(datetime(2026, 10, day, 9, tzinfo=UTC))


def test_a_request_is_late_once_its_day_is_behind_not_because_it_falls_this_month(lumen):
    asked(lumen.claire, decide_by=date(2026, 11, 26))
    coming = page_of(NOVEMBER, lumen.lumen).figure("waiting")
    assert (coming.tone, coming.caption) == ("plain", "aucune n’a dépassé sa date")
    with clock.at(datetime(2026, 11, 27, 9, tzinfo=UTC)):
        late = page_of(NOVEMBER, lumen.lumen).figure("waiting")
    assert (late.tone, late.caption) == ("late", "dont une a dépassé sa date")


def test_the_sentence_counts_in_words(lumen):
    for n, day in enumerate((30, 26, 28)):
        asked(lumen.claire, 900_00 + n, f"Achat {n}", decide_by=date(2026, 11, day))
    assert page_of(NOVEMBER, lumen.lumen).sentence == (
        "Trois sujets attendent une décision, le premier avant le 26 novembre."
    )


def test_nothing_that_waits_is_said_plainly(lumen):
    assert page_of(OCTOBER, lumen.lumen).figure("waiting").caption == "rien n’attendait de réponse à la fin du mois"
    assert page_of(NOVEMBER, lumen.lumen).figure("waiting").caption == "rien n’attend de réponse"


def test_what_waits_and_is_not_listed_is_counted_on_the_paper(lumen):
    asked(lumen.claire)
    asked(lumen.hugo, 800_00, "Ailleurs")
    words = words_of(page_of(NOVEMBER, lumen.lumen), None)
    assert (len(words["awaited"]), words["awaited_more"]) == (1, 1)


def test_what_is_ttc_is_not_a_number_of_ht(lumen):
    with at(5):
        realised(lumen.claire, replace(DRAFT, title="Mutuelle", basis="ttc"))
        realised(lumen.claire, replace(DRAFT, nature=Nature.AVOIDED))
    page = page_of(OCTOBER, lumen.lumen)
    assert (page.figure("savings").number, page.figure("avoided").number) == (None, 1_120_00)


def test_a_saving_counts_twelve_months_then_is_told_no_more(lumen):
    with at(5):
        validated(lumen.claire, lumen.sophie)
    last, after = Month(date(2027, 9, 1)), Month(date(2027, 10, 1))
    with clock.at(datetime(2027, 11, 2, 9, tzinfo=UTC)):
        assert page_of(last, lumen.lumen).figure("savings").value == "1\u202f120\u00a0€ HT"
        gone = page_of(after, lumen.lumen)
    assert (gone.figure("savings").value, gone.figure("savings").rows) == ("0\u00a0€", ())


def test_what_is_not_won_yet_is_not_forgotten_after_a_year(lumen):
    with at(5):
        identified(lumen.claire)
    with clock.at(datetime(2028, 1, 4, 9, tzinfo=UTC)):
        assert page_of(Month(date(2027, 12, 1)), lumen.lumen).figure("identified").rows != ()


@pytest.mark.parametrize("month", [OCTOBER, NOVEMBER])
def test_two_who_begin_the_same_words_do_not_lose_each_other_s(lumen, month):
    actions.comment_month(month, "Les mots de Claire", 0, actor=lumen.claire)
    with pytest.raises(actions.CannotIssue, match="entre-temps"):
        actions.comment_month(month, "Ceux de Sophie", 0, actor=lumen.sophie)
    assert queries.note_of(month).comment == "Les mots de Claire"


def test_a_figure_with_nothing_to_say_is_not_listed_and_the_others_are(lumen):
    with at(5):
        realised(lumen.claire, replace(DRAFT, title="Hausse refusée", nature=Nature.AVOIDED))
    labels = [one["label"] for one in words_of(page_of(OCTOBER, lumen.lumen), None)["works"]]
    assert "Coûts évités" in labels
    assert [label for label in labels if label in ("Heures gagnées", "Identifié ou négocié")] == []


def test_a_page_says_once_who_issued_it_and_lists_versions_when_there_are_two(lumen, as_):
    issued(lumen.claire)
    claire, address = as_(lumen.claire), "/c/atelier-lumen/month/2026-10/"
    assert claire.read(address).count("version 1") == 1
    actions.comment_month(OCTOBER, "Une précision", actor=lumen.claire)
    assert content_of(issued(lumen.claire, after=1)).changes
    assert "version 1" in claire.read(address)
