"""What each room offers to the rest of the house, as callables, never as dotted paths."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any


@dataclass(frozen=True)
class Link:
    """A door in the rail; `group` 0 is the desk's, 1 the domains', 2 the mission's; a lower `rank` comes first in it.

    `permission` hides it; `is_open` too, where one permission does not say who may enter.
    """

    label: str
    url_name: str
    icon: str
    group: int = 1
    key: str = ""
    permission: str = ""
    is_open: Callable[[Any], bool] | None = None
    rank: int = 0


@dataclass(frozen=True)
class Permission:
    """A row of the one table of rights: for each role, none, own, team or company."""

    name: str
    scopes: Mapping[str, str]
    clearance: str = ""
    says: str = ""


@dataclass(frozen=True)
class Schedule:
    """A job that comes back: each day at a local hour of the company, or every so many minutes when `hour` is None."""

    name: str
    job: Any
    hour: str | None = None
    minutes: int = 15
    is_for_ever: bool = False  # what forgets in time goes on when its room is off


@dataclass(frozen=True)
class Found:
    """What a (kind, ref) points to, once it is known that the reader may see it."""

    title: str
    url: str
    says: str = ""  # a few words beside it, of what this reader may see


@dataclass(frozen=True)
class Gesture:
    """Something that may be begun from anywhere: the page where it is done; `words` are other ways to ask for it."""

    label: str
    url_name: str
    icon: str
    words: str = ""
    permission: str = ""
    is_open: Callable[[Any], bool] | None = None
    is_common: bool = False  # offered before anything is typed


@dataclass(frozen=True)
class Room:
    name: str
    label: str = ""
    requires: tuple[str, ...] = ()
    menu: tuple[Link, ...] = ()
    permissions: tuple[Permission, ...] = ()
    attention: tuple[Callable[..., Any], ...] = ()
    done_items: tuple[Callable[..., Any], ...] = ()  # of keys of items, those that the room's own verb has done
    decisions: tuple[Any, ...] = ()  # kinds of requests, with their effects
    news: Mapping[type, Callable[..., Any]] = field(default_factory=dict)
    kinds: Mapping[str, Callable[..., Found | None]] = field(default_factory=dict)
    sheets: tuple[Any, ...] = ()
    panels: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    calendars: tuple[Any, ...] = ()  # days that a reader follows in their own calendar
    searched: tuple[Any, ...] = ()  # what of it is found by its words
    gestures: tuple[Gesture, ...] = ()  # what may be begun in it, from anywhere
    captures: tuple[Any, ...] = ()  # what a line typed in a hurry may become, with the form it opens
    schedules: tuple[Schedule, ...] = ()
    append_only: tuple[str, ...] = ()
    erases: tuple[Callable[..., None], ...] = ()
    erases_again: Mapping[type, Callable[..., None]] = field(default_factory=dict)  # event → erasing anew
    plays: tuple[Callable[..., Any], ...] = ()
    rights_page: str = ""  # the page that says who may see what, with `?room=`; one room has it
    door: str = ""  # url_name of the door in the rail behind which its pages are, when it has none of its own
    is_optional: bool = False


rooms: dict[str, Room] = {}


def register(room: Room) -> Room:
    rooms[room.name] = room
    return room


def offered(what: str, off: frozenset[str] = frozenset()) -> Iterator[Any]:
    """Everything the rooms offer under one heading: offered("attention"), less the rooms a company turned off."""
    return chain.from_iterable(getattr(room, what) for room in rooms.values() if room.name not in off)


def shown_in(place: str, actor: Any) -> list[Any]:
    """What the rooms turned on show of themselves on that page of another room, to this reader."""
    fillers = [room.panels[place] for room in rooms.values() if place in room.panels and _is_on(room, actor)]
    return [shown for fill in fillers if (shown := fill(actor)) is not None]


def _is_on(room: Room, actor: Any) -> bool:
    return room.name not in actor.company.modules_off


def resolve(actor: Any, kind: str, ref: str) -> Found | None:
    """A link to anything: the room of that kind answers, with its own rule of who sees what."""
    for room in rooms.values():
        if kind in room.kinds:
            return room.kinds[kind](actor, ref)
    return None
