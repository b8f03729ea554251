"""What happened to suppliers and contracts: refs, figures and days, never a name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SupplierAdded:
    supplier: str


@dataclass(frozen=True)
class SupplierEdited:
    supplier: str


@dataclass(frozen=True)
class SupplierRemoved:
    supplier: str


@dataclass(frozen=True)
class SupplierRestored:
    supplier: str


@dataclass(frozen=True)
class ContractSigned:
    contract: str
    supplier: str
    yearly_cents: int | None


@dataclass(frozen=True)
class ContractEdited:
    contract: str
    yearly_cents_before: int | None
    yearly_cents: int | None


@dataclass(frozen=True)
class ContractAssigned:
    contract: str
    owner: str


@dataclass(frozen=True)
class ContractCategorised:
    contract: str


@dataclass(frozen=True)
class ContractNegotiated:
    contract: str
    on: str
    yearly_cents_before: int | None
    yearly_cents: int | None


@dataclass(frozen=True)
class WindowDecided:
    """`is_review`: of a yearly review, not of a term."""

    contract: str
    occurrence: int
    choice: str
    term_ends_on: str
    is_review: bool


@dataclass(frozen=True)
class NoticeWasSent:
    contract: str
    occurrence: int
    sent_on: str
    channel: str


@dataclass(frozen=True)
class ContractEnded:
    contract: str
    on: str


@dataclass(frozen=True)
class ContractReopened:
    contract: str


@dataclass(frozen=True)
class ContractRemoved:
    contract: str


@dataclass(frozen=True)
class BinEmptied:
    contracts: int
    suppliers: int


@dataclass(frozen=True)
class ContractRestored:
    contract: str


@dataclass(frozen=True)
class DeadlinesMoved:
    """A term or a review is behind: the contract now waits for the next one."""

    contract: str
    next_act_on: str
    next_occurrence: int | None


@dataclass(frozen=True)
class DeadlinesReckoned:
    """Other days are worked where the contract is: its dates follow."""

    contract: str
    next_act_on: str


@dataclass(frozen=True)
class EndingStepNoted:
    """`mark`: done, or without object; `ends_on`: the last day that the supplier confirms."""

    contract: str
    ending: str
    step: str
    mark: str
    on: str
    ends_on: str


@dataclass(frozen=True)
class EndingStepTakenBack:
    contract: str
    ending: str
    step: str


@dataclass(frozen=True)
class EndingChased:
    contract: str
    ending: str
    step: str
    count: int


@dataclass(frozen=True)
class EndingLetterMade:
    contract: str
    ending: str
    number: int
    signatory: str


@dataclass(frozen=True)
class LetterLacksPower:
    """It left, signed by somebody who had no power that day."""

    contract: str
    signatory: str
    sent_on: str


@dataclass(frozen=True)
class LetterRatified:
    contract: str
    ending: str


@dataclass(frozen=True)
class EndingFinished:
    """Everything is back: what it cost a year is not spent any more after that day."""

    contract: str
    ending: str
    ends_on: str
    yearly_cents: int | None


@dataclass(frozen=True)
class EndingAbandoned:
    contract: str
    ending: str


@dataclass(frozen=True)
class ContractResumed:
    """The letter had left; the supplier accepted in writing that the contract goes on."""

    contract: str
    ending: str
    on: str


@dataclass(frozen=True)
class ThingReturned:
    """`how`: returned, needless, or awaited again."""

    contract: str
    ending: str
    thing: str
    how: str


@dataclass(frozen=True)
class ThingListed:
    contract: str
    ending: str
    thing: str


@dataclass(frozen=True)
class EndingDelaysTuned:
    acknowledged: int
    confirmed: int
    again: int
    returned: int
