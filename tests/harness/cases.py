"""What a room gives to the tests that every action and every address must pass."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Case:
    """An action that changes something: what to prepare, and how it is done; done twice, the second is refused."""

    prepare: Callable[[Any], Any]
    act: Callable[[Any, Any], Any]
