"""A line in plain letters (no case, no accent), each letter knowing where it stands in what was typed."""

from pupitre.kernel.capture.values import Span
from pupitre.kernel.reading import plain

INSIDE = ".,/-'"  # between two digits, they are one number, or two that go together


class Aligned:
    def __init__(self, line: str) -> None:
        letters = [(letter, place) for place, typed in enumerate(line) for letter in _plain(typed)]
        self.text = "".join(letter for letter, _ in letters)
        self.places = [*(place for _, place in letters), len(line)]

    def span(self, start: int, end: int) -> Span:
        """In the line as typed, with the accents that are characters of their own."""
        return Span(self.places[start], self.places[end])

    def begins(self, at: int) -> bool:
        """Whether something may begin here: never in the middle of a word, of a letter, or of « 1,5 » and « 2-3 »."""
        if at and self.places[at] == self.places[at - 1]:
            return False
        if at > 1 and self.text[at].isdigit() and self.text[at - 1] in INSIDE and self.text[at - 2].isdigit():
            return False
        return not (at and is_word(self.text[at - 1]) and is_word(self.text[at]))

    def ends(self, at: int) -> bool:
        if at < len(self.text) and at and self.places[at] == self.places[at - 1]:
            return False
        return not (at < len(self.text) and is_word(self.text[at - 1]) and is_word(self.text[at]))


def is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _plain(typed: str) -> str:
    return " " if typed.isspace() else plain(typed)
