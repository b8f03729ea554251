"""Whatever is typed: nothing is lost, nothing overlaps, nothing is guessed from half a word."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pupitre.kernel.capture import Day, read_line, written
from pupitre.kernel.reading import read_date
from pupitre.kernel.tests.test_capture import DOUBTS, PEOPLE, SURE

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
UNKNOWN = ["zorglub", "badges", "Propnet", "nettoyage", "n°", "…", "maire", "marseille", "lundis", "ans2", "x3mois"]
SAID = [*SURE, *DOUBTS, *UNKNOWN, "tous les lundis", "à 15h", "400 à 500 €", "€", "3", "le", "avant", "préavis", '"']
LINES = st.lists(st.sampled_from(SAID), max_size=12).map(" ".join)
ANY = st.one_of(LINES, st.text(max_size=120), st.text('0123456789/.,- €hjmoisanlepréavis@!"«»', max_size=60))


def parts_of(read):
    return sorted([*(one.span for one in read.pieces), *(one.span for one in read.doubts)])


@given(ANY, DAYS)
def test_what_was_found_and_what_was_not_make_the_line_again_without_overlap(line, today):
    read = read_line(line, today, PEOPLE)
    spans = parts_of(read)
    assert all(0 <= start < end <= len(line) for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join(read.of(span) for span in sorted([*spans, *read.between(spans)])) == line


@given(ANY, DAYS)
def test_no_word_is_cut(line, today):
    def is_inside(place):
        return 0 < place < len(line) and line[place - 1].isalnum() and line[place].isalnum()

    found = parts_of(read_line(line, today, PEOPLE))
    assert [span for span in found if is_inside(span.start) or is_inside(span.end)] == []


@given(ANY, DAYS)
def test_reading_twice_reads_the_same(line, today):
    assert read_line(line, today, PEOPLE) == read_line(line, today, PEOPLE)


@given(LINES, DAYS)
def test_every_value_is_read_again_from_its_own_writing(line, today):
    for piece in read_line(line, today, PEOPLE).pieces:
        again = read_line(written(piece.value), today, PEOPLE)
        assert ([one.value for one in again.pieces], again.doubts) == ([piece.value], ())


@given(LINES, DAYS)
def test_every_day_is_one_that_the_strict_reader_gives(line, today):
    read = read_line(line, today, PEOPLE)
    values = [*(one.value for one in read.pieces), *(value for one in read.doubts for value in one.readings)]
    for value in (value for value in values if isinstance(value, Day)):
        assert read_date(f"{value.on:%d/%m/%Y}", today) == value.on


@given(st.lists(st.sampled_from([*SURE, *DOUBTS]), max_size=6), st.lists(st.sampled_from(UNKNOWN), min_size=7), DAYS)
def test_unknown_words_change_no_piece(said, words, today):
    def found(line):
        read = read_line(line, today, PEOPLE)
        return [*(one.value for one in read.pieces)], [(one.why, one.readings) for one in read.doubts]

    apart = [found(one) for one in said]
    together = found(" ".join(f"{word} {one}" for word, one in zip(words, [*said, ""], strict=False)))
    assert together == (
        [value for values, _ in apart for value in values],
        [doubt for _, doubts in apart for doubt in doubts],
    )


@given(DAYS, st.integers(0, 4000))
def test_a_day_without_a_year_is_never_behind(today, ahead):
    on = today + timedelta(days=ahead)
    (piece,) = read_line(f"le {on.day}/{on.month}", today).pieces
    assert piece.value.on >= today
    assert (piece.value.on.day, piece.value.on.month) == (on.day, on.month)
