"""Everything one person holds in several companies, in counts and half-days: no title of one beside another's."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pupitre.desk.queries.day import next_day_after
from pupitre.desk.queries.triage import burns
from pupitre.desk.queries.waiting import is_lost
from pupitre.engines.attention.public import Line, Plan, Standing, agenda_of, plan_from, sort_items
from pupitre.engines.decisions.public import REQUEST
from pupitre.foundation import clock
from pupitre.foundation.access.second_factor import lacks_second_factor
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Slot

WEEKS = 3
TITLES = 3  # of a company that allows them, those that press most


@dataclass(frozen=True)
class Held:
    """What somebody holds in one company; `lines` are told by their number only, unless the company allows titles."""

    member: Member
    on: date
    is_open: bool = True  # a company that asks for a second factor shows nothing without one
    slots: tuple[Slot, ...] = ()
    half_days: int = 0  # of a usual week
    next_day: date | None = None
    is_there: bool = False
    open: int = 0
    today: int = 0
    late: int = 0
    before: int = 0  # due before the next presence
    burning: int = 0  # of those, what cannot wait for it
    arbitrate: int = 0
    decisions: int = 0
    titles: tuple[str, ...] = ()

    @property
    def urgency(self) -> tuple[Any, ...]:
        """What burns first."""
        name = self.member.company.name
        return (-self.burning, -self.late, -self.before, -self.today, self.next_day or date.max, name)


@dataclass(frozen=True)
class Across:
    """In the order of the shortcuts: by name."""

    on: date
    held: tuple[Held, ...] = field(default_factory=tuple)

    @property
    def half_days(self) -> int:
        return sum(one.half_days for one in self.held)


def across(members: list[Member]) -> Across:
    held = tuple(_held(member) for member in members)
    return Across(min((one.on for one in held), default=date.min), held)


def waiting_in(member: Member) -> int | None:
    """How much waits there; None when the company tells nothing without a second factor."""
    if lacks_second_factor(member):
        return None
    on = clock.today(member.company)
    with working_for(member.company):
        return sum(not is_lost(line, on) for line in sort_items(member, on).candidates)


def _held(member: Member) -> Held:
    on = clock.today(member.company)
    if lacks_second_factor(member):
        return Held(member, on, is_open=False)
    monday = on - timedelta(days=on.weekday())
    with working_for(member.company):
        agenda, horizon = agenda_of(member, on)
        found = sort_items(member, on)
        shown = agenda.slots(Period(monday, monday + timedelta(weeks=WEEKS) - timedelta(days=1)))
        slots = agenda.slots(horizon)
        lines = [line for line in found.candidates if not is_lost(line, on)]
        plan = plan_from(lines, slots, on, horizon.ends_on, agenda.priorities)
    next_day, is_there = next_day_after(slots, on), any(slot.day == on for slot in slots)
    due = [line for line in lines if line.item.act_by and line.item.act_by < (next_day or date.max)]
    return Held(
        member,
        on,
        slots=tuple(shown),
        half_days=len(agenda.pattern),
        next_day=next_day,
        is_there=is_there,
        open=len(lines),
        today=_today(plan, on) if is_there else sum(_is_due(line, on) for line in lines),
        late=sum(_is_late(line, on) for line in lines),
        before=len(due),
        burning=sum(burns(line.item) for line in due),
        arbitrate=len(plan.missed) + sum(one.standing == Standing.OUT_OF_REACH for one in plan.unplanned),
        decisions=sum(item.kind == REQUEST for item in [*(line.item for line in lines), *found.watched]),
        titles=_titles(due or lines) if _shows_titles(member, agenda.has_titles_elsewhere) else (),
    )


def _shows_titles(member: Member, are_allowed: bool) -> bool:
    return are_allowed and member.has(Role.OFFICE_MANAGER)


def _titles(lines: list[Line]) -> tuple[str, ...]:
    first = sorted(lines, key=lambda line: (not burns(line.item), line.item.act_by or date.max, line.item.key))
    return tuple(line.item.title for line in first[:TITLES])


def _today(plan: Plan, on: date) -> int:
    return len(plan.in_slots(n for n, slot in enumerate(plan.slots) if slot.day == on))


def _is_due(line: Line, on: date) -> bool:
    return line.item.act_by is not None and line.item.act_by <= on


def _is_late(line: Line, on: date) -> bool:
    return line.item.act_by is not None and line.item.act_by < on
