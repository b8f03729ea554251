"""What of routines needs somebody: the next occurrence or the late ones in one line, and what should have come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pupitre.engines.attention.public import Dimension, Item, Verb, who_is_there
from pupitre.engines.routines import policies
from pupitre.engines.routines.models import Occurrence, Routine
from pupitre.engines.routines.queries import Standing, standings_to_watch
from pupitre.engines.routines.rules import Due, Kind, Proof
from pupitre.engines.routines.tables.words import done_verb, missed_words, rhythm_words
from pupitre.foundation.tenancy.models import Company, Role
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.calendar import ONE_DAY
from pupitre.kernel.formatting import counted, day_near, ended
from pupitre.ui.addresses import url_of

TO_DO, SILENT = "routines.to_do", "routines.silent"
PRESENCE, UNOWNED = "routines.presence", "routines.unowned"
OF_OCCURRENCES = tuple(f"{kind}:" for kind in (TO_DO, SILENT, PRESENCE))
NAMED = 3  # titles said in the line about those of nobody


def done_occurrences(keys: Iterable[str]) -> set[str]:
    """Of these keys of items, those whose occurrence is done; one question."""
    asked = {tuple(key.rsplit(":", 2)[1:]): key for key in keys if key.startswith(OF_OCCURRENCES)}
    routines = {ref for ref, _ in asked}
    done = Occurrence.objects.filter(routine__ref__in=routines, done_on__isnull=False)
    found = done.values_list("routine__ref", "number") if routines else ()
    return {asked[ref, str(number)] for ref, number in found if (ref, str(number)) in asked}


@dataclass(frozen=True)
class Told:
    """The company, the day, who gives those of nobody to somebody, and who sees routines besides their owners."""

    company: Company
    on: date
    keepers: frozenset[str]
    readers: frozenset[str]

    def url(self, routine: Routine) -> str:
        return url_of("routines:routine", self.company.slug, routine.ref)


def routines_due(company: Company, on: date, here: Here | None = None) -> Iterator[Item]:
    """Two questions; who is there is asked only when something is done at each presence."""
    found, here = standings_to_watch(company, on), here or Here(on)
    if not found:
        return
    directors = here.with_role(Role.DIRECTOR)
    office_managers = here.with_role(Role.OFFICE_MANAGER)
    told = Told(company, on, office_managers or directors, office_managers | directors)
    owned = [one for one in found if _is_held(one.routine, here)]
    is_daily = any(one.routine.kind == Kind.PRESENCE for one in owned)
    there = frozenset(one.ref for one in who_is_there(here)) if is_daily else frozenset()
    for standing in owned:
        yield from _items(standing, told, there)
    if of_nobody := [one for one in found if one.due and not _is_held(one.routine, here)]:
        yield _unowned(of_nobody, told)


def _is_held(routine: Routine, here: Here) -> bool:
    return routine.owner.ref in here.refs and policies.can_own(routine.owner)


def _items(standing: Standing, told: Told, there: frozenset[str]) -> Iterator[Item]:
    routine, due = standing.routine, standing.due
    if due is None:
        return
    if routine.kind == Kind.PRESENCE:
        if routine.owner.ref in there and due.planned_on == told.on:
            yield _item(standing, due, told, PRESENCE, title=routine.title, why="À chaque présence.", act_by=told.on)
    elif routine.is_expected:
        behind = standing.course.due(standing.silent_since)
        if behind is not None and behind.missed(standing.silent_since):
            yield _silent(standing, behind, told)
    else:
        yield _to_do(standing, due, told)


def _to_do(standing: Standing, due: Due, told: Told) -> Item:
    routine, missed = standing.routine, due.missed(told.on)
    last = f"Dernière fois {_on_day(routine.last_on, told.on)}." if routine.last_on else "Jamais notée encore."
    words = rhythm_words(standing.course.rhythm)
    return _item(
        standing,
        due,
        told,
        TO_DO,
        title=_without(missed, standing) if missed > 1 else routine.title,
        why=f"{ended(words[0].upper() + words[1:])} {last}",
        act_by=due.since,
        opens_on=due.since - timedelta(days=routine.lead_days),
        waiting_since=due.since if missed else None,
    )


def _silent(standing: Standing, behind: Due, told: Told) -> Item:
    """What should have come: it waits from the day after its grace."""
    routine, missed = standing.routine, behind.missed(standing.silent_since)
    grace = f", {counted(routine.grace_days, 'jour')} de marge" if routine.grace_days else ""
    opens_on = behind.since + timedelta(days=routine.grace_days) + ONE_DAY
    return _item(
        standing,
        behind,
        told,
        SILENT,
        title=_without(missed, standing) if missed > 1 else f"Rien reçu : {routine.title}",
        why=ended(f"Attendu {_on_day(behind.since, told.on)}{grace}"),
        act_by=opens_on,
        opens_on=opens_on,
        waiting_since=behind.since,
    )


def _item(
    standing: Standing,
    due: Due,
    told: Told,
    kind: str,
    *,
    title: str,
    why: str,
    act_by: date,
    opens_on: date | None = None,
    waiting_since: date | None = None,
) -> Item:
    routine = standing.routine
    return Item(
        key=f"{kind}:{routine.ref}:{due.number}",
        kind=kind,
        title=title,
        why=why,
        act_by=act_by,
        opens_on=opens_on,
        waiting_since=waiting_since,
        seen_by=told.readers | {routine.owner.ref},
        acts=frozenset({routine.owner.ref}),
        criticality=routine.criticality,
        url=told.url(routine),
        dimension=Dimension(routine.dimension),
        minutes=routine.minutes,
        verbs=(_verb(routine, due, told),),
    )


def _verb(routine: Routine, due: Due, told: Told) -> Verb:
    if routine.proof != Proof.NONE:
        return Verb("Joindre la preuve", f"{told.url(routine)}#do")
    url = url_of("routines:done", told.company.slug, routine.ref)
    return Verb(done_verb(routine), f"{url}?number={due.number}", "post")


def _unowned(found: list[Standing], told: Told) -> Item:
    """One line for all of them: what nobody holds any more stops in silence."""
    titles = ", ".join(one.routine.title for one in found[:NAMED])
    url = f"{url_of('routines:routine_list', told.company.slug)}?view=unowned"
    return Item(
        key=f"{UNOWNED}:{told.company.slug}:0",
        kind=UNOWNED,
        title=f"Confier {counted(len(found), 'routine')} à quelqu’un",
        why=f"Leur responsable n’est plus là : {titles}{'…' if len(found) > NAMED else '.'}",
        seen_by=told.readers,
        acts=told.keepers,
        criticality=max(one.routine.criticality for one in found),
        url=url,
        act_by=min(one.due.since for one in found if one.due),
        stake_words="routines de personne",
        minutes=10,
        verbs=(Verb("Confier", url),),
    )


def _without(missed: int, standing: Standing) -> str:
    return f"{missed_words(missed, standing.course.rhythm)} sans « {standing.routine.title} »"


def _on_day(day: date, on: date) -> str:
    near = day_near(day, on)
    return f"le {near}" if near[0].isdigit() else near
