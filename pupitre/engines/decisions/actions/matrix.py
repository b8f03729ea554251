"""The matrix, the stand-ins and the company's figures."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist

from pupitre.engines.decisions import policies
from pupitre.engines.decisions.events import DecisionsTuned, PowerChanged, StandInChanged
from pupitre.engines.decisions.models import Power, StandIn, Tuning
from pupitre.engines.decisions.rules import Mode
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.money import Basis

Row = TypeVar("Row", Power, StandIn)


class CannotSet(Refusal):
    pass


@dataclass(frozen=True)
class PowerDraft:
    """A line as it is typed: either a holder or a role; `up_to_cents` None for whatever the amount."""

    holder: Member | None = None
    holder_role: str = ""
    domain: str = ""
    category: str = ""
    asker: Member | None = None
    mode: str = Mode.DECIDES
    up_to_cents: int | None = None
    basis: str = Basis.TTC
    escalates_after: int | None = None
    may_sign: bool = False
    ends_on: date | None = None


@action
def add_power(draft: PowerDraft, *, actor: Member) -> Power:
    require(policies.can_set_powers(actor))
    _check(draft)
    power: Power = Power.objects.create(**_values(draft))
    _tell(power, "added")
    return power


@action
def edit_power(power: Power, draft: PowerDraft, version: int | None = None, *, actor: Member) -> Power:
    power = _still_there(power, version)
    require(policies.can_set_powers(actor))
    _check(draft)
    given = _values(draft)
    if all(getattr(power, name) == value for name, value in given.items()):
        raise CannotSet("Rien n’a changé dans cette ligne.")
    for name, value in given.items():
        setattr(power, name, value)
    save(power, *given)
    _tell(power, "edited")
    return power


@action
def remove_power(power: Power, *, actor: Member) -> Power:
    power = _still_there(power)
    require(policies.can_set_powers(actor))
    power.removed_at = clock.now()
    save(power, "removed_at")
    _tell(power, "removed")
    offer_undo("Ligne retirée", restore_power, ref=power.ref)
    return power


@action
def restore_power(ref: str, *, actor: Member) -> Power:
    require(policies.can_set_powers(actor))
    found: Power | None = Power.with_removed.filter(ref=ref).first()
    if found is None or found.removed_at is None:
        raise CannotSet("Cette ligne est déjà là.")
    found.removed_at = None
    save(found, "removed_at")
    _tell(found, "restored")
    return found


@action
def name_stand_in(
    member: Member, stand_in: Member, starts_on: date | None = None, ends_on: date | None = None, *, actor: Member
) -> StandIn:
    """Without days: whenever the member is away. With a start alone: for good."""
    require(policies.can_name_stand_in(actor, member))
    if member.pk == stand_in.pk:
        raise CannotSet("Personne ne se supplée soi-même.")
    if starts_on is None and ends_on is not None:
        raise CannotSet("Une suppléance qui finit a aussi un premier jour.")
    if ends_on is not None and starts_on is not None and ends_on < starts_on:
        raise CannotSet("La suppléance finirait avant de commencer.")
    same = {"member": member, "stand_in": stand_in, "starts_on": starts_on, "ends_on": ends_on}
    _refuse_two(StandIn(**same))
    made: StandIn = StandIn.objects.create(**same, named_by=actor, named_at=clock.now())
    tell(StandInChanged(made.ref, "added"), made, {"member": member.name, "stand_in": stand_in.name})
    return made


@action
def end_stand_in(found: StandIn, *, actor: Member) -> StandIn:
    found = _still_there(found)
    require(policies.can_name_stand_in(actor, found.member))
    found.removed_at = clock.now()
    found.save(update_fields=["removed_at"])
    tell(StandInChanged(found.ref, "removed"), found, {"member": found.member.name})
    offer_undo("Suppléance retirée", restore_stand_in, ref=found.ref)
    return found


@action
def restore_stand_in(ref: str, *, actor: Member) -> StandIn:
    found: StandIn | None = StandIn.with_removed.filter(ref=ref).first()
    if found is None or found.removed_at is None:
        raise CannotSet("Cette suppléance est déjà là.")
    require(policies.can_name_stand_in(actor, found.member))
    _refuse_two(found)
    found.removed_at, found.named_by, found.named_at = None, actor, clock.now()
    found.save(update_fields=["removed_at", "named_by", "named_at"])
    tell(StandInChanged(found.ref, "restored"), found, {"member": found.member.name})
    return found


@action
def tune_decisions(link_cents: int, links_a_day: int, version: int | None = None, *, actor: Member) -> Tuning:
    require(policies.can_set_powers(actor))
    kept, _ = Tuning.objects.get_or_create()
    found = locked(kept, version if version and version > 1 else None)
    if (found.link_cents, found.links_a_day) == (link_cents, links_a_day):
        raise CannotSet("Rien n’a changé dans ces réglages.")
    found.link_cents, found.links_a_day = link_cents, links_a_day
    save(found, "link_cents", "links_a_day")
    tell(DecisionsTuned(link_cents, links_a_day))
    return found


def _refuse_two(wanted: StandIn) -> None:
    """One at a time: who decides is never a matter of which line was written first."""
    locked(wanted.member)
    for other in StandIn.objects.filter(member=wanted.member).exclude(pk=wanted.pk):
        if (other.starts_on is None) != (wanted.starts_on is None):
            continue
        if wanted.starts_on is None or _overlap(other, wanted):
            raise CannotSet("Quelqu’un supplée déjà cette personne à ce moment : retirez d’abord cette suppléance.")


def _overlap(one: StandIn, other: StandIn) -> bool:
    first, last = one.starts_on or date.min, one.ends_on or date.max
    return (other.starts_on or date.min) <= last and first <= (other.ends_on or date.max)


def _still_there(row: Row, version: int | None = None) -> Row:
    try:
        return locked(row, version)
    except ObjectDoesNotExist as gone:
        raise CannotSet("Cette ligne vient d’être retirée.") from gone


def _check(draft: PowerDraft) -> None:
    if draft.up_to_cents is not None and draft.up_to_cents <= 0:
        raise CannotSet("Une limite est plus grande que zéro ; vide, il n’y en a pas.")
    if draft.ends_on is not None and draft.ends_on < clock.today(current_company()):
        raise CannotSet("Une ligne qui finit dans le passé ne sert à rien : retirez-la plutôt.")
    if draft.may_sign and draft.mode == Mode.PROPOSES:
        raise CannotSet("Qui propose seulement ne signe pas.")
    if (draft.holder is None) == (not draft.holder_role):
        raise CannotSet("Une ligne désigne une personne, ou un rôle.")
    if draft.up_to_cents is None and draft.asker is not None and draft.asker == draft.holder:
        raise CannotSet("Personne ne décide sans limite de ses propres demandes.")


def _values(draft: PowerDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in (one.name for one in fields(draft))}


def _tell(power: Power, change: str) -> None:
    names = {"holder": power.holder.name if power.holder else power.holder_role}
    tell(PowerChanged(power.ref, change), power, names)
