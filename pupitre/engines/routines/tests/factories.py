"""Routines of the cast, made by the engine's own actions."""

from datetime import date

from pupitre.engines.routines import actions
from pupitre.engines.routines.rules import Done, Kind, Nature, Proof, RoutineDraft, rhythm_of

LAST_DAY = rhythm_of(Kind.LAST_WORKING_DAY)
MONDAYS = rhythm_of(Kind.WEEKDAY, weekday=0)
FIFTH = rhythm_of(Kind.MONTH_DAY, day=5)
DAILY = rhythm_of(Kind.PRESENCE)
START = date(2026, 9, 1)


def routine_of(actor, owner=None, title="Pièces au cabinet", rhythm=LAST_DAY, **more):
    given = {"starts_on": START, "lead_days": 7, **more}
    return actions.add_routine(RoutineDraft(title=title, owner=owner or actor, rhythm=rhythm, **given), actor=actor)


def expected_of(actor, title="Facture d’électricité", **more):
    return routine_of(actor, title=title, rhythm=FIFTH, nature=Nature.EXPECTED, **{"grace_days": 10, **more})


def done(routine, number, actor, **more):
    return actions.do_occurrence(routine, Done(number, **more), actor=actor)


def with_proof(actor, proof=Proof.TEXT, **more):
    return routine_of(actor, proof=proof, unit_label="kWh" if proof is Proof.FIGURE else "", **more)
