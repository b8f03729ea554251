"""What happened to the way an account is entered, told in the journal of each company where it is somebody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SecondFactorTurnedOn:
    member: str


@dataclass(frozen=True)
class SecondFactorTurnedOff:
    member: str


@dataclass(frozen=True)
class SecondFactorReset:
    """By whoever hosts the house, from its command line."""

    member: str


@dataclass(frozen=True)
class RecoveryCodesRenewed:
    member: str


@dataclass(frozen=True)
class RecoveryCodeUsed:
    member: str
    left: int


@dataclass(frozen=True)
class SignInLinkMade:
    """By whoever hosts the house, from its command line."""

    member: str
