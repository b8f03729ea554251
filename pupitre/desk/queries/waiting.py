"""What is put away for a while: waited for, blocked, put off, handed on, set aside, lost, done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pupitre.desk.queries.lines import Row, address_of, page_of, row_of, since_day
from pupitre.engines.attention.public import Line, Sorted
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import day_near, initials
from pupitre.kernel.presence import Slot

CHASE_AFTER = timedelta(days=5)


@dataclass(frozen=True)
class Put:
    """A line put away: for what, until when, and its page."""

    title: str
    detail: str
    page: str
    initials: str = ""
    address: str = ""


@dataclass(frozen=True)
class Away:
    waiting: tuple[Put, ...]
    blocked: tuple[Put, ...]
    snoozed: tuple[Put, ...]
    handed: tuple[Put, ...]
    aside: tuple[Put, ...]


def put_away(found: Sorted, actor: Member, on: date) -> Away:
    aside = [line for line in found.candidates if line.state and line.state.is_set_aside]
    return Away(
        waiting=tuple(_waiting(line, actor, on) for line in _by(found.waiting, "chase_on")),
        blocked=tuple(_put(line, actor, line.state.blocked_by) for line in found.blocked if line.state),
        snoozed=tuple(_put(line, actor, _back(line, on)) for line in _by(found.snoozed, "snoozed_until")),
        handed=tuple(_handed(line, actor) for line in found.handed),
        aside=tuple(_put(line, actor, "mis de côté à la main") for line in aside),
    )


def lost_rows(found: Sorted, actor: Member, on: date) -> tuple[Row, ...]:
    """Nothing can be done any more: told once, until « J’ai vu »."""
    lost = [line for line in found.candidates if is_lost(line, on)]
    return tuple(row_of(line, on, page_of(line.item, actor.company), tone="lost") for line in lost)


def is_lost(line: Line, on: date) -> bool:
    return line.item.lost_after is not None and line.item.lost_after < on


def done_today(found: Sorted, actor: Member, on: date) -> tuple[Put, ...]:
    company = actor.company
    states = (state for state in found.finished if state.done_at and state.member_id == actor.pk)
    today = [state for state in states if state.done_at and clock.local(state.done_at, company).date() == on]
    return tuple(Put(state.title, "", "", address=address_of(state.key)) for state in today)


def day_to_chase(slots: Iterable[Slot], on: date) -> date:
    """The first presence at least five days on."""
    return next((slot.day for slot in slots if slot.day >= on + CHASE_AFTER), on + timedelta(days=7))


def _waiting(line: Line, actor: Member, on: date) -> Put:
    if (state := line.state) is None:
        return _put(line, actor, "")
    since = f"depuis {since_day(state.waiting_since, on)}" if state.waiting_since else ""
    chase = f"relance {day_near(state.chase_on, on)}" if state.chase_on else ""
    detail = " · ".join(filter(None, (state.waiting_for, since, chase)))
    return _put(line, actor, detail, initials(state.waiting_for))


def _handed(line: Line, actor: Member) -> Put:
    whom = line.state.handed_to.name if line.state and line.state.handed_to else ""
    return _put(line, actor, f"confié à {whom}", initials(whom))


def _back(line: Line, on: date) -> str:
    until = line.state.snoozed_until if line.state else None
    return f"revient {day_near(until, on)}" if until else ""


def _put(line: Line, actor: Member, detail: str, letters: str = "") -> Put:
    item = line.item
    return Put(item.title, detail, page_of(item, actor.company), letters, address_of(item.key))


def _by(lines: Iterable[Line], name: str) -> list[Line]:
    return sorted(lines, key=lambda line: getattr(line.state, name) or date.max)
