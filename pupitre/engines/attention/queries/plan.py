"""The plan of somebody from a day on: candidates, slots, the optimum, and all that is left, nothing hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pupitre.engines.attention.models import ItemState
from pupitre.engines.attention.queries.items import is_closed, is_mine, items_of, state_for, states_of, visible_to
from pupitre.engines.attention.queries.presence import Agenda, presence_of
from pupitre.engines.attention.rules import (
    PRIORITY,
    Item,
    Placed,
    Plan,
    Standing,
    by_criticality_then_age,
    due_slot,
    job,
    standing,
)
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.periods import Period
from pupitre.kernel.planning import Job, make_plan
from pupitre.kernel.presence import HalfDay, Part, Slot

LONGEST = 26  # weeks


@dataclass(frozen=True)
class Line:
    """A candidate with what its owner did to it."""

    item: Item
    state: ItemState | None

    @property
    def minutes(self) -> int:
        return self.state.minutes if self.state and self.state.minutes else self.item.minutes


@dataclass(frozen=True)
class Sorted:
    """The items of somebody that day: candidates of the plan, and what is put away for a while."""

    candidates: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    blocked: list[Line] = field(default_factory=list)
    snoozed: list[Line] = field(default_factory=list)
    handed: list[Line] = field(default_factory=list)
    finished: list[ItemState] = field(default_factory=list)
    watched: list[Item] = field(default_factory=list)  # seen, but another's to do


def agenda_of(member: Member, on: date, weeks: int | None = None) -> tuple[Agenda, Period]:
    """The member's presence and the horizon: that day and N weeks from it."""
    agenda = presence_of(member, on, on + timedelta(weeks=weeks or LONGEST))
    return agenda, Period(on, on + timedelta(weeks=weeks or agenda.weeks) - timedelta(days=1))


def plan_for(member: Member, on: date | None = None, weeks: int | None = None) -> Plan:
    """The plan alone, as the command line and the day's record want it."""
    on = on or clock.today(member.company)
    agenda, horizon = agenda_of(member, on, weeks)
    return plan_from(sort_items(member, on).candidates, agenda.slots(horizon), on, horizon.ends_on, agenda.priorities)


def sort_items(member: Member, on: date, of_the_day: Iterable[Item] | None = None) -> Sorted:
    """`of_the_day`: all items of the company, when they are already known."""
    items = visible_to(member, items_of(member.company, on) if of_the_day is None else of_the_day)
    states = states_of(member, items)
    found = Sorted()
    for item in items:
        _file(found, member, item, states.pop(item.key, []), on)
    left = (state for told in states.values() for state in told)
    found.finished.extend(sorted(left, key=lambda state: state.key))
    return found


def _file(found: Sorted, member: Member, item: Item, states: list[ItemState], on: date) -> None:
    mine = state_for(member, states)
    line = Line(item, mine)
    if is_closed(states):
        found.finished.extend(state for state in states if state.member_id == member.pk and state.done_at)
    elif not is_mine(member, item, states):
        found.handed.append(line) if mine and mine.handed_to_id else found.watched.append(item)
    elif item.opens_on and item.opens_on > on:
        return
    elif mine and mine.snoozed_until and mine.snoozed_until > on:
        found.snoozed.append(line)
    elif mine and mine.waiting_for and not (mine.chase_on and mine.chase_on <= on):
        found.waiting.append(line)
    elif mine and mine.blocked_by:
        found.blocked.append(line)
    else:
        found.candidates.append(line)


def plan_from(
    lines: Sequence[Line], slots: list[Slot], on: date, horizon_ends_on: date, priorities: Mapping[int, int] = PRIORITY
) -> Plan:
    """Everything has a place: the optimum, before it, after it, or among the unplanned."""
    where = {line.item.key: standing(line.item, on, horizon_ends_on, slots) for line in lines}
    kept = [line for line in lines if where[line.item.key] != Standing.LOST]
    pins = {line.item.key: pin for line in kept if (pin := _pin(line, slots)) is not None}
    aside = {line.item.key for line in lines if line.state and line.state.is_set_aside}
    if not slots:
        unplanned = tuple(
            Placed(line.item, where[line.item.key], line.minutes, weight=line.item.weight(priorities)) for line in lines
        )
        return Plan(on, (), (), unplanned=unplanned)
    chosen = [line for line in lines if line.item.key not in aside and line.item.key not in pins]
    by_standing = {one: [line for line in chosen if where[line.item.key] == one] for one in Standing}
    timed = {line.item.key: _job(line, slots, priorities) for line in by_standing[Standing.TIMED]}
    timed |= {line.item.key: _job(line, slots, priorities, is_late=True) for line in by_standing[Standing.LATE]}
    first = {
        line.item.key: _job(line, slots, priorities, is_late=line.item.act_by is not None and line.item.act_by < on)
        for line in by_standing[Standing.INCOMPRESSIBLE]
    }
    free_lines = sorted(by_standing[Standing.FREE], key=lambda line: by_criticality_then_age(line.item))
    free = {line.item.key: Job(line.item.key, 0, max(1, line.minutes), 0) for line in free_lines}
    made = make_plan(
        timed.values(),
        [slot.minutes for slot in slots],
        incompressible=first.values(),
        pinned={key: (index, _minutes(lines, key)) for key, index in pins.items()},
        free=list(free.values()),
    )
    placed = _Placing(lines, where, slots, {**timed, **first}, priorities)
    left = [line.item.key for line in lines if line.item.key in aside]
    unreached = by_standing[Standing.OUT_OF_REACH]
    left += [line.item.key for line in unreached]
    return Plan(
        on,
        tuple(slots),
        tuple(made.net),
        items=placed.all(made.slots, misplaced=made.misplaced),
        incompressible=placed.all(made.incompressible),
        free=placed.all(made.free),
        pinned=placed.all(made.pinned, is_pinned=True),
        unplanned=placed.all(dict.fromkeys(left)),
        alarms=made.unfit.union(line.item.key for line in unreached if line.item.is_incompressible),
    )


class _Placing:
    """Puts the planner's answer back on the items it was about."""

    def __init__(
        self,
        lines: Sequence[Line],
        where: dict[str, Standing],
        slots: list[Slot],
        jobs: dict[str, Job],
        priorities: Mapping[int, int],
    ) -> None:
        self.priorities = priorities
        self.lines, self.where, self.slots, self.jobs = {line.item.key: line for line in lines}, where, slots, jobs

    def all(
        self, ends: dict[str, int | None], misplaced: frozenset[str] = frozenset(), *, is_pinned: bool = False
    ) -> tuple[Placed, ...]:
        return tuple(self._one(key, slot, is_pinned, key in misplaced) for key, slot in ends.items())

    def _one(self, key: str, slot: int | None, is_pinned: bool, is_misplaced: bool) -> Placed:
        line, planned = self.lines[key], self.jobs.get(key)
        return Placed(
            line.item,
            self.where[key],
            line.minutes,
            slot,
            planned.slot_due if planned else self._due(line.item),
            planned.weight if planned else line.item.weight(self.priorities),
            is_pinned,
            is_misplaced,
        )

    def _due(self, item: Item) -> int | None:
        """What is free has no last presence within the horizon."""
        return None if self.where[item.key] == Standing.FREE else due_slot(item, self.slots)


def _job(line: Line, slots: list[Slot], priorities: Mapping[int, int], *, is_late: bool = False) -> Job:
    return job(line.item, slots, line.minutes, priorities, is_late=is_late)


def _minutes(lines: Sequence[Line], key: str) -> int:
    return next(line.minutes for line in lines if line.item.key == key)


def _pin(line: Line, slots: list[Slot]) -> int | None:
    """The slot somebody chose by hand, when it is still to come."""
    if line.state is None or line.state.pinned_on is None:
        return None
    wanted = HalfDay(line.state.pinned_on, Part(line.state.pinned_part or Part.MORNING))
    same_day = [n for n, slot in enumerate(slots) if slot.half_day.day == wanted.day]
    return next((n for n in same_day if slots[n].half_day == wanted), same_day[0] if same_day else None)
