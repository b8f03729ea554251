"""Words without what varies from one hand to the next: case, accents, spaces, punctuation."""

import re
import unicodedata
from functools import lru_cache

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "−": "-", "–": "-"})
YES = {"oui", "o", "yes", "y", "x", "1", "vrai", "true", "ok", "✓", "✔", "☑"}
NO = {"non", "n", "no", "0", "faux", "false", "✗", "✘", "☐"}


class Unreadable(ValueError):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """For comparing names and columns: « L’Œuvre,  S.A. » is « l oeuvre s a »."""
    return " ".join("".join(c if c.isalnum() else " " for c in plain(text)).split())


def read_bool(text: str) -> bool:
    word = plain(text)
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unreadable("not_yes_or_no" if word else "empty")


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Lower case, no accent, single spaces; the punctuation stays."""
    bare = text.casefold()
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFD", bare.translate(LIGATURES))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", bare).strip()
