"""Ten minutes from elsewhere: what burns, what only the reader can unblock, and the rest left for the next day."""

from collections.abc import Iterable
from dataclasses import dataclass

from pupitre.desk.queries.lines import Row, now_or_never, page_of, row_of
from pupitre.engines.attention.public import Item, Line, Plan, Sorted, Standing
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import day_near

BURNS = 5


@dataclass(frozen=True)
class Triage:
    """`rest` falls due before the next presence without burning; `leave` is the default answer."""

    burning: tuple[Row, ...]
    unblock: tuple[Row, ...]
    rest: tuple[Row, ...]
    leave: str
    leave_until: str


def triage_of(plan: Plan, found: Sorted, actor: Member) -> Triage:
    lines = {line.item.key: line for line in found.candidates}
    short = [lines[placed.item.key] for placed in plan.everything if placed.standing == Standing.LATE]
    short += [lines[placed.item.key] for placed in plan.unplanned if placed.standing == Standing.OUT_OF_REACH]
    burning = [line for line in short if line.item.criticality >= BURNS]
    waited = [line for line in found.candidates if is_waited_for(line.item, actor) and line not in burning]
    rest = [line for line in short if line not in burning and line not in waited]
    next_day = plan.slots[0].day if plan.slots else None
    return Triage(
        burning=_rows(burning, plan, actor),
        unblock=_rows(waited, plan, actor),
        rest=_rows(rest, plan, actor),
        leave=f"Laisser pour {day_near(next_day, plan.on)}" if next_day else "",
        leave_until=next_day.isoformat() if next_day else "",
    )


def is_waited_for(item: Item, actor: Member) -> bool:
    """Somebody has been waiting, and nobody else can answer."""
    return item.waiting_since is not None and item.acts == {actor.ref}


def _rows(lines: Iterable[Line], plan: Plan, actor: Member) -> tuple[Row, ...]:
    return tuple(
        row_of(line, plan.on, page_of(line.item, actor.company), em=now_or_never(line.item, plan.on), tone="last")
        for line in lines
    )
