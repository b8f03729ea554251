"""What happened to savings, to the agreement and to the month's pages: refs, figures and days."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SavingAdded:
    saving: str
    state: str


@dataclass(frozen=True)
class SavingEdited:
    saving: str


@dataclass(frozen=True)
class SavingMoved:
    """It is in another state."""

    saving: str
    before: str
    state: str
    annual_cents: int


@dataclass(frozen=True)
class EngagementAgreed:
    engagement: str
    member: str
    starts_on: str


@dataclass(frozen=True)
class EngagementEnded:
    engagement: str
    ends_on: str


@dataclass(frozen=True)
class MonthCommented:
    month: str


@dataclass(frozen=True)
class MonthIssued:
    """`digest`: of what was frozen; `head`: where the journal stood."""

    page: str
    month: str
    number: int
    digest: str
    head: str
