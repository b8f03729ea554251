"""What the tests of every action and of every address need of routines."""

from datetime import date

from pupitre.engines.routines import actions
from pupitre.engines.routines.rules import Done, RoutineDraft
from pupitre.engines.routines.tests.factories import LAST_DAY, MONDAYS, START, done, routine_of
from pupitre.foundation import clock
from tests.harness.cases import Case

CREATIONS = {"routines.add_routine"}
FRIDAY = date(2026, 11, 27)


def a_routine(cast):
    return routine_of(cast.claire)


def handed(cast):
    return actions.hand_over(a_routine(cast), cast.hugo, actor=cast.claire)


def paused(cast):
    return actions.pause_routine(a_routine(cast), actor=cast.claire)


def removed(cast):
    return actions.remove_routine(a_routine(cast), actor=cast.claire)


def long_removed(cast):
    with clock.at(clock.now().replace(year=2024)):
        cast.claire.joined_on = date(2023, 1, 1)
        return removed(cast)


def done_once(cast):
    routine = a_routine(cast)
    return done(routine, 1, cast.claire), routine.__class__.objects.get(pk=routine.pk)


def edited(routine, cast):
    draft = RoutineDraft("Pièces au cabinet", cast.claire, START, MONDAYS)
    actions.edit_routine(routine, draft, routine.version, actor=cast.claire)


def given_back(routine, cast):
    actions.give_back(routine.ref, cast.claire.ref, routine.version, actor=cast.claire)


def taken_back(made, cast):
    one, routine = made
    kept = {"settled": 0, "last_on": None, "row": None, "version": routine.version}
    actions.take_back_occurrence(one.ref, **kept, actor=cast.claire)


CASES = {
    "routines.edit_routine": Case(a_routine, edited),
    "routines.hand_over": Case(a_routine, lambda it, cast: actions.hand_over(it, cast.hugo, actor=cast.claire)),
    "routines.give_back": Case(handed, given_back),
    "routines.pause_routine": Case(a_routine, lambda it, cast: actions.pause_routine(it, actor=cast.claire)),
    "routines.resume_routine": Case(paused, lambda it, cast: actions.resume_routine(it, actor=cast.claire)),
    "routines.remove_routine": Case(a_routine, lambda it, cast: actions.remove_routine(it, actor=cast.claire)),
    "routines.restore_routine": Case(removed, lambda it, cast: actions.restore_routine(it.ref, actor=cast.claire)),
    "routines.empty_bin": Case(long_removed, lambda it, cast: actions.empty_bin(actor=None)),
    "routines.do_occurrence": Case(a_routine, lambda it, cast: actions.do_occurrence(it, Done(1), actor=cast.claire)),
    "routines.skip_occurrence": Case(
        a_routine, lambda it, cast: actions.skip_occurrence(it, 1, "fermé", actor=cast.claire)
    ),
    "routines.move_occurrence": Case(
        a_routine, lambda it, cast: actions.move_occurrence(it, 1, FRIDAY, actor=cast.claire)
    ),
    "routines.take_back_occurrence": Case(done_once, taken_back),
}


def plant(member):
    """One that waits, and one that was done and is in pause, held by somebody who may write them."""
    waiting = routine_of(member, title="Ouvrir le courrier", rhythm=LAST_DAY)
    other = routine_of(member, title="Relever le compteur")
    done(other, 1, member)
    return [waiting.ref, actions.pause_routine(other, actor=member).ref]


PLANT = [plant]
