"""What the tests of every action and of every address need of decisions."""

from datetime import date, timedelta

from pupitre.engines.decisions import actions
from pupitre.engines.decisions.actions import Ask, Given, PowerDraft
from pupitre.engines.decisions.rules import Code, Kind, Silence
from pupitre.engines.decisions.tests.factories import accept, asked, autonomy
from pupitre.foundation import clock, registry
from pupitre.foundation.registry import Room
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.queries import members_on
from tests.harness.cases import Case

CREATIONS = {
    "decisions.attach_document",
    "decisions.agree_precaution",
    "decisions.add_power",
    "decisions.request_decision",
    "decisions.name_stand_in",
}
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
WIDER = PowerDraft(holder_role=Role.OFFICE_MANAGER, up_to_cents=800_00)


def of_claire(cast):
    return asked(cast.claire)


def with_question(cast):
    request = of_claire(cast)
    actions.answer(request, Given("question", "Combien de devis ?"), actor=cast.sophie)
    return request


def accepted(cast):
    return accept(of_claire(cast), cast.sophie)


def oral(cast):
    return actions.record_oral(asked(cast.hugo), Given("yes"), cast.sophie, actor=cast.claire)


def stand_in(cast):
    return actions.name_stand_in(cast.sophie, cast.hugo, actor=cast.sophie)


def leaving(cast):
    stand_in(cast)
    cast.hugo.left_on = FRIDAY
    cast.hugo.save()
    return cast.hugo


def removed_power(cast):
    return actions.remove_power(autonomy(cast), actor=cast.sophie)


def removed_stand_in(cast):
    return actions.end_stand_in(stand_in(cast), actor=cast.sophie)


def tuned(row, cast):
    actions.tune_decisions(300_00, 5, actor=cast.sophie)


def edited(request, cast):
    ask = Ask(title="Mobilier et lampes", amount_cents=980_00, basis="ttc")
    actions.edit_request(request, ask, request.version, actor=cast.claire)


def agreed(cast):
    """A kind that exists for as long as the cases run, and what silence does of it."""
    kind = Kind("cases.window", "Échéance", silence=Silence(Code.YES, "le préavis part"))
    registry.rooms["cases.window"] = Room("cases.window", decisions=(kind,))
    return actions.agree_precaution(kind.name, actor=cast.sophie)


def silent(cast):
    agreed(cast)
    return asked(cast.claire, kind="cases.window", decide_by=MONDAY)


def announced(cast):
    with clock.at(clock.now() - timedelta(days=1)):
        return actions.announce_silence(silent(cast), actor=None)


CASES = {
    "decisions.announce_silence": Case(silent, lambda it, cast: actions.announce_silence(it, actor=None)),
    "decisions.act_on_silence": Case(announced, lambda it, cast: actions.act_on_silence(it, actor=None)),
    "decisions.end_precaution": Case(agreed, lambda it, cast: actions.end_precaution(it, actor=cast.sophie)),
    "decisions.edit_power": Case(
        autonomy, lambda it, cast: actions.edit_power(it, WIDER, it.version, actor=cast.sophie)
    ),
    "decisions.remove_power": Case(autonomy, lambda it, cast: actions.remove_power(it, actor=cast.sophie)),
    "decisions.restore_power": Case(removed_power, lambda it, cast: actions.restore_power(it.ref, actor=cast.sophie)),
    "decisions.end_stand_ins_of": Case(leaving, lambda it, cast: actions.leaving.end_stand_ins_of(it, actor=None)),
    "decisions.end_stand_in": Case(stand_in, lambda it, cast: actions.end_stand_in(it, actor=cast.sophie)),
    "decisions.restore_stand_in": Case(
        removed_stand_in, lambda it, cast: actions.restore_stand_in(it.ref, actor=cast.sophie)
    ),
    "decisions.tune_decisions": Case(autonomy, tuned),
    "decisions.edit_request": Case(of_claire, edited),
    "decisions.close_moot_requests": Case(
        lambda cast: asked(cast.claire, subject="X1"),
        lambda it, cast: actions.close_moot_requests(it.kind, "X1", actor=None),
    ),
    "decisions.remind_deciders": Case(of_claire, lambda it, cast: actions.remind_deciders(it, actor=cast.claire)),
    "decisions.withdraw_request": Case(of_claire, lambda it, cast: actions.withdraw_request(it, actor=cast.claire)),
    "decisions.decide": Case(of_claire, lambda it, cast: accept(it, cast.sophie)),
    "decisions.answer": Case(
        of_claire, lambda it, cast: actions.answer(it, Given("later", until=FRIDAY), actor=cast.sophie)
    ),
    "decisions.note_seen": Case(of_claire, lambda it, cast: actions.note_seen(it, actor=cast.sophie)),
    "decisions.record_oral": Case(
        lambda cast: asked(cast.hugo),
        lambda it, cast: actions.record_oral(it, Given("no"), cast.sophie, actor=cast.claire),
    ),
    "decisions.take_back": Case(accepted, lambda it, cast: actions.take_back(it.ref, actor=cast.sophie)),
    "decisions.contest": Case(oral, lambda it, cast: actions.contest(it.ref, actor=cast.sophie)),
}


def _one_of_each(member):
    """A line, a request that waits, a decided one, and a stand-in where there is somebody to stand in."""
    here = members_on(date(2026, 11, 23))
    director = next(one for one in here if one.has(Role.DIRECTOR))
    power = actions.add_power(PowerDraft(holder_role=Role.OFFICE_MANAGER, up_to_cents=100_00), actor=director)
    refs = [power.ref, asked(member, title="Une lampe", cents=250_00).ref]
    for other in (one for one in here if one.pk != director.pk):
        refs.append(actions.name_stand_in(director, other, actor=director).ref)
        break
    refs.append(actions.agree_precaution("suppliers.window", actor=director).ref)
    return refs


PLANT = [_one_of_each]
