"""Who may answer to whom, who may be given what, and what an invitation speaks of."""

from collections.abc import Collection, Hashable, Mapping
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

Somebody = TypeVar("Somebody", bound=Hashable)


def answers_to(managers: Mapping[Somebody, Somebody | None], who: Somebody) -> list[Somebody]:
    """The chain above somebody, nearest first; a loop is cut where it closes."""
    chain: list[Somebody] = []
    above = managers.get(who)
    while above is not None and above != who and above not in chain:
        chain.append(above)
        above = managers.get(above)
    return chain


def makes_a_circle(managers: Mapping[Somebody, Somebody | None], who: Somebody, manager: Somebody | None) -> bool:
    """Would somebody end up above themselves?"""
    return manager is not None and (manager == who or who in answers_to(managers, manager))


def in_a_circle(managers: Mapping[Somebody, Somebody | None]) -> set[Somebody]:
    """Everybody who answers to themselves, at whatever distance; those who merely answer to them are not."""
    return {who for who, manager in managers.items() if makes_a_circle(managers, who, manager)}


def added(before: Collection[str], after: Collection[str]) -> set[str]:
    return set(after) - set(before)


class InvitationEnd(StrEnum):
    """Why an invitation opens nothing."""

    ACCEPTED, CLOSED, EXPIRED, MOVED, GONE = "accepted", "closed", "expired", "moved", "gone"


def invitation_subject(inviter: str, address: str) -> str:
    """Who invites, and which address: an invitation sent to another one than that of today opens nothing."""
    return f"{inviter}:{sha256(address.strip().lower().encode()).hexdigest()[:32]}"
