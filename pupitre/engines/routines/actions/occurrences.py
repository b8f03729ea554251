"""What is done of an occurrence: done with its proof, skipped, moved; always with a way back."""

from datetime import date, timedelta
from typing import Any

from pupitre.engines.routines import policies
from pupitre.engines.routines.actions.routines import still_there
from pupitre.engines.routines.events import (
    OccurrenceDone,
    OccurrenceMoved,
    OccurrenceSkipped,
    OccurrenceTakenBack,
)
from pupitre.engines.routines.models import Occurrence, Routine
from pupitre.engines.routines.queries import course_of, place_of, waiting_occurrence
from pupitre.engines.routines.rules import OCCURRENCE, Course, Done, Kind, Proof
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, offer_undo, save, tell
from pupitre.foundation.files.actions import attach_file, put_away
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_short

SETTLED = ("settled", "last_on")
LONGEST_AGO = timedelta(days=366)
NEEDED = {
    Proof.TEXT: "Cette routine demande un mot : écrivez ce qui a été fait. Rien n’a été enregistré.",
    Proof.FIGURE: "Cette routine demande un chiffre. Rien n’a été enregistré.",
    Proof.FILE: "Cette routine demande un fichier : joignez-le. Rien n’a été enregistré.",
}


class CannotDo(Refusal):
    pass


class AlreadyOver(CannotDo):
    """Somebody was first, or the same person clicked twice."""


class ProofMissing(CannotDo):
    """What was typed is kept in the form."""


@action
def do_occurrence(routine: Routine, given: Done, *, actor: Member) -> Occurrence:
    """Settles that one; those before it that nobody did are counted on it, and stay undone."""
    routine, course, one = _waiting(routine, given.number, actor)
    today = clock.today(current_company())
    done_on = given.on or today
    if done_on > today:
        raise CannotDo("Ce jour n’est pas encore venu.")
    if done_on < today - LONGEST_AGO:
        raise CannotDo("Ce jour est trop ancien : une routine se note dans l’année.")
    if routine.kind == Kind.PRESENCE and one.planned_on > today:
        raise CannotDo("C’est déjà fait pour aujourd’hui.")
    _refuse_without_proof(routine, given)
    before = _before(routine, one)
    one.done_on, one.grace_days = done_on, routine.grace_days
    one.said, one.figure_hundredths, one.unit_label = given.said.strip(), given.figure, routine.unit_label
    _close(routine, one, course, done_on, actor)
    if given.file is not None:
        name, pieces = given.file
        attach_file(name, pieces, kind=OCCURRENCE, ref=one.ref, actor=actor)
    event = OccurrenceDone(routine.ref, one.number, done_on.isoformat(), one.missed)
    tell(event, routine, {"title": routine.title, "owner": routine.owner.ref})
    _offer_way_back(routine, one, before)
    return one


@action
def skip_occurrence(routine: Routine, number: int, why: str, *, actor: Member) -> Occurrence:
    routine, course, one = _waiting(routine, number, actor)
    if not why.strip():
        raise CannotDo("Dites en un mot pourquoi : c’est ce que l’on relira.")
    before = _before(routine, one)
    one.skipped_why = why.strip()[:300]
    _close(routine, one, course, _skipped_on(routine, one), actor)
    event = OccurrenceSkipped(routine.ref, one.number, one.missed)
    tell(event, routine, {"title": routine.title, "owner": routine.owner.ref, "why": one.skipped_why})
    _offer_way_back(routine, one, before)
    return one


@action
def move_occurrence(routine: Routine, number: int, to: date, *, actor: Member) -> Occurrence:
    """That one only, before the next: the rhythm goes on as it was."""
    routine, course, one = _waiting(routine, number, actor)
    if routine.kind == Kind.PRESENCE:
        raise CannotDo("Ce qui revient à chaque présence ne se déplace pas : passez ce jour-là.")
    if to == one.planned_on:
        raise CannotDo("C’est déjà ce jour-là.")
    if to < clock.today(current_company()):
        raise CannotDo("Ce jour est déjà passé.")
    following = course.planned(number + 1) if course.rhythm.series else None
    if following is not None and to >= following:
        raise CannotDo(
            f"La suivante est prévue le {day_short(following)} : déplacez à un jour d’avant, ou passez celle-ci."
        )
    if routine.ends_on is not None and to > routine.ends_on:
        raise CannotDo(f"La routine finit le {day_short(routine.ends_on)}.")
    before = _before(routine, one)
    one.moved_from, one.planned_on = one.moved_from or one.planned_on, to
    _count_missed(routine, one, course)
    routine.settled = one.number - 1
    one.save()
    save(routine, *SETTLED)
    tell(OccurrenceMoved(routine.ref, one.number, to.isoformat()), routine, {"title": routine.title})
    _offer_way_back(routine, one, before)
    return one


@action
def take_back_occurrence(
    ref: str, settled: int, last_on: str | None, row: dict[str, Any] | None, version: int, *, actor: Member
) -> Routine:
    """The way back of the three above: refused as soon as anything else happened to the routine."""
    one = Occurrence.objects.select_related("routine").filter(ref=ref).first()
    if one is None:
        raise AlreadyOver("C’est déjà annulé.")
    routine = still_there(one.routine)
    require(policies.can_do(actor, routine))
    if routine.version != version:
        raise CannotDo("Cette routine a changé depuis : il n’y a plus rien à annuler.")
    put_away(OCCURRENCE, one.ref)
    if row is None:
        one.delete()
    else:
        _reopen(one, row)
    routine.settled, routine.last_on = settled, date.fromisoformat(last_on) if last_on else None
    save(routine, *SETTLED)
    tell(OccurrenceTakenBack(routine.ref, one.number), routine, {"title": routine.title})
    return routine


def _waiting(routine: Routine, number: int, actor: Member) -> tuple[Routine, Course, Occurrence]:
    """The routine under lock, and that occurrence, which may not exist yet."""
    routine = still_there(routine)
    require(policies.can_do(actor, routine))
    if routine.is_paused:
        raise CannotDo("Cette routine est en pause : reprenez-la d’abord.")
    if number <= routine.settled:
        raise AlreadyOver(_who_was_first(routine, number))
    moved = waiting_occurrence(routine)
    course = course_of(routine, current_company(), place_of(moved))
    due = course.due(clock.today(current_company()))
    planned_on = course.planned(number) if due is not None and number <= due.number else None
    if planned_on is None:
        raise CannotDo("Cette date n’est pas encore la prochaine : la précédente attend d’abord.")
    if moved is not None and moved.number == number:
        return routine, course, moved
    return routine, course, Occurrence(routine=routine, number=number, planned_on=planned_on)


def _who_was_first(routine: Routine, number: int) -> str:
    one = Occurrence.objects.select_related("closed_by").filter(routine=routine, number=number).first()
    if one is None or one.closed_by is None:
        return "Cette date est passée : une plus récente a été notée."
    if one.done_on is None:
        return f"C’est déjà passé : {one.closed_by.name} l’a noté."
    return f"C’est déjà fait : {one.closed_by.name} l’a noté le {day_short(one.done_on)}."


def _refuse_without_proof(routine: Routine, given: Done) -> None:
    kept = {Proof.TEXT: bool(given.said.strip()), Proof.FIGURE: given.figure is not None, Proof.FILE: bool(given.file)}
    proof = Proof(routine.proof)
    if not kept.get(proof, True):
        raise ProofMissing(NEEDED[proof])


def _skipped_on(routine: Routine, one: Occurrence) -> date | None:
    """Only « after done » counts from what was skipped too."""
    if routine.kind != Kind.AFTER_DONE:
        return routine.last_on
    return max(clock.today(current_company()), one.planned_on)


def _close(routine: Routine, one: Occurrence, course: Course, last_on: date | None, actor: Member) -> None:
    one.closed_at, one.closed_by = clock.now(), actor
    _count_missed(routine, one, course)
    one.save()
    routine.settled, routine.last_on = one.number, last_on
    save(routine, *SETTLED)


def _count_missed(routine: Routine, one: Occurrence, course: Course) -> None:
    """Days of presence that passed were no failure; what was counted when it was moved stays counted."""
    missed = 0 if routine.kind == Kind.PRESENCE else one.number - routine.settled - 1
    if missed:
        one.missed, one.missed_since = missed, course.planned(routine.settled + 1)


def _before(routine: Routine, one: Occurrence) -> dict[str, Any]:
    """What a way back puts again, as plain JSON; `row` only for an occurrence that was moved and waited."""
    row = None
    if one.pk is not None:
        row = {"planned_on": one.planned_on.isoformat(), "missed": one.missed}
        row |= {name: _as_text(getattr(one, name)) for name in ("moved_from", "missed_since")}
    return {"settled": routine.settled, "last_on": _as_text(routine.last_on), "row": row}


def _reopen(one: Occurrence, row: dict[str, Any]) -> None:
    one.planned_on, one.missed = date.fromisoformat(row["planned_on"]), row["missed"]
    for name in ("moved_from", "missed_since"):
        setattr(one, name, date.fromisoformat(row[name]) if row[name] else None)
    one.closed_at = one.closed_by = one.done_on = one.figure_hundredths = None
    one.said = one.skipped_why = one.unit_label = ""
    one.save()


def _offer_way_back(routine: Routine, one: Occurrence, before: dict[str, Any]) -> None:
    offer_undo(f"« {routine.title} »", take_back_occurrence, ref=one.ref, version=routine.version, **before)


def _as_text(day: date | None) -> str | None:
    return day.isoformat() if day else None
