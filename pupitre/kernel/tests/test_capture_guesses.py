"""Lines that used to be guessed wrong without a word: each is asked, or left in the words."""

from datetime import date

import pytest

from pupitre.kernel.capture import Day, Person, Price, Why, read_line
from pupitre.kernel.money import Basis
from pupitre.kernel.notice import Regime

TUESDAY = date(2026, 11, 24)
PEOPLE = (("r1", "Léa Martin"), ("r2", "Martin"), ("r3", "Pierre-Yves Roux"))


def read(line):
    return read_line(line, TUESDAY, PEOPLE)


WORDS = (
    "tacite : non",
    "lundi dernier",
    "vendredi passé",
    "après vendredi",
    "pas avant le 3 mars",
    "pas demain",
    "la veille du 12/3",
    "la réunion de lundi",
    "dans 3 jours ouvrés",
    "sous 15 jours ouvrables",
    "préavis 3 jours ouvrés",
    "préavis 3 mois 15 jours",
    "durée 1 an et demi",
    "durée 1 an 6 mois",
    "préavis 1,5 mois",
    "30 jours fin de mois",
    "2 h et demie",
    "1,2 h",
    "3-4 h",
    "2 ou 3 h",
    "15-20 min",
    "15 ou 20 min",
    "420 €-430 €",
    "10 € de remise",
    "plus de 500 €",
    "le premier lundi",
    "de vendredi à lundi",
    "3 et 4 mars",
    "entre le 3 et le 5 mars",
    "3 juin 28",
)


@pytest.mark.parametrize("said", WORDS)
def test_what_says_another_thing_than_it_looks_like_stays_words(said):
    found = read(f"salle {said} badge")
    assert (found.pieces, found.doubts) == ((), ())


@pytest.mark.parametrize("said", ["pas tacite", "non renouvelable", "pas renouvelable"])
def test_what_is_denied_is_never_read_as_said(said):
    (piece,) = read(f"contrat {said}").pieces
    assert piece.value is Regime.EXPRESS


def test_in_a_fortnight_is_no_next_week():
    assert [one.value for one in read("lundi en quinze").pieces] == [Day(date(2026, 12, 14))]


def test_a_number_that_follows_a_word_may_end_before_its_thousands():
    line = read("lot 12 420 € HT badge")
    (doubt,) = line.doubts
    assert (line.pieces, doubt.why) == ((), Why.THOUSANDS)
    assert [one.cents for one in doubt.readings] == [1_242_000, 42_000]
    chosen = [line.chosen(doubt, one) for one in doubt.readings]
    assert chosen == ["lot 12420,00 € HT badge", 'lot "12" 420,00 € HT badge']
    for text, value in zip(chosen, doubt.readings, strict=True):
        assert ([one.value for one in read(text).pieces], read(text).doubts) == ([value], ())


@pytest.mark.parametrize("line", ["12 420 € HT", "prix 12 420 € HT", "lot, 12 420 € HT", "à 12 420 € HT"])
def test_an_amount_that_begins_by_itself_is_whole(line):
    assert [one.value for one in read(line).pieces] == [Price(1_242_000, None, Basis.HT)]


def test_what_is_left_without_its_thousands_must_be_a_number():
    assert [one.value for one in read("lot 12 000 €").pieces] == [Price(1_200_000)]


def test_a_name_that_is_also_a_part_of_another_is_asked_and_can_be_answered():
    line = read("@martin rappeler")
    (doubt,) = line.doubts
    assert (line.pieces, doubt.why) == ((), Why.WHO)
    answers = [read(line.chosen(doubt, one)) for one in doubt.readings]
    assert [[one.value for one in again.pieces] for again in answers] == [[one] for one in doubt.readings]
    assert {one.ref for one in doubt.readings} == {"r1", "r2"}


def test_a_compound_first_name_is_enough():
    assert [one.value for one in read("@pierre-yves").pieces] == [Person("r3", "Pierre-Yves Roux")]


@pytest.mark.parametrize("said", ["420 € par an et par personne", "420 € tous les 2 mois", "420 € hebdomadaire"])
def test_a_price_for_what_has_no_place_is_asked(said):
    assert [one.why for one in read(said).doubts] == [Why.PER_WHAT]
