"""The matrix as it holds today: lines with whoever holds them, who is away, who stands in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from pupitre.engines.attention.public import away_all_day
from pupitre.engines.decisions.models import Power, StandIn, Tuning
from pupitre.engines.decisions.rules import Line, Mode, Standing
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import Here

DIRECTION_KEY = f"role:{Role.DIRECTOR}"


@dataclass(frozen=True)
class Board:
    """Everything that says who decides on a day: three questions, whatever the number of requests."""

    lines: tuple[Line, ...]
    powers: tuple[Power, ...]
    stand_ins: tuple[StandIn, ...]
    absent: frozenset[str]
    members: dict[str, Member]
    on: date

    def people(self, asked_at: datetime | None = None, asker: Member | None = None) -> Standing:
        """A stand-in that the asker named after asking does not count."""

        def counts(one: StandIn) -> bool:
            return not (asker and asked_at and one.named_by_id == asker.pk and one.named_at > asked_at)

        found = {one.member.ref: one.stand_in.ref for one in self.stand_ins if self._is_in_force(one) and counts(one)}
        return Standing(self.absent, found)

    def _is_in_force(self, one: StandIn) -> bool:
        if one.stand_in.ref not in self.members:
            return False
        if one.starts_on is None:
            return one.member.ref in self.absent
        return one.starts_on <= self.on and (one.ends_on is None or self.on <= one.ends_on)


def board_of(on: date, here: Here | None = None) -> Board:
    here = here or Here(on)
    members = {member.ref: member for member in here.members}
    powers = tuple(_powers(on))
    lines = [line_of(power, here) for power in powers]
    away = here.once(away_all_day)
    absent = frozenset(member.ref for member in here.members if member.pk in away)
    return Board((*lines, _direction(here)), powers, tuple(_stand_ins()), absent, members, on)


def _powers_on(on: date) -> QuerySet[Power]:
    kept = Power.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on))
    return kept.select_related("asker", "holder").order_by("pk")


def line_of(power: Power, here: Here) -> Line:
    if power.holder is not None:
        key, holders = f"member:{power.holder.ref}", frozenset({power.holder.ref}) & here.refs
    else:
        key, holders = f"role:{power.holder_role}", here.with_role(power.holder_role)
    return Line(
        holders,
        key,
        power.domain,
        power.category,
        power.asker.ref if power.asker else "",
        Mode(power.mode),
        power.up_to_cents,
        power.basis,
        power.escalates_after,
    )


def _direction(here: Here) -> Line:
    """Beneath every matrix: what no line reaches is for the direction."""
    return Line(here.with_role(Role.DIRECTOR), DIRECTION_KEY)


def stand_ins() -> QuerySet[StandIn]:
    return StandIn.objects.select_related("member", "stand_in", "named_by").order_by("member__name", "pk")


_powers, _stand_ins = Prepared(_powers_on), Prepared(stand_ins)
_tuning = Prepared(lambda: Tuning.objects.all()[:1])


def has_stand_ins(member: Member) -> bool:
    """Does somebody stand in for them, or they for somebody?"""
    return StandIn.objects.filter(Q(member=member) | Q(stand_in=member)).exists()


def powers_held_by(member: Member) -> int:
    """How many lines name this person, whatever their roles."""
    return Power.objects.filter(holder=member).count()


def powers_in_order() -> list[Power]:
    return sorted(
        Power.objects.select_related("asker", "holder"),
        key=lambda one: (one.domain, one.category, one.up_to_cents is None, one.up_to_cents or 0),
    )


def tuning() -> Tuning:
    return _tuning.first() or Tuning()


def is_matrix_set() -> bool:
    return Power.objects.filter(~Q(mode=Mode.PROPOSES)).exists()  # one that has ended still says that it was set
