"""Who decides: the matrix, stand-ins, escalation, delegation and split amounts; plain values, refs for people."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

FREE = "decisions.free"
REQUEST = "decisions.request"  # what files, pages and items call a request
TAKE_BACK = timedelta(minutes=10)
CONTEST = timedelta(hours=48)
SPLIT_WINDOW = timedelta(days=30)


class Mode(StrEnum):
    DECIDES = "decides"
    INFORMS = "informs"
    PROPOSES = "proposes"


class Way(StrEnum):
    PAGE = "page"
    LINK = "link"
    DELEGATION = "delegation"
    OWN = "own"
    ORAL = "oral"
    PRECAUTION = "precaution"


class Code(StrEnum):
    YES = "yes"
    CONDITION = "condition"
    NO = "no"
    QUESTION = "question"
    REPLY = "reply"
    TALK = "talk"
    LATER = "later"
    TAKEN_BACK = "taken_back"
    CONTESTED = "contested"
    WITHDRAWN = "withdrawn"
    MOOT = "moot"


PAUSES = frozenset({Code.QUESTION, Code.TALK, Code.LATER})  # answers that decide nothing yet


@dataclass(frozen=True)
class Option:
    """A final answer that a kind offers: its code, its words on a button, and whether it accepts."""

    code: str
    label: str
    is_yes: bool
    told: str


ACCEPT, REFUSE = (Option(Code.YES, "Accepter", True, "accepté"), Option(Code.NO, "Refuser", False, "refusé"))


@dataclass(frozen=True)
class Settled:
    """What an effect is given: the subject, the answer's code, why, whoever decided, and whoever asked."""

    subject: str
    code: str
    said: str
    decider: Any
    asker: Any


def nothing(settled: Settled, *, actor: Any) -> None:
    """A kind whose answer is its own effect."""


def always(subject: str, amount_cents: int | None) -> bool:
    return True


def no_page(actor: Any, subject: str) -> None:
    return None


@dataclass(frozen=True)
class Silence:
    """The one act of a kind that silence may do, if it was agreed: conservative, and reversible."""

    code: str
    label: str


@dataclass(frozen=True)
class Kind:
    """A module's promise: its name in French, its final answers, and what accepting or refusing does at once.

    `take_back` undoes the effect; without it a decision that had one is not taken back. `page` is what it is about.
    `still_valid` is given the amount that was asked: what was shown is what is decided.
    """

    name: str
    label: str
    accept: Callable[..., None] = nothing
    refuse: Callable[..., None] = nothing
    still_valid: Callable[[str, int | None], bool] = always
    options: tuple[Option, ...] = (ACCEPT, REFUSE)
    page: Callable[[Any, str], Any] = no_page
    take_back: Callable[..., None] | None = None
    has_condition: bool = True
    is_signed_in: bool = False  # never decided by link alone
    silence: Silence | None = None

    def option(self, code: str) -> Option | None:
        if code == Code.CONDITION and self.has_condition:
            return Option(Code.CONDITION, "Oui, à condition", True, "accepté, à condition")
        return next((one for one in self.options if one.code == code), None)


@dataclass(frozen=True)
class Line:
    """A line of the matrix, its holders resolved to whoever holds it today; `up_to` in cents, None for no limit."""

    holders: frozenset[str]
    key: str = ""  # of the holder, person or role: one line, the most precise, counts for each
    domain: str = ""
    category: str = ""
    asker: str = ""
    mode: Mode = Mode.DECIDES
    up_to: int | None = None
    basis: str = "ttc"
    escalates_after: int | None = None

    @property
    def precision(self) -> tuple[bool, bool, bool]:
        return bool(self.asker), bool(self.domain), bool(self.category)


@dataclass(frozen=True)
class Asked:
    """`amount` in cents, on its `basis`; None: no amount, hence beyond every limit."""

    kind: str
    asker: str
    amount: int | None = None
    basis: str = ""
    category: str = ""
    beneficiaries: frozenset[str] = frozenset()

    @property
    def parties(self) -> frozenset[str]:
        return self.beneficiaries | {self.asker}


@dataclass(frozen=True, order=True)
class Chair:
    """Who may answer, and in whose name: the same, or somebody they stand in for."""

    who: str
    principal: str


@dataclass(frozen=True)
class Standing:
    """The people of the day: who is away, and who stands in for whom that day."""

    absent: frozenset[str] = frozenset()
    stand_ins: Mapping[str, str] = field(default_factory=dict)

    def replacement(self, principal: str) -> str | None:
        """Follows stand-ins until somebody is there; None when there is nobody, or when they go round in circles."""
        seen, who = {principal}, self.stand_ins.get(principal)
        while who in self.absent and who not in seen:
            seen.add(who)
            who = self.stand_ins.get(who)
        return None if who is None or who in seen else who

    def parties(self, asked: "Asked") -> frozenset[str]:
        """Whoever asked or benefits, and whoever acts for them while they are away."""
        acting = (self.replacement(one) for one in asked.parties & self.absent)
        return asked.parties | {who for who in acting if who is not None}


def matching(lines: Iterable[Line], asked: Asked) -> list[Line]:
    """For each holder, the most precise of the lines that speak of it."""

    def speaks(line: Line) -> bool:
        pairs = ((line.domain, asked.kind), (line.category, asked.category), (line.asker, asked.asker))
        return all(not said or said == wanted for said, wanted in pairs)

    spoken = sorted((line for line in lines if speaks(line)), key=lambda line: line.key)
    found = []
    for _, group in groupby(spoken, key=lambda line: line.key):
        same = list(group)
        best = max(line.precision for line in same)
        found += [line for line in same if line.precision == best]
    return found


def reaches(line: Line, asked: Asked) -> bool:
    """« Autonomie jusqu’à 500,00 € »: 500,00 passes, 500,01 waits; HT and TTC are never compared."""
    if line.mode is Mode.PROPOSES:
        return False
    return line.up_to is None or (asked.amount is not None and asked.amount <= line.up_to and asked.basis == line.basis)


def delegation(lines: Iterable[Line], asked: Asked) -> Line | None:
    """The limited line by which the asker needs nobody; never for what they would themselves benefit from."""
    if asked.asker in asked.beneficiaries:
        return None
    held = [line for line in matching(lines, asked) if asked.asker in line.holders and line.up_to is not None]
    return next((line for line in held if reaches(line, asked)), None)


def levels(lines: Iterable[Line], asked: Asked) -> list[Line]:
    """Those who may decide, the nearest limit first; several lines of one limit are several levels, precise first."""
    able = [line for line in matching(lines, asked) if reaches(line, asked)]
    return sorted(able, key=lambda line: (line.up_to is None, line.up_to or 0, [not one for one in line.precision]))


def opened(found: Sequence[Line], waited: int, asked: Asked, people: Standing) -> list[Line]:
    """The levels that may answer after so many working days: the first that somebody can hold, then each as it
    escalates."""
    shown: list[Line] = []
    patience = 0
    for line in found:
        if shown and waited < patience:
            break
        if not any(_reachable(line, asked, people)):
            shown.append(line)  # may still answer, though nobody is expected to
            continue
        shown.append(line)
        if line.escalates_after is None:
            break
        patience += line.escalates_after
    return shown


def chairs(line: Line, asked: Asked, people: Standing) -> frozenset[Chair]:
    """Everybody who may answer at this level: the holders, away or not, and whoever stands in; never a party."""
    seated, parties = set(), people.parties(asked)
    for principal in line.holders - asked.parties:  # nobody acts for a party either
        for who in (principal, people.replacement(principal)):
            if who is not None and who not in parties:
                seated.add(Chair(who, principal))
    return frozenset(seated)


def expected(line: Line, asked: Asked, people: Standing) -> frozenset[Chair]:
    """Those who are waited for: whoever is there, and the stand-in of whoever is not."""
    return frozenset(_reachable(line, asked, people))


def _reachable(line: Line, asked: Asked, people: Standing) -> Iterator[Chair]:
    for chair in chairs(line, asked, people):
        if chair.who not in people.absent:
            yield chair


def is_own_decision(found: Sequence[Line], asked: Asked) -> bool:
    """The matrix ends on the asker, without a limit, and nobody else is there to be asked."""
    last = frozenset().union(*(line.holders for line in found if line.up_to is None))
    return last == {asked.asker}


def with_others(asked: Asked, amounts: Collection[int]) -> Asked:
    """The same request, weighed with those of the same day for the same payee."""
    return asked if asked.amount is None else replace(asked, amount=asked.amount + sum(amounts))
