"""Which supplier a line names: one already known by its whole name, or one that is said to be (« chez Propnet »)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pupitre.kernel.capture import Line, Span
from pupitre.kernel.reading import fold

LONGEST = 6  # words of a name
WORD = re.compile(r"[^\W_][\w&'’.-]*[^\W_]|[^\W_]")
NAME = r"[A-ZÀ-Þ][\w&'’.-]*"
SAID = re.compile(
    r"(?<!\w)(?i:chez|fournisseur\s*:?)\s+"
    rf"(?:\"(?P<quoted>[^\"]+)\"|«\s*(?P<angled>[^»]+?)\s*»|(?P<name>{NAME}(?:\s+{NAME})*)|(?P<word>[^\W_][\w&'’.-]*))"
)
QUOTED = re.compile('"[^"]*"|«[^»]*»|“[^”]*”')
CAPITALISED = re.compile(NAME)


@dataclass(frozen=True)
class Named:
    span: Span
    name: str
    is_known: bool


def said_in(line: Line, known: Mapping[str, str]) -> list[Named]:
    """After « chez » or « fournisseur »; `known` gives each name by its folded writing."""
    return [_said(match, known) for match in SAID.finditer(line.text)]


def _said(match: re.Match[str], known: Mapping[str, str]) -> Named:
    """« chez Propnet Vitres » is at Propnet, when Propnet is known and Propnet Vitres is not."""
    said = next(filter(None, match.groups()))
    words = [*WORD.finditer(said)] if match["name"] else []
    parts = (said[: word.end()] for word in reversed(words))
    part = next((part for part in parts if fold(part) in known), said)
    span = Span(match.start(), match.end() - len(said) + len(part))
    return Named(span, known.get(fold(part), part.strip()), fold(part) in known)


def unquoted(line: Line, parts: Iterable[Span]) -> Iterator[Span]:
    """Between quotes, words are only words."""
    for part in parts:
        place = part.start
        for quoted in QUOTED.finditer(line.text, part.start, part.end):
            yield Span(place, quoted.start())
            place = quoted.end()
        yield Span(place, part.end)


def known_in(line: Line, free: Iterable[Span], known: Mapping[str, str]) -> list[Named]:
    """Whole names of suppliers among the words left, the longest first."""
    return [Named(span, known[fold(line.of(span))], True) for part in free for span in _longest(line, part, known)]


def likely_in(line: Line, free: Iterable[Span], known: Mapping[str, str]) -> list[Named]:
    """What may be the supplier: part of a known name, or a word with a capital."""
    found = []
    for span in (span for part in free for span in words_of(line, part)):
        word = line.of(span)
        alike = [name for folded, name in known.items() if fold(word) in folded.split() and len(word) > 2]
        found += [Named(span, name, True) for name in alike]
        found += [Named(span, word, False)] if CAPITALISED.match(word) and not alike else []
    return found


def words_of(line: Line, part: Span) -> list[Span]:
    return [Span(part.start + m.start(), part.start + m.end()) for m in WORD.finditer(line.of(part))]


def _longest(line: Line, part: Span, known: Mapping[str, str]) -> Iterator[Span]:
    words, place = words_of(line, part), 0
    while place < len(words):
        tries = (Span(words[place].start, word.end) for word in reversed(words[place : place + LONGEST]))
        found = next((span for span in tries if fold(line.of(span)) in known), None)
        if found:
            yield found
        place += sum(word.end <= found.end for word in words[place:]) if found else 1
