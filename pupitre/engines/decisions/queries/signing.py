"""The register of powers: who may sign that day, and by which line."""

from dataclasses import dataclass
from datetime import date

from pupitre.engines.decisions.queries.matrix import board_of
from pupitre.engines.decisions.rules import Asked, matching, reaches
from pupitre.foundation.tenancy.models import Member


@dataclass(frozen=True)
class Signatory:
    """`power`: the ref of the line that lets them sign; `ends_on`: its last day, None for as long as it stands."""

    member: Member
    power: str
    ends_on: date | None


def signatories(
    kind: str, amount_cents: int | None, basis: str, category: str = "", *, actor: Member, on: date
) -> list[Signatory]:
    """Only lines that say so: deciding is not signing, and beneath the matrix nobody signs by default."""
    board = board_of(on)
    asked = Asked(kind, actor.ref, amount_cents, basis, category)
    signing = {
        id(line): (line, power) for power, line in zip(board.powers, board.lines, strict=False) if power.may_sign
    }
    found: dict[str, Signatory] = {}
    for line in matching((line for line, _ in signing.values()), asked):
        power = signing[id(line)][1]
        for ref in sorted(line.holders) if reaches(line, asked) else ():
            found.setdefault(ref, Signatory(board.members[ref], power.ref, power.ends_on))
    return sorted(found.values(), key=lambda one: one.member.name)
