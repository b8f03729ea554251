"""What the tests of every action and of every address need of relays."""

from datetime import date

from pupitre.engines.relay import actions
from pupitre.engines.relay.rules import Draft, Outcome, lines_of
from pupitre.engines.relay.tests.factories import passed
from pupitre.foundation.audit.models import Undo
from pupitre.foundation.tenancy.queries import members_on
from tests.harness.cases import Case

CREATIONS = {"relay.pass_relay"}


def announced(cast):
    actions.announce_absence(cast.hugo, Draft(), actor=cast.claire)
    return Undo.objects.latest("pk").arguments


CASES = {
    "relay.withdraw_absence": Case(announced, lambda given, cast: actions.withdraw_absence(**given, actor=cast.claire)),
    "relay.announce_absence": Case(
        lambda cast: Draft(), lambda draft, cast: actions.announce_absence(cast.hugo, draft, actor=cast.claire)
    ),
    "relay.close_relay": Case(passed, lambda it, cast: actions.close_relay(it, actor=cast.claire)),
    "relay.report_line": Case(
        lambda cast: passed(cast).lines.first(),
        lambda it, cast: actions.report_line(it, Outcome.DONE, actor=cast.hugo),
    ),
}


def _relay(member):
    """A relay passed to somebody else, where there is somebody else."""
    others = [one for one in members_on(date(2026, 11, 23)) if one.pk != member.pk]
    return [actions.pass_relay(one, Draft(None, lines_of("Le courrier")), actor=member).ref for one in others[:1]]


PLANT = [_relay]
