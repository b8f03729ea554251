"""Taking a sheet of people back: only what nobody changed since; who stands on something, or has an access, stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.journal import kind_and_ref
from pupitre.foundation.audit.models import Details
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.imports.taking_back import (
    CHANGED_SINCE,
    SOMETHING_STANDS,
    TARGET_IS_GONE,
    Left,
    TakenBack,
    Written,
    left_erased,
    lost_targets,
    named_in,
    pointed_at,
    put_values,
)
from pupitre.foundation.tenancy.models import Member, Site
from pupitre.modules.people import policies, rules
from pupitre.modules.people.actions.people import OF_THE_PERSON, managers, words_of
from pupitre.modules.people.actions.sheet import BATCH, MEMBER_COLUMNS, PERSON_COLUMNS, CannotImport, version_of
from pupitre.modules.people.events import PeopleTakenBack, PersonEdited, PersonTakenBack
from pupitre.modules.people.models import Person, Team

IN_A_CIRCLE = "cette personne redeviendrait son propre responsable"
HAS_ACCESS = "cette personne a un accès à Pupitre"
PLACES = (Team, Site)


@dataclass
class _Plan:
    back: list[tuple[Person, dict[str, Any]]] = field(default_factory=list)
    gone: list[Person] = field(default_factory=list)
    places: dict[Any, list[Any]] = field(default_factory=dict)  # teams and sites opened by the way
    left: list[Left] = field(default_factory=list)

    def said(self) -> TakenBack:
        return TakenBack(len(self.back), len(self.gone) + sum(map(len, self.places.values())), self.left)

    def leave(self, row: Any, reason: str) -> None:
        self.left.append(Left(row._meta.label_lower, row.ref, str(row), reason))


def look_back(rows: Sequence[Written]) -> TakenBack:
    return _planned(rows).said()


@action
def take_back_people(rows: Sequence[Written], *, actor: Member) -> TakenBack:
    require(policies.can_import(actor))
    plan = _planned(rows, is_locked=True)
    said = plan.said()
    if not (said.restored or said.removed):
        raise CannotImport("Rien ne peut revenir : tout a changé ou sert encore.")
    _restore(plan.back)
    _remove(plan.gone)
    for model, places in plan.places.items():
        model.objects.filter(pk__in=[place.pk for place in places]).delete()
    tell(PeopleTakenBack(said.restored, said.removed))
    return said


def _planned(rows: Sequence[Written], *, is_locked: bool = False) -> _Plan:
    plan = _Plan()
    _sort_out_people([one for one in rows if one.kind == Person._meta.label_lower], plan, is_locked)
    for model in PLACES:
        _sort_out_places(model, [one for one in rows if one.kind == model._meta.label_lower], plan)
    _keep_what_lost_its_target(plan)
    _keep_out_of_circles(plan)
    _keep_who_is_stood_upon(plan)
    for model in PLACES:
        _keep_places_in_use(model, plan)
    return plan


def _sort_out_people(rows: Sequence[Written], plan: _Plan, is_locked: bool) -> None:
    people = Person.objects.filter(ref__in=[one.ref for one in rows]).select_related("member__company", "team")
    people = people.select_for_update(of=("self", "member")) if is_locked else people
    there = {person.ref: person for person in people}
    for one in rows:
        person = there.get(one.ref)
        if person is None:
            plan.left.append(left_erased(one))
        elif version_of(person) != one.version:
            plan.leave(person, CHANGED_SINCE)
        elif one.was is not None:
            plan.back.append((person, one.was))
        elif person.member.user_id:
            plan.leave(person, HAS_ACCESS)
        else:
            plan.gone.append(person)


def _sort_out_places(model: Any, rows: Sequence[Written], plan: _Plan) -> None:
    there = {place.ref: place for place in model.objects.filter(ref__in=[one.ref for one in rows])}
    plan.places[model] = []
    for one in rows:
        place = there.get(one.ref)
        if place is None:
            plan.left.append(left_erased(one))
        elif place.version != one.version:
            plan.leave(place, CHANGED_SINCE)
        else:
            plan.places[model].append(place)


def _keep_what_lost_its_target(plan: _Plan) -> None:
    values = [was for _, was in plan.back]
    lost = lost_targets(Member, values) | lost_targets(Person, values)
    _leave_behind(plan, lambda _, was: any(was.get(name) in keys for name, keys in lost.items()), TARGET_IS_GONE)


def _keep_out_of_circles(plan: _Plan) -> None:
    while True:
        above = managers() | {person.member_id: was["manager"] for person, was in plan.back if "manager" in was}
        circle = rules.in_a_circle(above)
        before = len(plan.back)
        _leave_behind(plan, lambda person, was: "manager" in was and person.member_id in circle, IN_A_CIRCLE)  # noqa: B023 (called at once)
        if len(plan.back) == before:
            return


def _leave_behind(plan: _Plan, is_left: Any, reason: str) -> None:
    kept = []
    for person, was in plan.back:
        if is_left(person, was):
            plan.leave(person, reason)
        else:
            kept.append((person, was))
    plan.back = kept


def _keep_who_is_stood_upon(plan: _Plan) -> None:
    """Whoever stays keeps those they stand on: asked until nobody else has to stay."""
    while plan.gone:
        members = {person.member_id for person in plan.gone}
        freed = members | {person.member_id for person, was in plan.back if "manager" in was}
        people = {person.pk for person in plan.gone}
        kept = pointed_at(Member, members, {(Member, "manager"): freed, (Person, "member"): people})
        held, named = pointed_at(Person, people, {}), named_in(Person, [person.ref for person in plan.gone])
        stay = [one for one in plan.gone if one.member_id in kept or one.pk in held or one.ref in named]
        if not stay:
            return
        for person in stay:
            plan.leave(person, SOMETHING_STANDS)
        plan.gone = [person for person in plan.gone if person not in stay]


def _keep_places_in_use(model: Any, plan: _Plan) -> None:
    name, holder = ("team", Person) if model is Team else ("site", Member)
    freed = [*plan.gone, *(person for person, was in plan.back if name in was)]
    leaving = {(holder, name): {person.pk if holder is Person else person.member_id for person in freed}}
    in_use = pointed_at(model, {place.pk for place in plan.places[model]}, leaving)
    for place in plan.places[model]:
        if place.pk in in_use:
            plan.leave(place, SOMETHING_STANDS)
    plan.places[model] = [place for place in plan.places[model] if place.pk not in in_use]


def _restore(rows: Sequence[tuple[Person, dict[str, Any]]]) -> None:
    for person, was in rows:
        member = person.member
        put_values(person, {name: value for name, value in was.items() if name in OF_THE_PERSON})
        put_values(member, {name: value for name, value in was.items() if name not in OF_THE_PERSON})
        person.words = words_of(person)
        person.version, member.version = person.version + 1, member.version + 1
        tell(PersonEdited(person.ref, tuple(was)), person, {"name": member.name})
    Member.objects.bulk_update([person.member for person, _ in rows], MEMBER_COLUMNS, batch_size=BATCH)
    Person.objects.bulk_update([person for person, _ in rows], PERSON_COLUMNS, batch_size=BATCH)


def _remove(people: Sequence[Person]) -> None:
    """They were never there: no name of them stays in the journal, since no erasure could reach it any more."""
    members = [person.member_id for person in people]
    subjects = [kind_and_ref(row) for person in people for row in (person, person.member)]
    Details.objects.filter(entry__subject__in=subjects).delete()
    for person in people:
        tell(PersonTakenBack(person.ref, person.member.ref), person)
    Member.objects.filter(pk__in=members).update(manager=None)
    Person.objects.filter(pk__in=[person.pk for person in people]).delete()
    Member.objects.filter(pk__in=members).delete()
