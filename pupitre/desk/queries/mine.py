"""What somebody owes, whatever their role, and what they put away."""

from dataclasses import dataclass
from datetime import date

from pupitre.desk.queries.lines import Row, now_or_never, page_of, row_of, said_day
from pupitre.desk.queries.waiting import Away, Put, done_today, put_away
from pupitre.engines.attention.public import Item, Line, by_urgency, sort_items
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import ended

SHOWN = 12
SOON = 3  # days


@dataclass(frozen=True)
class Mine:
    rows: tuple[Row, ...]
    away: Away
    done: tuple[Put, ...]

    @property
    def first(self) -> tuple[Row, ...]:
        return self.rows[:SHOWN]

    @property
    def folded(self) -> tuple[Row, ...]:
        return self.rows[SHOWN:]


def mine_of(actor: Member, on: date, of_the_day: list[Item]) -> Mine:
    found = sort_items(actor, on, of_the_day)
    kept = [line for line in found.candidates if not (line.state and line.state.is_set_aside)]
    lines = sorted(kept, key=lambda line: by_urgency(line.item))
    return Mine(
        tuple(_row(line, actor, on) for line in lines), put_away(found, actor, on), done_today(found, actor, on)
    )


def _row(line: Line, actor: Member, on: date) -> Row:
    item, page = line.item, page_of(line.item, actor.company)
    if item.act_by is None:
        return row_of(line, on, page)
    if (item.act_by - on).days > SOON:
        return row_of(line, on, page, after=_next_date(item, on))
    em = now_or_never(item, on) if item.act_by <= on or item.urgent_why else _by(item.act_by, on)
    return row_of(line, on, page, em=em, tone="last")


def _next_date(item: Item, on: date) -> str:
    """The next of its dates, with what it is for: « À décider au plus tard le 2 déc. »"""
    step = item.next_step(on)
    if step is None:
        return _by(item.act_by, on) if item.act_by else ""
    return ended(f"{step.label[:1].upper()}{step.label[1:]} {said_day(step.on, on)}")


def _by(day: date, on: date) -> str:
    return ended(f"Avant {said_day(day, on)}")
