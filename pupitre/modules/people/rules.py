"""Who may answer to whom, and who may be given what."""

from collections.abc import Collection, Hashable, Mapping
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
