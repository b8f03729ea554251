"""A line read from left to right: where something begins, the longest that means something wins."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pupitre.kernel.capture import amounts, days, others, people, quantities
from pupitre.kernel.capture.aligned import Aligned
from pupitre.kernel.capture.people import called
from pupitre.kernel.capture.values import Around, Doubt, Meaning, Person, Piece, Span, Text, Unsure, Value, Why
from pupitre.kernel.capture.writing import written

LONGEST = 300  # characters of a line; beyond, the rest stays text
EDGES = " \t\n,;:·–—-"
QUOTES = re.compile(r"[\"«»“”]")


@cache
def _rules() -> list[tuple[re.Pattern[str], Callable[..., Meaning]]]:
    """Long to make ready: by the first line that is read, and not by every command that reads none."""
    rules = (*others.RULES, *days.RULES, *amounts.RULES, *quantities.RULES, *people.RULES)
    return [(re.compile(rule.pattern), rule.read) for rule in rules]


@dataclass(frozen=True)
class Line:
    """Pieces, doubts and the words between them, in order, without overlap: together they are the line again."""

    text: str
    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...]

    def of(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def rest(self, taken: Iterable[Span]) -> str:
        """Everything that was not taken, in order, without the quotes that only protect."""
        return " ".join(filter(None, (_trimmed(self.of(span)) for span in self.between(taken))))

    def between(self, taken: Iterable[Span]) -> Iterator[Span]:
        place = 0
        for span in sorted(taken):
            yield Span(place, span.start)
            place = span.end
        yield Span(place, len(self.text))

    def replaced(self, span: Span, words: str) -> str:
        return self.text[: span.start] + words + self.text[span.end :]

    def chosen(self, doubt: Doubt, reading: Value) -> str:
        """The line where the doubt is gone, because this is written instead."""
        before, after = "", "," if doubt.why is Why.PER_WHAT else ""
        if doubt.why is Why.THOUSANDS and (skipped := doubt.readings.index(reading)):
            before = f'"{" ".join(self.of(doubt.span).split()[:skipped])}" '
        if isinstance(reading, Person) and len(called(reading.name, doubt.readings)) > 1:
            before = "@"
        return self.replaced(doubt.span, before + written(reading) + after)

    def quoted(self, span: Span) -> str:
        """The line where these words are said to be only words."""
        return self.replaced(span, f'"{self.of(span)}"')


def read_line(line: str, today: date, people: Iterable[tuple[str, str]] = ()) -> Line:
    """Never raises; `people` are (ref, name)."""
    around, aligned = Around(today, tuple(people)), Aligned(line[:LONGEST])
    pieces: list[Piece] = []
    doubts: list[Doubt] = []
    for start, end, meaning in _meanings(aligned, around):
        span = aligned.span(start, end)
        if isinstance(meaning, Unsure):
            doubts.append(Doubt(span, meaning.why, meaning.readings))
        elif meaning is not None and not isinstance(meaning, Text):
            pieces.append(Piece(span, meaning))
    return Line(line, tuple(pieces), tuple(doubts))


def _meanings(aligned: Aligned, around: Around) -> Iterator[tuple[int, int, Meaning]]:
    place = 0
    while place < len(aligned.text):
        found = _longest(aligned, place, around) if aligned.begins(place) and aligned.text[place] != " " else None
        if found is None:
            place += 1
            continue
        end, meaning = found
        yield place, end, meaning
        place = end


def _longest(aligned: Aligned, place: int, around: Around) -> tuple[int, Meaning] | None:
    matches = ((rule.match(aligned.text, place), read) for rule, read in _rules())
    known: list[tuple[re.Match[str], Callable[..., Meaning]]] = [(match, read) for match, read in matches if match]
    around = replace(around, before=aligned.text[:place]) if known else around
    for match, read in sorted(known, key=lambda one: -one[0].end()):
        if match.end() == place or not aligned.ends(match.end()):
            continue
        meaning = read({name: value or "" for name, value in match.groupdict().items()}, around)
        if meaning is not None:
            return match.end(), meaning
    return None


def _trimmed(words: str) -> str:
    return " ".join(QUOTES.sub(" ", words).split()).strip(EDGES)
