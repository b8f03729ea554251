"""Without an answer: the one reversible act agreed in advance, announced a day before, and nothing else."""

from datetime import timedelta
from typing import Any

from pupitre.engines.decisions import policies
from pupitre.engines.decisions.actions.settling import CannotDecide, settle
from pupitre.engines.decisions.events import PrecautionChanged, SilenceAnnounced
from pupitre.engines.decisions.models import Answer, DecisionRequest, Precaution
from pupitre.engines.decisions.queries import requests, silence
from pupitre.engines.decisions.rules import Way
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, locked, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company

NOTICE = timedelta(hours=24)


@action
def agree_precaution(kind_name: str, *, actor: Member) -> Precaution:
    """Said by the direction, once for a kind, before any request waits in vain."""
    require(policies.can_set_powers(actor))
    locked(actor)
    if requests.kind_named(kind_name).silence is None:
        raise CannotDecide("Aucune mesure réversible n’est prévue pour ce genre de demandes.")
    if silence.precaution_for(kind_name) is not None:
        raise CannotDecide("C’est déjà convenu.")
    made: Precaution = Precaution.objects.create(kind=kind_name, agreed_by=actor, agreed_at=clock.now())
    tell(PrecautionChanged(kind_name, "agreed"), made)
    return made


@action
def end_precaution(precaution: Precaution, *, actor: Member) -> Precaution:
    require(policies.can_set_powers(actor))
    precaution = locked(precaution)
    if precaution.ended_at is not None:
        raise CannotDecide("Ce n’est plus convenu.")
    precaution.ended_at = clock.now()
    precaution.save(update_fields=["ended_at"])
    tell(PrecautionChanged(precaution.kind, "ended"), precaution)
    return precaution


@action
def announce_silence(request: DecisionRequest, *, actor: None) -> DecisionRequest:
    """The eve: who decides, and who asked, read what will be done without an answer."""
    request = locked(request)
    _refuse_unless_silent(request)
    if request.announced_at is not None:
        raise CannotDecide("C’est déjà annoncé.")
    request.announced_at = clock.now()
    request.save(update_fields=["announced_at"])
    tell(SilenceAnnounced(request.ref), request, {"title": request.title})
    return request


@action
def act_on_silence(request: DecisionRequest, *, actor: None) -> Answer:
    """In the name of whoever agreed to it, recorded as « mesure conservatoire »; two days to take it back."""
    request = locked(request)
    precaution, kind = _refuse_unless_silent(request)
    if request.announced_at is None or clock.now() - request.announced_at < NOTICE:
        raise CannotDecide("Annoncé depuis moins d’un jour.")
    if not kind.still_valid(request.subject, request.amount_cents):
        raise CannotDecide("Cette demande n’a plus d’objet.")
    who = {"by": precaution.agreed_by, "recorded_by": precaution.agreed_by}
    made = Answer(
        request=request,
        code=kind.silence.code,
        round=request.round,
        edition=request.edition,
        at=clock.now(),
        is_yes=None,
        way=Way.PRECAUTION,
        said="Sans réponse, comme convenu d’avance.",
        **who,
    )
    return settle(request, made, kind)


def _refuse_unless_silent(request: DecisionRequest) -> tuple[Precaution, Any]:
    today = clock.today(current_company())
    precaution = silence.precaution_for(request.kind)
    if not request.is_open or precaution is None or not silence.is_silent(request, today):
        raise CannotDecide("Cette demande n’attend pas en silence.")
    if not precaution.agreed_by.is_here(today):
        raise CannotDecide("Qui l’avait convenu n’est plus là.")
    return precaution, requests.kind_named(request.kind)
