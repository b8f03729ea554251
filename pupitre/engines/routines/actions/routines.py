"""Adding, editing, handing over, pausing and removing routines."""

from typing import Any

from django.conf import settings

from pupitre.engines.routines import policies
from pupitre.engines.routines.events import (
    BinEmptied,
    RoutineAdded,
    RoutineEdited,
    RoutinePaused,
    RoutineRemoved,
    RoutineRestored,
    RoutineResumed,
)
from pupitre.engines.routines.models import Occurrence, Routine
from pupitre.engines.routines.queries import course_of, place_of, waiting_occurrence
from pupitre.engines.routines.rules import OCCURRENCE, ROUTINE, Nature, Proof, RoutineDraft
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.files.actions import put_away
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.calendar import ONE_DAY
from pupitre.kernel.reading.text import fold

RHYTHM = {"kind", "every", "day", "rank", "weekday", "month", "unit", "shift", "starts_on"}


class CannotKeep(Refusal):
    pass


@action
def add_routine(draft: RoutineDraft, *, actor: Member) -> Routine:
    """Counted from its start, whatever that is: nothing is late before it was written down."""
    require(policies.can_edit_routines(actor))
    routine = Routine(**_checked(draft))
    routine.offset = _counted_anew(routine)
    routine.save(force_insert=True)
    tell(RoutineAdded(routine.ref), routine, {"title": routine.title})
    return routine


@action
def edit_routine(routine: Routine, draft: RoutineDraft, version: int | None = None, *, actor: Member) -> Routine:
    """Another rhythm moves what is not done, from today on; what is over keeps its number and its day."""
    routine = still_there(routine, version)
    require(policies.can_edit_routines(actor))
    values = _checked(draft, routine)
    changed = {name: value for name, value in values.items() if getattr(routine, name) != value}
    if not changed:
        raise CannotKeep("Rien n’a changé dans cette routine.")
    for name, value in changed.items():
        setattr(routine, name, value)
    if RHYTHM & set(changed):
        Occurrence.objects.filter(routine=routine, closed_at=None).delete()
        routine.offset = _counted_anew(routine)
    save(routine, *changed, "offset")
    tell(RoutineEdited(routine.ref), routine, {"title": routine.title, "fields": sorted(changed)})
    return routine


@action
def hand_over(routine: Routine, owner: Member, *, actor: Member) -> Routine:
    routine = still_there(routine)
    require(policies.can_edit_routines(actor))
    _refuse_absent(owner)
    if routine.owner_id == owner.pk:
        raise CannotKeep(f"{owner.name} s’en occupe déjà.")
    before = routine.owner
    routine.owner = owner
    save(routine, "owner")
    tell(RoutineEdited(routine.ref), routine, {"title": routine.title, "fields": ["owner"]})
    if before.is_here(clock.today(current_company())):
        offer_undo(
            f"« {routine.title} » confiée", give_back, ref=routine.ref, owner=before.ref, version=routine.version
        )
    return routine


@action
def give_back(ref: str, owner: str, version: int, *, actor: Member) -> Routine:
    routine: Routine = Routine.objects.get(ref=ref)
    if routine.version != version:
        raise CannotKeep("Cette routine a changé depuis : il n’y a plus rien à annuler.")
    handed: Routine = hand_over(routine, Member.objects.get(ref=owner), actor=actor)
    return handed


@action
def pause_routine(routine: Routine, *, actor: Member) -> Routine:
    routine = still_there(routine)
    require(policies.can_edit_routines(actor))
    if routine.is_paused:
        raise CannotKeep("Cette routine est déjà en pause.")
    routine.is_paused = True
    save(routine, "is_paused")
    tell(RoutinePaused(routine.ref), routine, {"title": routine.title})
    return routine


@action
def resume_routine(routine: Routine, *, actor: Member) -> Routine:
    """What the pause let go by was not missed: numbers go on with the next day on or after today."""
    routine = still_there(routine)
    require(policies.can_edit_routines(actor))
    if not routine.is_paused:
        raise CannotKeep("Cette routine n’est pas en pause.")
    today = clock.today(current_company())
    course = course_of(routine, current_company(), place_of(waiting_occurrence(routine)))
    due = course.due(today)
    if due is not None and due.since < today:
        Occurrence.objects.filter(routine=routine, closed_at=None).delete()
        routine.offset = course.starting_from(today).offset
    routine.is_paused = False
    save(routine, "is_paused", "offset")
    tell(RoutineResumed(routine.ref), routine, {"title": routine.title})
    return routine


@action
def remove_routine(routine: Routine, *, actor: Member) -> Routine:
    routine = still_there(routine)
    require(policies.can_edit_routines(actor))
    routine.removed_at = clock.now()
    save(routine, "removed_at")
    tell(RoutineRemoved(routine.ref), routine, {"title": routine.title})
    offer_undo(f"« {routine.title} » retirée", restore_routine, ref=routine.ref)
    return routine


@action
def restore_routine(ref: str, *, actor: Member) -> Routine:
    require(policies.can_edit_routines(actor))
    routine: Routine = Routine.with_removed.select_for_update(of=("self",)).get(ref=ref)
    if routine.removed_at is None:
        raise CannotKeep("Cette routine est déjà là.")
    routine.removed_at = None
    save(routine, "removed_at")
    tell(RoutineRestored(routine.ref), routine, {"title": routine.title})
    return routine


@action
def empty_bin(*, actor: Member | None) -> int:
    """By the clock: what was removed long ago goes for good, with its occurrences and their proofs."""
    require(actor is None)
    limit = clock.now() - settings.RETENTION["removed"]
    gone = list(Routine.with_removed.filter(removed_at__lt=limit).select_for_update(of=("self",)))
    if not gone:
        raise CannotKeep("Rien n’attendait d’être effacé.")
    occurrences = Occurrence.objects.filter(routine__in=gone)
    for one in occurrences:
        put_away(OCCURRENCE, one.ref)
    occurrences.delete()
    for routine in gone:
        put_away(ROUTINE, routine.ref)
        routine.delete()
    tell(BinEmptied(len(gone)))
    return len(gone)


def still_there(routine: Routine, version: int | None = None) -> Routine:
    if not Routine.objects.filter(pk=routine.pk).exists():
        raise CannotKeep("Cette routine vient d’être retirée.")
    return locked(routine, version)


def _checked(draft: RoutineDraft, stored: Routine | None = None) -> dict[str, Any]:
    values = draft.values()
    if not draft.title.strip():
        raise CannotKeep("Une routine a un nom.")
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise CannotKeep("La routine finit avant de commencer.")
    if draft.proof is Proof.FIGURE and not draft.unit_label.strip():
        raise CannotKeep("Dites de quoi est le chiffre : kWh, €, heures.")
    if stored is None or stored.owner_id != draft.owner.pk:
        _refuse_absent(draft.owner)
    if draft.nature is not Nature.EXPECTED:
        values["grace_days"] = 0
    if draft.proof is not Proof.FIGURE:
        values["unit_label"] = ""
    if stored is not None:
        del values["catalogue"]
    return {**values, "folded_title": fold(draft.title)[:160]}


def _refuse_absent(owner: Member) -> None:
    if not owner.is_here(clock.today(current_company())):
        raise CannotKeep(f"{owner.name} n’est plus dans l’entreprise.")
    if not policies.can_own(owner):
        raise CannotKeep(f"{owner.name} ne verrait pas cette routine : son rôle ne le permet pas.")


def _counted_anew(routine: Routine) -> int:
    """From today on, and after what was done in advance: a start long ago only says which weeks or months count."""
    company = current_company()
    on = clock.today(company)
    last = Occurrence.objects.filter(routine=routine, number=routine.settled).first() if routine.settled else None
    if last is not None:
        on = max(on, last.planned_on + ONE_DAY)
    return course_of(routine, company).starting_from(on).offset
