"""What happened to statements and to what was found in them: refs and figures, never a label."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StatementReceived:
    statement: str


@dataclass(frozen=True)
class StatementRead:
    statement: str
    added: int
    known: int
    found: int


@dataclass(frozen=True)
class StatementRefused:
    statement: str
    code: str


@dataclass(frozen=True)
class StatementRemoved:
    statement: str
    lines: int


@dataclass(frozen=True)
class LinesForgotten:
    lines: int


@dataclass(frozen=True)
class FindingsAccepted:
    findings: int
    contracts: int
    yearly_cents: int


@dataclass(frozen=True)
class FindingsReopened:
    findings: int


@dataclass(frozen=True)
class FindingsIgnored:
    findings: int


@dataclass(frozen=True)
class ReportSent:
    member: str
    dates: int
    yearly_cents: int
