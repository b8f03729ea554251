"""What happened to the company's words: never a word of what somebody searched."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SynonymKept:
    synonym: str


@dataclass(frozen=True)
class SynonymRemoved:
    synonym: str


@dataclass(frozen=True)
class SearchMissed:
    """Somebody told that a search found nothing."""


@dataclass(frozen=True)
class MissedForgotten:
    searches: int
