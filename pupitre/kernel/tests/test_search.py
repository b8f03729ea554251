"""Words: cut and rooted alike wherever they stand, weighed in whole numbers, corrected only when near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.search import STOP_WORDS, asked_terms, closest, fits, folded_words, grams_of, importance, terms_of
from pupitre.kernel.search.analysis import LONGEST, MOST_ASKED
from pupitre.kernel.search.closeness import _slipped
from pupitre.kernel.search.weights import weight

FRENCH = st.text("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôœùûü’'- ", max_size=60)


@given(st.text(max_size=80))
def test_any_text_is_cut_into_plain_words(text):
    for word in folded_words(text):
        assert 0 < len(word) <= LONGEST
        assert " " not in word
        assert "'" not in word


@given(FRENCH)
def test_case_accents_and_apostrophes_say_nothing(text):
    assert [term.root for term in terms_of(text.upper().replace("'", "’"))] == [term.root for term in terms_of(text)]


@given(FRENCH)
def test_what_is_asked_is_among_what_is_kept(text):
    """The same words on both sides, or nothing would be found."""
    kept = {term.word for term in terms_of(text)}
    asked, unfinished = asked_terms(text)
    assert not kept or {term.word for term in asked} <= kept
    assert len(asked) <= MOST_ASKED
    assert unfinished in {"", *(term.word for term in asked)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Où sont les codes Wi-Fi ?", ["codes", "wifi"]),
        ("le WiFi, le wi fi", ["wifi", "wifi"]),
        ("L’Œuvre du bureau", ["oeuvre", "bureau"]),
        ("rendez-vous", ["rendezvous", "rendez"]),
        ("C-0101", ["c0101", "0101"]),
        ("C’est qui notre assureur ?", ["assureur"]),
        ("Je veux poser 3 jours", ["poser", "3", "jours"]),
    ],
)
def test_french_is_cut_as_it_is_said(text, words):
    assert [term.word for term in terms_of(text)] == words


def test_a_question_of_small_words_only_is_still_asked():
    assert [term.word for term in asked_terms("qui ?")[0]] == ["qui"]


def test_only_a_word_that_touches_the_end_may_be_unfinished():
    assert asked_terms("contrat assur")[1] == "assur"
    assert asked_terms("contrat assur ")[1] == ""
    assert asked_terms("contrat pour")[1] == ""


@given(st.integers(1, 500), st.integers(1, 2000), st.integers(0, 20_000))
def test_weights_are_whole_and_go_the_right_way(times, length, documents):
    assert isinstance(weight(times, length), int)
    assert 0 < weight(times, length) <= weight(times + 1, length)
    assert weight(times, length) >= weight(times, length + 50)
    assert importance(documents) >= importance(documents + 100) >= 1


WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=14)


@given(WORD, st.lists(st.tuples(WORD, st.integers(1, 9)), max_size=10))
def test_a_correction_is_a_known_word_that_is_near_enough(word, known):
    meant = closest(word, known)
    if meant:
        assert meant in {other for other, _ in known}
        near = grams_of(word) & grams_of(meant)
        assert _slipped(word, meant) or 5 * len(near) >= 2 * len(grams_of(word) | grams_of(meant))


def test_typos_are_forgiven_and_short_words_left_alone():
    known = [("licenciement", 1), ("licence", 9), ("assurance", 3), ("bail", 2), ("nettoyage", 1), ("badge", 1)]
    typed = ("licensiement", "asurance", "netoyage", "bagde", "badje", "bal", "2026")
    assert [closest(word, known) for word in typed] == [
        "licenciement",
        "assurance",
        "nettoyage",
        "badge",
        "badge",
        "",
        "",
    ]


def test_a_label_answers_when_every_word_is_in_it():
    assert fits("nouv contrat", "Nouveau contrat") > 0
    assert fits("nouveu contrat", "Nouveau contrat") > 0
    assert fits("nouveau bail", "Nouveau contrat") == 0
    assert fits("contrats", "Contrats") > fits("contr", "Contrats") > 0


def test_small_words_are_written_as_they_are_compared():
    assert [word for word in STOP_WORDS if list(folded_words(word)) != [word]] == []
