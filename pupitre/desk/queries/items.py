"""One item with all its verbs, for its own page."""

from dataclasses import dataclass
from datetime import date

from pupitre.desk.queries.day import next_day_after
from pupitre.desk.queries.lines import PARTS, Row, before, now_or_never, row_of, said_day
from pupitre.desk.queries.people import people_around
from pupitre.desk.queries.waiting import day_to_chase, is_lost
from pupitre.engines.attention.public import Line, agenda_of, sort_items
from pupitre.foundation import clock
from pupitre.foundation.audit.models import Undo
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import day_long, day_near, ended
from pupitre.kernel.presence import Part, Slot


@dataclass(frozen=True)
class Sheet:
    """`can_act`: theirs to do; whoever only sees the item reads its reason and its dates."""

    line: Line
    row: Row
    steps: tuple[tuple[str, str, bool], ...]
    state: tuple[str, ...]
    can_act: bool
    is_lost: bool
    next_day: date | None
    next_day_said: str
    places: tuple[tuple[str, str], ...]
    receivers: tuple[tuple[str, str], ...]
    chase_on: date


def sheet_of(actor: Member, key: str) -> Sheet | None:
    """None when there is nothing of that name that the actor may see and that is not finished."""
    on = clock.today(actor.company)
    line, can_act = _find(actor, key, on)
    if line is None:
        return None
    agenda, horizon = agenda_of(actor, on)
    slots = agenda.slots(horizon)
    next_day = next_day_after(slots, on)
    act_by = line.item.act_by
    return Sheet(
        line=line,
        row=row_of(line, on, em=now_or_never(line.item, on) if act_by and act_by <= on else line.item.urgent_why),
        steps=tuple((step.label, day_long(step.on), step.on < on) for step in line.item.chain)
        or ((("À faire", before(act_by, on), act_by < on),) if act_by else ()),
        state=_state(line, on),
        can_act=can_act,
        is_lost=is_lost(line, on),
        next_day=next_day,
        next_day_said=day_near(next_day, on) if next_day else "",
        places=tuple((f"{slot.day.isoformat()} {slot.half_day.part}", said_slot(slot)) for slot in slots),
        receivers=_receivers(actor, line, on),
        chase_on=day_to_chase(slots, on),
    )


def said_slot(slot: Slot) -> str:
    return f"{day_long(slot.day)}, {PARTS[Part(slot.half_day.part)]}"


def _receivers(actor: Member, line: Line, on: date) -> tuple[tuple[str, str], ...]:
    """An item is handed only to who may see it."""
    now = line.state.handed_to_id if line.state else None
    others = (one for one in people_around(actor, on).members if one.pk not in (actor.pk, now))
    return tuple((one.ref, one.name) for one in others if one.ref in line.item.seen_by)


def _find(actor: Member, key: str, on: date) -> tuple[Line | None, bool]:
    found = sort_items(actor, on)
    mine = [*found.candidates, *found.waiting, *found.blocked, *found.snoozed, *found.handed]
    line = next((line for line in mine if line.item.key == key), None)
    if line is not None:
        return line, True
    return next((Line(item, None) for item in found.watched if item.key == key), None), False


def _state(line: Line, on: date) -> tuple[str, ...]:
    """What was done to it, in sentences."""
    state = line.state
    if state is None:
        return ()
    said = [
        ended(f"Reporté, revient {said_day(state.snoozed_until, on)}")
        if state.snoozed_until and state.snoozed_until > on
        else "",
        f"Confié à {state.handed_to.name}." if state.handed_to else "",
        ended(f"En attente de {state.waiting_for}, relance {said_day(state.chase_on, on)}")
        if state.waiting_for and state.chase_on
        else "",
        f"Bloqué par une décision : {state.blocked_by}." if state.blocked_by else "",
        ended(f"Épinglé {said_day(state.pinned_on, on)}") if state.pinned_on else "",
        "Mis de côté : hors du plan." if state.is_set_aside else "",
    ]
    return tuple(filter(None, said))


def finishing_of(actor: Member, key: str) -> Undo | None:
    """The way back of the last thing that was done to the item, when it is the actor's and still good."""
    rows = Undo.objects.filter(member=actor, used_at=None, verb="attention.restore_item", expires_at__gt=clock.now())
    return rows.filter(arguments__key=key).order_by("-pk").first()
