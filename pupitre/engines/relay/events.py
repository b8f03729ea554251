"""What happened to a relay."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RelayPassed:
    """`until` is an ISO day, empty when the day of return is not known."""

    handover: str
    member: str
    relay: str
    until: str
    lines: int
    is_sudden: bool


@dataclass(frozen=True)
class RelayClosed:
    handover: str


@dataclass(frozen=True)
class LineReported:
    """`outcome` is empty when the line was opened again."""

    handover: str
    line: str
    outcome: str
