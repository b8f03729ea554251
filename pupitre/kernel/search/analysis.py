"""A text into terms: folded, cut, stemmed; the same for what is kept and for what is asked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from pupitre.kernel.reading.text import plain
from pupitre.kernel.search.data import STOP_WORDS

LONGEST = 40
MOST_ASKED = 12
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SPACED = re.compile(r"\bwi[ -]fi\b")
_SHORT_PART = 3  # a part of « wi-fi » says nothing, one of « rendez-vous » may


@dataclass(frozen=True)
class Term:
    """A word as it is written (folded), the root that it shares with its family, and how it is shown."""

    word: str
    root: str
    shown: str


def folded_words(text: str) -> Iterator[str]:
    """« L’Œuvre, le Wi-Fi » is « l oeuvre le wifi »; what a hyphen joins is also found by its parts."""
    for found in _WORD.finditer(_SPACED.sub("wifi", plain(text))):
        yield from _said(found[0])


def _said(word: str) -> Iterator[str]:
    parts = word.split("-")
    yield "".join(parts)[:LONGEST]
    if len(parts) > 1:
        yield from (part[:LONGEST] for part in parts if len(part) >= _SHORT_PART)


def terms_of(text: str) -> Iterator[Term]:
    """What of a text may be found, as often as it is said; what a hyphen joins is shown joined."""
    shown: dict[str, str] = {}
    for raw in _shown_words(text):
        shown.setdefault("".join(plain(raw).split("-"))[:LONGEST], raw.lower()[:LONGEST])
    for word in folded_words(text):
        if _says_something(word):
            yield Term(word, stem(word), shown.get(word, word))


def asked_terms(text: str) -> tuple[list[Term], str]:
    """The words of a question that say something, once each; and the last one, when it may be unfinished."""
    said = list(dict.fromkeys(folded_words(text)))
    telling = [word for word in said if _says_something(word)] or [word for word in said if word]
    terms = [Term(word, stem(word), word) for word in telling[:MOST_ASKED]]
    is_open = bool(terms) and text[-1:].isalnum() and said[-1:] == [terms[-1].word]
    return terms, terms[-1].word if is_open else ""


def _shown_words(text: str) -> Iterable[str]:
    return _WORD.findall(text.replace("’", "'"))


def _says_something(word: str) -> bool:
    return word not in STOP_WORDS and (len(word) > 1 or word.isdigit())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """« contrats » and « contrat » are one."""
    with _turn:  # the library keeps the word it is at work on in the stemmer itself
        return str(_stemmer().stemWord(word))[:LONGEST]


_turn = Lock()


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    """Loaded by whoever first asks: a process that never searches does not pay for it."""
    import snowballstemmer

    return snowballstemmer.stemmer("french")
