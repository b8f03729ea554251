"""What a line typed in a hurry may become: what each room understands of it, and the form that opens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pupitre.kernel.capture import (
    Day,
    Doubt,
    Lasting,
    Line,
    Person,
    Price,
    Priority,
    Renewing,
    Role,
    Span,
    Term,
    Value,
)
from pupitre.kernel.formatting import NO_BREAK, day_short, duration, euros, weekday
from pupitre.kernel.notice import Notice, Regime

ROLES = {Role.ON: "", Role.BEFORE: "avant ", Role.BY: "au plus tard ", Role.FROM: "à partir du ", Role.END: "jusqu’au "}
REGIMES = {
    Regime.TACIT: "tacite reconduction",
    Regime.EXPRESS: "sans reconduction",
    Regime.OPEN_ENDED: "durée indéterminée",
}
PERIODS = {
    "month": " par mois",
    "quarter": " par trimestre",
    "half_year": " par semestre",
    "year": " par an",
    "once": " en une fois",
    None: "",
}


@dataclass(frozen=True)
class Fact:
    """Something understood: said to the reader, and shown in the line where it comes from."""

    label: str
    value: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Choice:
    """One answer to a question: the whole line, written so that the question is no more."""

    label: str
    line: str


@dataclass(frozen=True)
class Question:
    span: Span
    sentence: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Landing:
    """`values` fill the form; what is in doubt or asked fills nothing, and its words stay in the title."""

    values: Mapping[str, str]
    facts: tuple[Fact, ...]
    doubts: tuple[Doubt, ...] = ()
    questions: tuple[Question, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Capture:
    """`words`: the first words that call it; the default is what a line without any of them becomes.

    `read` is given the line and where it really begins, after those words.
    """

    name: str
    label: str
    words: tuple[str, ...]
    example: str
    form: str = field(kw_only=True)  # the name of an address, filled by GET
    read: Callable[[Line, Span], Landing] = field(kw_only=True)
    may: Callable[[Any], bool] = field(kw_only=True)
    is_default: bool = False


def words_of(value: Value) -> str:
    """A value as it is said to the reader."""
    match value:
        case Price(cents, per, basis):
            return f"{euros(cents)}{f' {basis.upper()}' if basis else ''}{PERIODS[per]}"
        case Day(on, role):
            return f"{ROLES[role]}{weekday(on)} {day_short(on)}"
        case Lasting(minutes):
            return duration(minutes)
        case Term(months) | Renewing(months):
            return f"{months}{NO_BREAK}mois"
        case Notice(months, days):
            return f"{months}{NO_BREAK}mois" if months else f"{days}{NO_BREAK}jours"
        case Priority(level):
            return f"priorité {level} sur 5"
        case Person(_, name):
            return name
        case _:
            return REGIMES[value]
