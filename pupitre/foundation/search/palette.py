"""The palette: the places a reader may go to, what may be begun, and the things that are found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pupitre.foundation.access.table import may_somewhere
from pupitre.foundation.registry import Gesture, offered
from pupitre.foundation.search.queries import search
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.web.shell import Shell
from pupitre.kernel.search import fits
from pupitre.ui.addresses import url_of

PLACES, GESTURES, THINGS = 4, 4, 8


@dataclass(frozen=True)
class Option:
    label: str
    url: str
    icon: str
    says: str = ""


@dataclass(frozen=True)
class Group:
    label: str
    options: Sequence[Option]


def groups_for(request: Any, text: str) -> list[Group]:
    """Before anything is typed: every place, and what is done most."""
    go, begin = Group("Aller à", _places(request, text)), Group("Faire", _gestures(request.actor, text))
    groups = [
        *((go, begin) if text.strip() else (begin, go)),
        Group("Trouvé", _things(request.actor, text)),
    ]
    return [group for group in groups if group.options]


def gestures_open_to(actor: Member) -> list[Gesture]:
    return [one for one in offered("gestures", frozenset(actor.company.modules_off)) if _may(actor, one)]


def _may(actor: Member, gesture: Gesture) -> bool:
    is_open = gesture.is_open is None or gesture.is_open(actor)
    return is_open and (not gesture.permission or may_somewhere(actor, gesture.permission))


def _places(request: Any, text: str) -> list[Option]:
    doors = [door for group in Shell(request).groups for door in group]
    options = [Option(door.label, door.url, door.icon) for door in doors]
    return _best(text, [(option, option.label) for option in options])[:PLACES] if text.strip() else options


def _gestures(actor: Member, text: str) -> list[Option]:
    gestures = gestures_open_to(actor)
    if not text.strip():
        return [_option(actor, one) for one in gestures if one.is_common]
    return _best(text, [(_option(actor, one), f"{one.label} {one.words}") for one in gestures])[:GESTURES]


def _option(actor: Member, gesture: Gesture) -> Option:
    return Option(gesture.label, url_of(gesture.url_name, actor.company.slug), gesture.icon)


def _best(text: str, options: Iterable[tuple[Option, str]]) -> list[Option]:
    scored = [(fits(text, words), option) for option, words in options]
    return [option for score, option in sorted(scored, key=lambda one: -one[0]) if score]


def _things(actor: Member, text: str) -> list[Option]:
    if not text.strip():
        return []
    hits = search(actor, text, most=THINGS).hits
    return [Option(one.found.title, one.found.url, one.kind.icon, one.found.says) for one in hits]
