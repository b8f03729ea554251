"""What of relays needs somebody: being somebody's relay, and the problems that were met meanwhile."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pupitre.engines.attention.public import Dimension, Item
from pupitre.engines.relay.models import Handover, HandoverLine
from pupitre.engines.relay.queries import lines_on_desks
from pupitre.engines.relay.rules import HELD, TROUBLE, Outcome
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company, Role
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.formatting import counted, day_near, ended
from pupitre.ui.addresses import url_of


def relays_on_desks(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """One question, whatever the number of relays."""
    here = here or Here(on)
    left: dict[Handover, int] = defaultdict(int)
    for line in lines_on_desks():
        if line.outcome == Outcome.TROUBLE:
            yield _trouble(line, company, here)
        elif line.outcome == Outcome.OPEN and (line.handover.until is None or on < line.handover.until):
            left[line.handover] += 1
    for handover, count in left.items():
        if handover.relay.ref in here.refs:
            yield _held(handover, count, company, on)


def _held(handover: Handover, count: int, company: Company, on: date) -> Item:
    until = f" jusqu’à {day_near(handover.until, on)}" if handover.until else ""
    return Item(
        key=f"{HELD}:{handover.ref}:0",
        kind=HELD,
        title=f"Relais de {handover.member.name}{until}",
        why=f"{counted(count, 'ligne')} à suivre sur sa page d’absence.",
        seen_by=frozenset({handover.relay.ref, handover.member.ref}),
        acts=frozenset({handover.relay.ref}),
        criticality=3,
        url=url_of("relay:handover", company.slug, handover.ref),
        minutes=10,
        stake_words="relais",
        waiting_since=clock.local(handover.passed_at, company).date(),
        dimension=Dimension.PLACES,
    )


def _trouble(line: HandoverLine, company: Company, here: Here) -> Item:
    """For whoever was away; for the direction too while they still are."""
    handover = line.handover
    direction = here.with_role(Role.DIRECTOR)
    away = handover.closed_at is None and (handover.until is None or clock.today(company) < handover.until)
    acts = {handover.member.ref} | (direction if away else set())
    return Item(
        key=f"{TROUBLE}:{line.ref}:{int(line.outcome_at.timestamp()) if line.outcome_at else 0}",
        kind=TROUBLE,
        title=f"Problème pendant l’absence : {line.text}",
        why=ended(f"{handover.relay.name} signale : {line.said}"),
        seen_by=frozenset({handover.relay.ref, handover.member.ref}) | direction,
        acts=frozenset(acts),
        criticality=4,
        minutes=15,
        stake_words="problème signalé",
        waiting_since=clock.local(line.outcome_at, company).date() if line.outcome_at else None,
        dimension=Dimension.PLACES,
    )
