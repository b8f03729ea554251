"""What the house may use of attention: items and their verbs, presences, the plan, the news."""

from collections.abc import Iterable
from typing import Any

from pupitre.engines.attention.actions import (
    AlreadyPromised,
    allow_titles,
    block_item,
    close_calendar,
    close_day,
    drop_item,
    estimate_item,
    finish_item,
    hand_item,
    make_appointment,
    name_relay,
    note_item,
    note_presence_change,
    open_calendar,
    pin_item,
    record_day,
    remove_appointment,
    remove_presence_change,
    set_item_aside,
    set_pattern,
    snooze_item,
    tune_plan,
    wait_for_item,
)
from pupitre.engines.attention.actions.calendars import CALENDAR_LIFE
from pupitre.engines.attention.models import Appointment, PresenceChange, Relay, Tuning
from pupitre.engines.attention.policies import can_allow_titles, can_edit_presence, can_tune_the_plan
from pupitre.engines.attention.queries.items import item_for, items_for, items_of
from pupitre.engines.attention.queries.month import (
    Absence,
    DayKept,
    absences_of,
    days_kept,
    days_there,
    first_day_there,
)
from pupitre.engines.attention.queries.news import Happened, Told, in_sentences, news_for
from pupitre.engines.attention.queries.plan import Line, Sorted, agenda_of, plan_for, plan_from, sort_items
from pupitre.engines.attention.queries.presence import (
    Agenda,
    There,
    agendas_of,
    away_all_day,
    changes_away_all_day,
    presence_of,
    weekly_pattern,
    who_is_there,
)
from pupitre.engines.attention.rules import (
    Dimension,
    Item,
    News,
    Placed,
    Plan,
    Standing,
    Step,
    Verb,
    by_urgency,
    mark_of,
)

__all__ = [
    "CALENDAR_LIFE",
    "Absence",
    "Agenda",
    "AlreadyPromised",
    "Appointment",
    "DayKept",
    "Dimension",
    "Happened",
    "Item",
    "Line",
    "News",
    "Placed",
    "Plan",
    "PresenceChange",
    "Relay",
    "Sorted",
    "Standing",
    "Step",
    "There",
    "Told",
    "Tuning",
    "Verb",
    "absences_of",
    "agenda_of",
    "agendas_of",
    "allow_titles",
    "away_all_day",
    "block_item",
    "by_urgency",
    "can_allow_titles",
    "can_edit_presence",
    "can_tune_the_plan",
    "changes_away_all_day",
    "close_calendar",
    "close_day",
    "days_kept",
    "days_there",
    "drop_item",
    "estimate_item",
    "finish_item",
    "first_day_there",
    "hand_item",
    "in_sentences",
    "item_for",
    "items_for",
    "items_of",
    "make_appointment",
    "mark_of",
    "name_relay",
    "news_for",
    "note_item",
    "note_presence_change",
    "open_calendar",
    "pin_item",
    "plan_as_json",
    "plan_for",
    "plan_from",
    "presence_of",
    "record_day",
    "remove_appointment",
    "remove_presence_change",
    "set_item_aside",
    "set_pattern",
    "snooze_item",
    "sort_items",
    "tune_plan",
    "wait_for_item",
    "weekly_pattern",
    "who_is_there",
]


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain values: instants with their offset, money in euros as JSON numbers."""
    slots = [
        {"starts_at": slot.starts_at.isoformat(), "minutes": net}
        for slot, net in zip(plan.slots, plan.net, strict=True)
    ]
    pinned = {"pinned": _lines(plan.pinned)} if plan.pinned else {}
    return {
        "on": plan.on.isoformat(),
        "slots": slots,
        "items": _lines(plan.items),
        "incompressible": _lines(plan.incompressible),
        "free": _lines(plan.free),
        "unplanned": _lines(plan.unplanned),
        "missed_eur": _euros(plan.missed_cents),
        **pinned,
    }


def _lines(placed: Iterable[Placed]) -> list[dict[str, Any]]:
    return [_line(one) for one in placed]


def _line(placed: Placed) -> dict[str, Any]:
    item = placed.item
    return {
        "key": item.key,
        "kind": item.kind,
        "title": item.title,
        "why": item.why,
        "due_on": item.act_by.isoformat() if item.act_by else None,
        "slot_due": placed.slot_due,
        "effort_minutes": max(1, placed.minutes),
        "weight_eur": _euros(placed.weight),
        "at_stake_eur": _euros(item.at_stake),
        "slot": placed.slot,
    }


def _euros(cents: int) -> int | float:
    """A JSON number: whole when it is, else with its two decimals."""
    return cents // 100 if cents % 100 == 0 else cents / 100
