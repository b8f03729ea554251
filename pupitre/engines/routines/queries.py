"""Which routines, and where each stands: two questions whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from pupitre.engines.attention.public import presence_of
from pupitre.engines.routines.models import Occurrence, Routine
from pupitre.engines.routines.rules import COUNTED, OCCURRENCE, Course, Due, Kept, Kind, Proof, on_time
from pupitre.foundation.access.table import allows, may_somewhere
from pupitre.foundation.files.models import Attachment
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.kernel.calendar import Zone
from pupitre.kernel.periods import Period

SEE = "routines.see"
AHEAD = timedelta(days=60)  # how far the next presence is looked for


def routines_visible_to(actor: Member) -> "QuerySet[Routine]":
    if allows(actor, SEE):
        return all_routines()
    return all_routines().filter(owner=actor) if may_somewhere(actor, SEE) else Routine.objects.none()


def has_some_to_see(actor: Member) -> bool:
    """All of them, even none yet; or some that are theirs."""
    return allows(actor, SEE) or routines_visible_to(actor).exists()


def all_routines() -> "QuerySet[Routine]":
    return Routine.objects.select_related("owner__site").order_by("folded_title", "pk")


def occurrences_visible_to(actor: Member) -> "QuerySet[Occurrence]":
    seen = routines_visible_to(actor).order_by().values("pk")
    return Occurrence.objects.select_related("routine").filter(routine__in=seen)


@dataclass(frozen=True)
class Standing:
    """A routine, its course, what waits of it, and its last occurrences, the latest first."""

    routine: Routine
    course: Course
    due: Due | None
    recent: tuple[Occurrence, ...] = ()
    on: date = field(default=date.min)

    @property
    def next_on(self) -> date | None:
        """The day by which it waits; of what was let go by, since when."""
        return self.due.since if self.due else None

    @property
    def missed(self) -> int:
        """What is expected is missed once its grace is over."""
        if self.due is None or self.routine.kind == Kind.PRESENCE:
            return 0
        if not self.routine.is_expected:
            return self.due.missed(self.on)
        behind = self.course.due(self.silent_since)
        return behind.missed(self.silent_since) if behind else 0

    @property
    def silent_since(self) -> date:
        return self.on - timedelta(days=self.routine.grace_days)

    @property
    def is_late(self) -> bool:
        return self.missed > 0

    @property
    def last(self) -> Occurrence | None:
        return next((one for one in self.recent if one.done_on), None)

    @property
    def rate(self) -> tuple[int, int]:
        kept = [Kept(self._is_kept(one), one.missed) for one in self.recent if one.is_over or self._waits(one)]
        return on_time(kept, self.missed)

    def _waits(self, one: Occurrence) -> bool:
        return self.due is not None and one.is_waiting_after(self.routine)

    def _is_kept(self, one: Occurrence) -> bool | None:
        """One that was moved is late from the day of the rhythm; once late where it is, it is among the missed."""
        if one.is_over or self.missed:
            return is_in_time(one)
        rhythm_on = one.moved_from or one.planned_on
        return False if rhythm_on < self.silent_since else None


def standings(routines: Iterable[Routine], company: Company, on: date) -> list[Standing]:
    """With the last twelve occurrences of each, in one question."""
    listed = list(routines)
    recent = defaultdict(list)
    wanted = Occurrence.objects.select_related("closed_by").filter(
        routine__in=[routine.pk for routine in listed], number__gt=F("routine__settled") - COUNTED
    )
    for one in wanted.order_by("-number") if listed else ():
        recent[one.routine_id].append(one)
    return [standing_of(routine, company, on, recent[routine.pk]) for routine in listed]


def standings_to_watch(company: Company, on: date) -> list[Standing]:
    """What runs, for the desk: one question, each with where its occurrence was moved, and none of history."""
    routines = {routine.pk: routine for routine in _running()}.values()
    courses = [course_of(one, company, _moved_of(one)) for one in routines]
    return [Standing(one, course, course.due(on), on=on) for one, course in zip(routines, courses, strict=True)]


def _moved_of(routine: Any) -> tuple[int, date] | None:
    return None if routine.moved_number is None else (routine.moved_number, routine.moved_to)


def _running_with_what_waits() -> "QuerySet[Routine]":
    waits = Q(occurrences__closed_at=None, occurrences__number__gt=F("settled"))
    rows = all_routines().filter(is_paused=False).annotate(moved=FilteredRelation("occurrences", condition=waits))
    return rows.annotate(moved_number=F("moved__number"), moved_to=F("moved__planned_on"))


_running = Prepared(_running_with_what_waits)


def standing_of(routine: Routine, company: Company, on: date, recent: Sequence[Occurrence] = ()) -> Standing:
    waiting = next((one for one in recent if one.is_waiting_after(routine)), None)
    course = course_of(routine, company, place_of(waiting))
    return Standing(routine, course, None if routine.is_paused else course.due(on), tuple(recent), on)


def place_of(waiting: Occurrence | None) -> tuple[int, date] | None:
    """Its number and the day it was moved to."""
    return (waiting.number, waiting.planned_on) if waiting else None


def course_of(routine: Routine, company: Company, moved: tuple[int, date] | None = None) -> Course:
    place = routine.owner.site or company
    return Course(
        rhythm=routine.rhythm,
        starts_on=routine.starts_on,
        ends_on=routine.ends_on,
        zone=Zone(place.zone),
        offset=routine.offset,
        settled=routine.settled,
        last_on=routine.last_on,
        moved=moved,
    )


def waiting_occurrence(routine: Routine) -> Occurrence | None:
    """The one that was moved and still waits."""
    return Occurrence.objects.filter(routine=routine, closed_at=None, number__gt=routine.settled).first()


def next_presences(routine: Routine, company: Company, on: date, n: int) -> list[date]:
    """Of its owner; what is done today is not told again."""
    course = course_of(routine, company)
    first = max(on, routine.starts_on, routine.starts_on + timedelta(days=routine.settled + routine.offset))
    horizon = Period(first, first + AHEAD)
    member = routine.owner
    member.company = company
    days = dict.fromkeys(slot.day for slot in presence_of(member, first, horizon.ends_on).slots(horizon))
    return [day for day in days if course.ends_on is None or day <= course.ends_on][:n]


def history_page(routine: Routine, most: int) -> list[Occurrence]:
    found = Occurrence.objects.select_related("closed_by").filter(routine=routine, closed_at__isnull=False)
    return list(found.order_by("-number")[:most])


def proofs_of(occurrences: Iterable[Occurrence]) -> dict[str, list[Attachment]]:
    """The files of several occurrences, by ref, in one question."""
    refs = [one.ref for one in occurrences]
    found = defaultdict(list)
    kept = Attachment.objects.filter(subject_kind=OCCURRENCE, subject_ref__in=refs, removed_at=None)
    for one in kept.order_by("added_at") if refs else ():
        found[one.subject_ref].append(one)
    return found


def is_in_time(one: Occurrence) -> bool | None:
    """By the day of the rhythm: moving it makes nobody punctual."""
    if one.done_on is None:
        return None
    return one.done_on <= (one.moved_from or one.planned_on) + timedelta(days=one.grace_days)


@dataclass(frozen=True)
class Done:
    """An occurrence done within a span of days; `has_proof`: its routine asks for one, and has it."""

    ref: str
    title: str
    on: date
    is_in_time: bool
    has_proof: bool


def occurrences_done(period: Period) -> list[Done]:
    rows = Occurrence.objects.filter(done_on__range=(period.starts_on, period.ends_on)).select_related("routine")
    return [
        Done(
            row.routine.ref,
            row.routine.title,
            row.done_on,  # type: ignore[arg-type]  # filtered on it
            is_in_time(row) is not False,
            row.routine.proof != Proof.NONE,
        )
        for row in rows.order_by("done_on", "pk")
    ]


def silent_routines(company: Company, on: date) -> list[Standing]:
    """Those that let at least one time go by, as they stand that day."""
    return [one for one in standings_to_watch(company, on) if one.is_late]
