"""Ten minutes from elsewhere: what burns, what others handed over, and the rest left for the next day."""

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
    burning = [line for line in short if burns(line.item)]
    handed = [
        lines[key] for key in _kept_by(plan) if is_handed_to(lines[key].item, actor) and lines[key] not in burning
    ]
    rest = [line for line in short if line not in burning and line not in handed]
    next_day = plan.slots[0].day if plan.slots else None
    return Triage(
        burning=tuple(_row(line, plan, actor, is_short=True) for line in burning),
        unblock=tuple(_row(line, plan, actor, is_short=line in short) for line in handed),
        rest=tuple(_row(line, plan, actor, is_short=True) for line in rest),
        leave=f"Laisser pour {day_near(next_day, plan.on)}" if next_day else "",
        leave_until=next_day.isoformat() if next_day else "",
    )


def burns(item: Item) -> bool:
    return item.criticality >= BURNS or item.is_incompressible


def is_handed_to(item: Item, actor: Member) -> bool:
    """Somebody gave it to the reader, and counts on nobody else."""
    return actor.ref not in item.acts


def _kept_by(plan: Plan) -> Iterable[str]:
    return (placed.item.key for placed in [*plan.everything, *plan.unplanned])


def _row(line: Line, plan: Plan, actor: Member, *, is_short: bool) -> Row:
    em = now_or_never(line.item, plan.on) if is_short else ""
    return row_of(line, plan.on, page_of(line.item, actor.company), em=em, tone="last")
