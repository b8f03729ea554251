"""Amounts by basis, months, states: as every page of the mission says them."""

from collections.abc import Iterable, Mapping

from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import MONTHS, NO_BREAK, euros_short, number
from pupitre.kernel.money import Basis
from pupitre.modules.mission.models import BASES, NATURES, STATES
from pupitre.modules.mission.rules import Month

MEASURED, DECLARED, ESTIMATED = "mesuré", "déclaré", "estimé"
BASIS_WORDS: Mapping[str, str] = {str(code): words for code, words in BASES}
NATURE_WORDS: Mapping[str, str] = {str(code): words for code, words in NATURES}
STATE_WORDS: Mapping[str, str] = {str(code): words for code, words in STATES}


def amounts(cents: Mapping[str, int]) -> str:
    """« 1 120 € HT et 300 € TTC »: bases are said side by side, never added."""
    said = [f"{euros_short(cents[basis])} {BASIS_WORDS[basis]}" for basis in (Basis.HT, Basis.TTC) if cents.get(basis)]
    return " et ".join(said) or f"0{NO_BREAK}€"


def amount(cents: int, basis: str) -> str:
    return f"{euros_short(cents)} {BASIS_WORDS[basis]}"


def of_month(month: Month) -> str:
    """« d’octobre », « de mars »"""
    name = MONTHS[month.first.month - 1]
    return f"d’{name}" if name[0] in "ao" else f"de {name}"


def in_month(month: Month) -> str:
    return f"en {MONTHS[month.first.month - 1]}"


def titled(month: Month) -> str:
    """« Octobre 2026 »"""
    return f"{MONTHS[month.first.month - 1].capitalize()} {month.first.year}"


def days_said(halves: int) -> str:
    """« 8 jours », « 7,5 jours »"""
    whole, rest = divmod(halves, 2)
    said = f"{number(whole)},5" if rest else number(whole)
    return f"{said} {'jours' if halves >= 4 else 'jour'}"


def named(members: Iterable[Member]) -> str:
    names = [one.name for one in members]
    return " et ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def tenths(values: list[int]) -> str:
    """The median of whole values, with its half when it falls between two."""
    doubled = doubled_median(values)
    whole, rest = divmod(doubled, 2)
    return f"{number(whole)},5" if rest else number(whole)


def doubled_median(values: list[int]) -> int:
    """Twice the median: a whole number."""
    ordered, middle = sorted(values), len(values) // 2
    return 2 * ordered[middle] if len(ordered) % 2 else ordered[middle - 1] + ordered[middle]
