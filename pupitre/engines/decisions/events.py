"""What happened to requests for a decision, and to who may decide."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DecisionRequested:
    request: str
    kind: str


@dataclass(frozen=True)
class RequestEdited:
    request: str
    edition: int


@dataclass(frozen=True)
class RequestSeen:
    request: str


@dataclass(frozen=True)
class ReminderSent:
    """Whoever asked asks again: who is waited for gets a mail, and a new link."""

    request: str


@dataclass(frozen=True)
class RequestWithdrawn:
    request: str


@dataclass(frozen=True)
class DecisionTaken:
    """`way` is one of rules.Way; `on_behalf_of` the ref of whoever the decider stood in for."""

    request: str
    code: str
    is_yes: bool
    way: str
    on_behalf_of: str = ""


@dataclass(frozen=True)
class Answered:
    """No decision yet: a question, its reply, put off, kept for the next point."""

    request: str
    code: str


@dataclass(frozen=True)
class DecisionReopened:
    """Taken back by who decided, or contested by who is said to have decided aloud."""

    request: str
    code: str


@dataclass(frozen=True)
class SilenceAnnounced:
    """What will be done without an answer, a day before."""

    request: str


@dataclass(frozen=True)
class PrecautionChanged:
    """`change`: agreed or ended."""

    kind: str
    change: str


@dataclass(frozen=True)
class PowerChanged:
    """`change`: added, edited, removed or restored."""

    power: str
    change: str


@dataclass(frozen=True)
class StandInChanged:
    stand_in: str
    change: str


@dataclass(frozen=True)
class DecisionsTuned:
    link_cents: int
    links_a_day: int
