"""« Fait », « Problème »: what came of a line, said by the relay."""

from pupitre.engines.relay import policies
from pupitre.engines.relay.events import LineReported
from pupitre.engines.relay.models import HandoverLine
from pupitre.engines.relay.queries import is_over
from pupitre.engines.relay.rules import Outcome
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company


class CannotReport(Refusal):
    """The relay is over, it was said already, or a problem has no words."""


@action
def report_line(line: HandoverLine, outcome: Outcome, said: str = "", *, actor: Member) -> HandoverLine:
    """An open line says that what was reported was a mistake."""
    line = locked(line)
    handover = locked(line.handover)
    require(policies.can_report(actor, handover))
    if is_over(handover, current_company()):
        raise CannotReport("Ce relais est terminé : dites-le de vive voix.")
    said = " ".join(said.split())
    if outcome == Outcome.TROUBLE and not said:
        raise CannotReport("Dites en quelques mots quel est le problème.")
    if (line.outcome, line.said) == (outcome, said):
        raise CannotReport("C’est déjà noté.")
    line.outcome, line.said = outcome, said
    line.outcome_at = clock.now() if outcome else None
    line.save(update_fields=["outcome", "said", "outcome_at"])
    told = {"text": line.text, "by": actor.name, "said": said, "member": handover.member.ref}
    tell(LineReported(handover.ref, line.ref, outcome), line, told)
    return line
