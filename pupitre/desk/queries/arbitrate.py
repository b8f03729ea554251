"""What does not fit before it is too late, what it costs, and with whom to choose."""

from dataclasses import dataclass

from pupitre.desk.queries.lines import before, page_of, stake_from, stake_of
from pupitre.desk.queries.people import first_name
from pupitre.engines.attention.public import Placed, Plan, Standing
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.kernel.formatting import counted, day_near, duration, euros_short

SHOWN = 8


@dataclass(frozen=True)
class Choice:
    title: str
    detail: str
    stake: str
    stake_from: str
    url: str


@dataclass(frozen=True)
class Arbitration:
    title: str
    choices: tuple[Choice, ...]
    total: str

    @property
    def first(self) -> tuple[Choice, ...]:
        return self.choices[:SHOWN]

    @property
    def folded(self) -> tuple[Choice, ...]:
        return self.choices[SHOWN:]


def arbitration_of(plan: Plan, company: Company | None, director: Member | None) -> Arbitration:
    """Missed by the optimum, due before the next presence, or without a presence that suits; the dearest first."""
    dated = [one for one in plan.unplanned if one.standing == Standing.OUT_OF_REACH]
    left = sorted([*plan.missed, *dated], key=lambda one: -one.weight)
    title = f"À arbitrer avec {first_name(director)}" if director else "À arbitrer"
    return Arbitration(title, tuple(_choice(one, plan, company) for one in left), total_of(left))


def total_of(left: list[Placed]) -> str:
    """Only money that is really at stake: a priority is never shown as a cost."""
    cents = sum(one.item.at_stake for one in left)
    lines = counted(len(left), "ligne")
    return f"{euros_short(cents)} en jeu sur {lines}" if cents else lines


def _choice(placed: Placed, plan: Plan, company: Company | None) -> Choice:
    item = placed.item
    detail = f"{duration(placed.minutes)}, {_why(placed, plan)}"
    url = page_of(item, company) if company else item.url
    return Choice(item.title, detail, stake_of(item), stake_from(item), url)


def _why(placed: Placed, plan: Plan) -> str:
    act_by = placed.item.act_by
    if placed.is_misplaced:
        return "demande une autre présence que celles prévues"
    if placed.standing == Standing.OUT_OF_REACH:
        when = "pour aujourd’hui" if act_by == plan.on else before(act_by, plan.on)
        return f"{when}, et pas de présence d’ici là{_next(plan)}"
    if act_by is not None and act_by <= plan.on:
        return "plus de place aujourd’hui" if act_by == plan.on else "en retard, et plus de place aujourd’hui"
    return f"plus de place {before(act_by, plan.on)}"


def _next(plan: Plan) -> str:
    day = plan.slots[0].day if plan.slots else plan.on
    return "" if day == plan.on else f" (prochaine : {day_near(day, plan.on)})"
