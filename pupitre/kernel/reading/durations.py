"""Durations as contracts say them: in months, or in days."""

import re
from dataclasses import dataclass

from pupitre.kernel.reading.text import Unreadable, plain

IN_WORDS = (
    *("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize"),
)
WORDS = {word: n for n, word in enumerate(IN_WORDS)} | {
    "une": 1,
    "dix-huit": 18,
    "vingt": 20,
    "vingt-quatre": 24,
    "trente": 30,
    "trente-six": 36,
    "quarante-cinq": 45,
    "soixante": 60,
    "quatre-vingt-dix": 90,
}
UNITS = {  # months and days
    **dict.fromkeys(("mois", "m"), (1, 0)),
    **dict.fromkeys(("trimestre", "trimestres"), (3, 0)),
    **dict.fromkeys(("semestre", "semestres"), (6, 0)),
    **dict.fromkeys(("an", "ans", "annee", "annees", "a"), (12, 0)),
    **dict.fromkeys(("jour", "jours", "j", "jrs"), (0, 1)),
    **dict.fromkeys(("semaine", "semaines", "sem", "s"), (0, 7)),
    **dict.fromkeys(("month", "months"), (1, 0)),
    **dict.fromkeys(("quarter", "quarters"), (3, 0)),
    **dict.fromkeys(("year", "years"), (12, 0)),
    **dict.fromkeys(("day", "days"), (0, 1)),
    **dict.fromkeys(("week", "weeks"), (0, 7)),
}
MOST_DIGITS = 9  # nobody means so many, and Python reads no more than some thousands
BARE = {"months": (1, 0), "days": (0, 1)}

COUNT = "[0-9]{1,4}|" + "|".join(sorted(WORDS, key=len, reverse=True))
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
PART = rf"(?:{COUNT}) ?(?:{UNIT})\.?"
WHOLE = re.compile(rf"{PART}(?:,? (?:et |plus )?{PART})*")
PARTS = re.compile(rf"(?P<count>{COUNT}) ?(?P<unit>{UNIT})")
AMONG_WORDS = re.compile(rf"(?<![\w-])(?P<count>[0-9]+|{COUNT}) ?(?P<unit>{UNIT})\b")
ALONE = re.compile(rf"(?P<count>{COUNT})(?:[.,]0+)?")


@dataclass(frozen=True)
class Duration:
    months: int = 0
    days: int = 0


def read_duration(text: str, unit: str = "months") -> Duration:
    """A number alone is counted in `unit`, months or days. Raises Unreadable: empty, not_a_duration."""
    typed = plain(text)
    if not typed:
        raise Unreadable("empty")
    if alone := ALONE.fullmatch(typed):
        return _sum([(_count(alone["count"]), BARE[unit])])
    if not WHOLE.fullmatch(typed):
        raise Unreadable("not_a_duration")
    return _sum([(_count(part["count"]), UNITS[part["unit"]]) for part in PARTS.finditer(typed)])


def find_duration(text: str) -> tuple[int, Duration] | None:
    """The first one among other words, and where it begins; `text` is plain already."""
    found = AMONG_WORDS.search(text)
    return (found.start(), _sum([(_count(found["count"]), UNITS[found["unit"]])])) if found else None


def _count(typed: str) -> int:
    return int(typed[:MOST_DIGITS]) if typed.isdigit() else WORDS[typed]


def _sum(parts: list[tuple[int, tuple[int, int]]]) -> Duration:
    return Duration(sum(n * months for n, (months, _) in parts), sum(n * days for n, (_, days) in parts))
