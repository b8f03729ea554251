"""The day's record: written once when a presence day starts, completed when it ends; the month counts from it."""

from collections import defaultdict
from datetime import date

from pupitre.engines.attention import events
from pupitre.engines.attention.models import ItemState, PlannedDay, PlannedLine, Tuning
from pupitre.engines.attention.queries.items import is_closed, is_mine, items_of, state_for
from pupitre.engines.attention.queries.plan import plan_for
from pupitre.engines.attention.queries.record import last_days
from pupitre.engines.attention.rules import Item, Placed, Plan, learned_reserve
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.registry import offered
from pupitre.foundation.tenancy.models import Company, Member

Outcome = PlannedLine.Outcome


class AlreadyRecorded(Refusal):
    """A day is recorded once and closed once."""


@action
def record_day(member: Member, day: date, *, actor: Member | None) -> PlannedDay:
    plan = plan_for(member, day)
    slots = [slot for slot in plan.slots if slot.day == day]
    room, net = (
        sum(minutes) for minutes in ([slot.minutes + slot.reserve for slot in slots], [slot.minutes for slot in slots])
    )
    figures = {"made_at": clock.now(), "room": room, "net": net}
    record, is_new = PlannedDay.objects.get_or_create(member=member, day=day, defaults=figures)
    if not is_new:
        raise AlreadyRecorded("Ce jour est déjà enregistré.")
    lines = _lines_of(plan, record, day)
    PlannedLine.objects.bulk_create(lines)
    tell(events.DayPlanned(member.ref, day.isoformat(), len(lines)), member)
    return record


@action
def close_day(record: PlannedDay, *, actor: Member | None) -> PlannedDay:
    """What became of each line, as the evening finds it."""
    record = locked(record)
    if record.closed_at:
        raise AlreadyRecorded("Ce jour est déjà clos.")
    lines = list(record.lines.all())
    alive = {item.key: item for item in items_of(record.member.company, record.day)}
    states = defaultdict(list)
    for state in ItemState.objects.filter(key__in=[line.key for line in lines]):
        states[state.key].append(state)
    done_there = _done_by_their_rooms(record.member.company, [line.key for line in lines])
    for line in lines:
        is_done = line.key in done_there
        line.outcome = Outcome.DONE if is_done else _outcome(line, states[line.key], alive.get(line.key), record)
    PlannedLine.objects.bulk_update(lines, ["outcome"])
    record.closed_at = clock.now()
    record.save(update_fields=["closed_at"])
    done, missed = (sum(line.outcome == one for line in lines) for one in (Outcome.DONE, Outcome.MISSED))
    tell(events.DayClosed(record.member.ref, record.day.isoformat(), done, missed), record.member)
    _learn_the_reserve()
    return record


def _learn_the_reserve() -> None:
    """From planned and done, unless the company has set it by hand."""
    tuning = locked(Tuning.objects.get_or_create()[0])
    found = learned_reserve(last_days(), tuning.reserve_percent) if tuning.is_reserve_learned else None
    if found is not None and found != tuning.reserve_percent:
        tuning.reserve_percent = found
        save(tuning, "reserve_percent")
        tell(events.PlanTuned(found, tuning.weeks, tuple(tuning.priorities)))


def _done_by_their_rooms(company: Company, keys: list[str]) -> set[str]:
    """An item that has a page is done by its own verb: its room knows."""
    asked = offered("done_items", frozenset(company.modules_off))
    return {key for done_of in asked for key in done_of(keys)}


def _outcome(line: PlannedLine, states: list[ItemState], item: Item | None, record: PlannedDay) -> str:
    """Done and « sans objet » are so for everybody; put off and waiting, for whoever said it."""
    day, member = record.day, record.member
    if any(state.done_at for state in states):
        return Outcome.DONE
    if item is None or is_closed(states):
        return Outcome.GONE
    mine = state_for(member, states)
    if mine and mine.snoozed_until and mine.snoozed_until > day:
        return Outcome.SNOOZED
    if not is_mine(member, item, states):
        return Outcome.HANDED
    if mine and mine.waiting_for:
        return Outcome.WAITING
    return Outcome.MISSED if line.act_by and line.act_by <= day else Outcome.CARRIED


def _lines_of(plan: Plan, record: PlannedDay, day: date) -> list[PlannedLine]:
    today = [n for n, slot in enumerate(plan.slots) if slot.half_day.day == day]
    planned = [_line(placed, record, plan) for placed in plan.in_slots(today)]
    return planned + [_line(placed, record, plan) for placed in plan.missed]


def _line(placed: Placed, record: PlannedDay, plan: Plan) -> PlannedLine:
    item = placed.item
    return PlannedLine(
        planned_day=record,
        key=item.key,
        title=item.title[:250],
        kind=item.kind,
        part=plan.slots[placed.slot].half_day.part if placed.slot is not None and not placed.is_misplaced else "",
        minutes=placed.minutes,
        weight=placed.weight,
        at_stake=item.at_stake,
        act_by=item.act_by,
    )
