"""A rhythm in words, and what is shipped."""

import pytest

from pupitre.engines.routines.models import DIMENSIONS
from pupitre.engines.routines.rules import Kind, Nature, Proof, rhythm_of, shipped_routines
from pupitre.engines.routines.tables.words import figure_words, missed_words, rhythm_words
from pupitre.kernel.recurrence import Shift, Unit

WORDS = [
    (rhythm_of(Kind.LAST_WORKING_DAY), "le dernier jour ouvré du mois"),
    (rhythm_of(Kind.LAST_WORKING_DAY, every=3), "le dernier jour ouvré du mois, tous les 3 mois"),
    (rhythm_of(Kind.WORKING_DAY, rank=5), "le 5e jour ouvré du mois"),
    (rhythm_of(Kind.WORKING_DAY, rank=1), "le 1er jour ouvré du mois"),
    (rhythm_of(Kind.MONTH_DAY, day=1), "le 1er de chaque mois"),
    (rhythm_of(Kind.MONTH_DAY, day=20, shift=Shift.EARLIER), "le 20 de chaque mois, ou le jour ouvré d’avant"),
    (rhythm_of(Kind.MONTH_DAY, every=6, day=15), "le 15 du mois, tous les 6 mois"),
    (rhythm_of(Kind.WEEKDAY, weekday=0), "chaque lundi"),
    (rhythm_of(Kind.WEEKDAY, every=2, weekday=1), "un mardi sur deux"),
    (rhythm_of(Kind.WEEKDAY, every=6, weekday=0), "le lundi, toutes les 6 semaines"),
    (rhythm_of(Kind.YEAR_DAY, day=1, month=3), "chaque année le 1er mars"),
    (rhythm_of(Kind.AFTER_DONE, every=6, unit=Unit.MONTH), "6 mois après la dernière fois"),
    (rhythm_of(Kind.AFTER_DONE, every=1, unit=Unit.WEEK), "1 semaine après la dernière fois"),
    (rhythm_of(Kind.PRESENCE), "chaque jour de présence"),
]


@pytest.mark.parametrize(("rhythm", "words"), WORDS)
def test_a_rhythm_is_said_as_people_say_it(rhythm, words):
    assert rhythm_words(rhythm) == words


def test_how_long_it_has_been_without():
    assert missed_words(3, rhythm_of(Kind.LAST_WORKING_DAY)) == "3 mois"
    assert missed_words(2, rhythm_of(Kind.WEEKDAY)) == "2 semaines"
    assert missed_words(2, rhythm_of(Kind.YEAR_DAY)) == "2 ans"
    assert missed_words(2, rhythm_of(Kind.MONTH_DAY, every=3)) == "2 fois de suite"


def test_a_figure_is_written_the_french_way():
    assert figure_words(12_345_00, "kWh") == "12\u202f345\u00a0kWh"
    assert figure_words(-50, "€ d’écart") == "-0,50\u00a0€ d’écart"
    assert figure_words(12_50, "€") == "12,50\u00a0€"


def test_the_catalogue_is_usual_and_asserts_no_law_without_its_source():
    shipped = shipped_routines().values()
    assert 12 <= len(shipped) <= 15
    assert {one.kind for one in (each.rhythm for each in shipped)} >= set(Kind) - {Kind.YEAR_DAY}
    assert {one.dimension for one in shipped} <= {name for name, _ in DIMENSIONS}
    assert all(one.unit_label for one in shipped if one.proof is Proof.FIGURE)
    assert [one.name for one in shipped if one.is_legal and not (one.as_of and one.confidence)] == []
    assert {one.name for one in shipped if one.is_to_be_checked} == {"lift"}
    assert any(one.nature is Nature.EXPECTED for one in shipped)
