"""One line of French: each piece, each doubt, and what is left as words."""

from datetime import date

import pytest

from pupitre.kernel.capture import (
    Day,
    Lasting,
    Person,
    Price,
    Priority,
    Renewing,
    Role,
    Term,
    Why,
    read_line,
)
from pupitre.kernel.money import Basis
from pupitre.kernel.notice import Notice, Regime

TUESDAY = date(2026, 11, 24)
PEOPLE = (("r1", "Léa Martin"), ("r2", "Léa Dubois"), ("r3", "Hugo Blin"), ("r4", "Zoé Roy"), ("r5", "Zoé Roy"))


def day(month, number, role=Role.ON, year=2026):
    return Day(date(year, month, number), role)


SURE = {
    "aujourd’hui": day(11, 24),
    "demain": day(11, 25),
    "après-demain": day(11, 26),
    "vendredi": day(11, 27),
    "ce vendredi": day(11, 27),
    "mardi prochain": day(12, 1),
    "vendredi en huit": day(12, 4),
    "vendredi 27": day(11, 27),
    "vendredi 27 novembre": day(11, 27),
    "le 12/3": day(3, 12, year=2027),
    "12/3": day(3, 12, year=2027),
    "12/03/2027": day(3, 12, year=2027),
    "2027-03-12": day(3, 12, year=2027),
    "3 mars": day(3, 3, year=2027),
    "1er déc.": day(12, 1),
    "fin mars": day(3, 31, year=2027),
    "fin du mois": day(11, 30),
    "fin de l’année": day(12, 31),
    "dans 3 jours": day(11, 27),
    "dans un mois": day(12, 24),
    "sous 15 jours": day(12, 9, Role.BY),
    "sous 48 h": day(11, 26, Role.BY),
    "sous quinzaine": day(12, 9, Role.BY),
    "avant vendredi": day(11, 27, Role.BEFORE),
    "avant le 3": day(12, 3, Role.BEFORE),
    "d’ici vendredi": day(11, 27, Role.BY),
    "pour demain": day(11, 25, Role.BY),
    "à partir du 1er janvier": day(1, 1, Role.FROM, 2027),
    "depuis le 01/03/2024": day(3, 1, Role.FROM, 2024),
    "dès lundi": day(11, 30, Role.FROM),
    "fin 31/12": day(12, 31, Role.END),
    "échéance : 31/12": day(12, 31, Role.END),
    "jusqu’au 3 mars": day(3, 3, Role.END, 2027),
    "15 min": Lasting(15),
    "1h30": Lasting(90),
    "2 h": Lasting(120),
    "2 h 15 min": Lasting(135),
    "une demi-heure": Lasting(30),
    "un quart d’heure": Lasting(15),
    "420€": Price(42000),
    "1240,50 € HT": Price(124050, None, Basis.HT),
    "420€/mois": Price(42000, "month"),
    "420 € TTC par trimestre": Price(42000, "quarter", Basis.TTC),
    "420 €/an ht": Price(42000, "year", Basis.HT),
    "420 € tous les mois": Price(42000, "month"),
    "420 € mensuel": Price(42000, "month"),
    "mensuel 420 €": Price(42000, "month"),
    "5 k€": Price(500000),
    "1,25 k€": Price(125000),
    "durée de 3 ans": Term(36),
    "3 ans ferme": Term(36),
    "engagement 24 mois": Term(24),
    "préavis 3 mois": Notice(3),
    "3 mois de préavis": Notice(3),
    "préavis : 90 jours": Notice(0, 90),
    "renouvelable par périodes de 12 mois": Renewing(12),
    "tacite": Regime.TACIT,
    "tacite reconduction": Regime.TACIT,
    "reconduction expresse": Regime.EXPRESS,
    "sans reconduction": Regime.EXPRESS,
    "sans tacite reconduction": Regime.EXPRESS,
    "durée indéterminée": Regime.OPEN_ENDED,
    "!": Priority(4),
    "!!": Priority(5),
    "urgent": Priority(5),
    "@hugo": Person("r3", "Hugo Blin"),
    "@lea-dubois": Person("r2", "Léa Dubois"),
}


@pytest.mark.parametrize("said", SURE)
def test_what_is_sure_is_read_whole_and_nothing_else_is(said):
    for line in (said, f"salle {said} badge", said.upper()):
        read = read_line(line, TUESDAY, PEOPLE)
        assert [(read.of(piece.span).casefold(), piece.value) for piece in read.pieces] == [
            (said.casefold(), SURE[said])
        ]
        assert read.doubts == ()


DOUBTS = {
    "mardi": (Why.WHICH_WEEK, [day(11, 24), day(12, 1)]),
    "vendredi prochain": (Why.WHICH_WEEK, [day(11, 27), day(12, 4)]),
    "mardi en huit": (Why.WHICH_WEEK, [day(12, 1), day(12, 8)]),
    "vendredi 28 novembre": (Why.WRONG_WEEKDAY, [day(11, 28), day(11, 27)]),
    "vendredi 3": (Why.WRONG_WEEKDAY, [day(12, 3), day(11, 27)]),
    "31/02": (Why.NO_SUCH_DAY, []),
    "30 février": (Why.NO_SUCH_DAY, []),
    "le 3": (Why.DAY_OR_NUMBER, [day(12, 3)]),
    "pour le 3": (Why.DAY_OR_NUMBER, [day(12, 3, Role.BY)]),
    "1/2": (Why.DAY_OR_NUMBER, [day(2, 1, year=2027)]),
    "24/7": (Why.DAY_OR_NUMBER, [day(7, 24, year=2027)]),
    "le lundi": (Why.ONE_DAY_OR_EACH, [day(11, 30)]),
    "du 12/3": (Why.FROM_OR_ON, [day(3, 12, Role.FROM, 2027), day(3, 12, year=2027)]),
    "au 12/3": (Why.END_OR_ON, [day(3, 12, Role.END, 2027), day(3, 12, year=2027)]),
    "3 mois": (Why.TERM_OR_NOTICE, [Term(3), Notice(3), Renewing(3)]),
    "30 jours": (Why.TERM_OR_NOTICE, [Notice(0, 30)]),
    "1.234 €": (Why.THOUSANDS, [Price(123400)]),
    "8 h": (Why.HOUR_OR_DURATION, [Lasting(480)]),
    "@léa": (Why.WHO, [Person("r1", "Léa Martin"), Person("r2", "Léa Dubois")]),
    "@zoé-roy": (Why.SAME_NAME, []),
    "@nora": (Why.NOBODY, []),
    "pour Hugo": (Why.FOR_WHOM, [Person("r3", "Hugo Blin")]),
}


@pytest.mark.parametrize("said", DOUBTS)
def test_what_may_be_two_things_is_neither(said):
    read = read_line(f"salle {said} badge", TUESDAY, PEOPLE)
    assert read.pieces == ()
    assert [(read.of(doubt.span), doubt.why, [*doubt.readings]) for doubt in read.doubts] == [(said, *DOUBTS[said])]
    assert read.rest(()) == f"salle {said} badge"


@pytest.mark.parametrize(
    "words",
    [
        "marseille", "maire", "lundis", "3 marseillais", "mai", "mars", "demains", "tacitement", "surgent", "420",
        "réunion à 15h", "de 9h à 12h", "départ 15 h", "à 15 min de Paris", "tous les lundis", "toutes les 2 semaines",
        "du lundi au vendredi", "depuis 3 mois", "il y a 2 ans", "24h/24", "7j/7", "bail 3-6-9", "12-16/8", "3/6/9",
        "400 à 500 €", "2 x 420 €", "-420 €", "super!", "pas urgent", "sans préavis", "a@b.fr", "pour Nora", "20/30",
        '"demain 3 mois"', "« vendredi »", "https://x.fr/12/3", "A12/3", "12.5", "1000000000000000 €", "tel 06 12/34",
    ],
)  # fmt: skip
def test_what_only_looks_like_something_stays_text(words):
    read = read_line(f"salle {words} badge", TUESDAY, PEOPLE)
    assert (read.pieces, read.doubts) == ((), ())


def test_an_amount_per_something_else_is_asked():
    read = read_line("intérim 420 €/jour", TUESDAY)
    (doubt,) = read.doubts
    assert (doubt.why, doubt.readings) == (Why.PER_WHAT, (Price(42000),))
    again = read_line(read.chosen(doubt, doubt.readings[0]), TUESDAY)
    assert [piece.value for piece in again.pieces] == [Price(42000)]
    assert again.rest([again.pieces[0].span]).endswith("/jour")


@pytest.mark.parametrize("said", [said for said, (_, readings) in DOUBTS.items() if readings])
def test_a_doubt_is_settled_by_the_line_that_says_so(said):
    read = read_line(f"salle {said} badge", TUESDAY, PEOPLE)
    (doubt,) = read.doubts
    for reading in doubt.readings:
        settled = read_line(read.chosen(doubt, reading), TUESDAY, PEOPLE)
        assert ([piece.value for piece in settled.pieces], settled.doubts) == ([reading], ())
    kept = read_line(read.quoted(doubt.span), TUESDAY, PEOPLE)
    assert (kept.pieces, kept.doubts, kept.rest(())) == ((), (), f"salle {said} badge")


def test_a_friday_is_ambiguous_on_a_friday_only():
    friday = read_line("avant vendredi", date(2026, 11, 27))
    assert friday.doubts[0].readings == (day(11, 27, Role.BEFORE), day(12, 4, Role.BEFORE))
    assert read_line("avant vendredi", date(2026, 11, 26)).doubts == ()


def test_an_accent_typed_apart_belongs_to_its_letter():
    line = "pre\u0301avis 3 mois apre\u0300s-demain"
    read = read_line(line, TUESDAY)
    assert [read.of(piece.span) for piece in read.pieces] == ["pre\u0301avis 3 mois", "apre\u0300s-demain"]


@pytest.mark.parametrize(("said", "last"), [("avant vendredi", 26), ("d’ici vendredi", 27), ("vendredi", 27)])
def test_before_a_day_is_over_the_evening_before(said, last):
    (piece,) = read_line(said, TUESDAY).pieces
    assert piece.value.last == date(2026, 11, last)
