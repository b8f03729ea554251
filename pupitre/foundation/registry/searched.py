"""What a room lets be found by its words: the documents it has, and which of them a reader may see."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pupitre.foundation.registry import Found


@dataclass(frozen=True)
class Document:
    """The words of a thing, as they are now. `is_everybodys`: whoever is in the company may read all of them."""

    ref: str
    title: str
    body: str = ""
    is_everybodys: bool = False


def same(refs: Collection[str]) -> Collection[str]:
    return refs


@dataclass(frozen=True)
class Searched:
    """A kind of things, in the current company.

    `documents`: of these refs, those that are to be found (of None: all of them); what is absent is forgotten.
    `found`: of these refs, those that the reader may see, in one question.
    `follows`: by the kind of a subject of the journal, the refs whose documents it changes.
    `of_member`: the refs that must be forgotten at once with somebody who is erased.
    """

    kind: str
    label: str
    icon: str
    documents: Callable[[Collection[str] | None], Iterable[Document]]
    found: Callable[[Any, Collection[str]], Mapping[str, Found]]
    follows: Mapping[str, Callable[[Collection[str]], Collection[str]]] = field(default_factory=dict)
    of_member: Callable[[Any], Collection[str]] | None = None
