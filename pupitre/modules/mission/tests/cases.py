"""What every action of mission is tried with: done twice from a stale copy, the second changes nothing."""

from dataclasses import replace
from datetime import date

from pupitre.foundation.tenancy.models import Member
from pupitre.modules.mission import actions
from pupitre.modules.mission.tables.month import page_of
from pupitre.modules.mission.tests.factories import (
    DRAFT,
    OCTOBER,
    agreed,
    contracted,
    identified,
    issued,
    realised,
)
from tests.harness.cases import Case

CREATIONS = {"mission.add_saving"}
DEARER = replace(DRAFT, before_cents=6_000_00)


def proposed(cast):
    return actions.propose_saving(replace(DRAFT, owner=cast.claire), "negotiated:C:2026-10-01:1", actor=None)


def issue(it, cast):
    return actions.issue_month(OCTOBER, page_of(OCTOBER, cast.lumen), 0, actor=cast.claire)


CASES = {
    "mission.edit_saving": Case(
        lambda cast: identified(cast.claire), lambda it, cast: actions.edit_saving(it, DEARER, actor=cast.claire)
    ),
    "mission.propose_saving": Case(
        lambda cast: cast.claire,
        lambda it, cast: actions.propose_saving(replace(DRAFT, owner=it), "ended:C:2026-10-01", actor=None),
    ),
    "mission.accept_proposal": Case(proposed, lambda it, cast: actions.accept_proposal(it, actor=cast.claire)),
    "mission.contract_saving": Case(
        lambda cast: identified(cast.claire), lambda it, cast: actions.contract_saving(it, actor=cast.claire)
    ),
    "mission.realise_saving": Case(
        lambda cast: contracted(cast.claire), lambda it, cast: actions.realise_saving(it, "F-1", actor=cast.claire)
    ),
    "mission.validate_saving": Case(
        lambda cast: realised(cast.claire), lambda it, cast: actions.validate_saving(it, actor=cast.sophie)
    ),
    "mission.return_saving": Case(
        lambda cast: realised(cast.claire),
        lambda it, cast: actions.return_saving(it, "Faux", actor=cast.claire),
    ),
    "mission.abandon_saving": Case(
        lambda cast: identified(cast.claire), lambda it, cast: actions.abandon_saving(it, "Refusé", actor=cast.claire)
    ),
    "mission.take_back_step": Case(
        lambda cast: contracted(cast.claire),
        lambda it, cast: actions.take_back_step(it.ref, "contracted", actor=cast.claire),
    ),
    "mission.agree_engagement": Case(lambda cast: cast.claire, lambda it, cast: agreed(it, cast.sophie)),
    "mission.end_engagement": Case(
        lambda cast: agreed(cast.claire, cast.sophie),
        lambda it, cast: actions.end_engagement(it, date(2026, 11, 30), actor=cast.sophie),
    ),
    "mission.comment_month": Case(
        lambda cast: cast.claire, lambda it, cast: actions.comment_month(OCTOBER, "Un mot", actor=it)
    ),
    "mission.issue_month": Case(lambda cast: cast.claire, issue),
}


def plant(member):
    """A saving, an agreement and an issued month of whoever runs the office there."""
    office = next(one for one in Member.objects.all() if one.has("office_manager"))
    office.company = member.company
    paid = agreed(office, next(one for one in Member.objects.all() if one.has("director")))
    return [realised(office).ref, paid.ref, issued(office).ref]


PLANT = [plant]
