"""Asking for a decision: what the matrix leaves to the asker takes effect at once, the rest waits."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from pupitre.engines.decisions import policies
from pupitre.engines.decisions.actions.settling import settle
from pupitre.engines.decisions.events import DecisionRequested, ReminderSent, RequestEdited, RequestWithdrawn
from pupitre.engines.decisions.models import Answer, DecisionRequest, Payee
from pupitre.engines.decisions.queries import matrix, requests
from pupitre.engines.decisions.rules import FREE, REQUEST, Code, Mode, Way, delegation, is_own_decision, levels
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.audit.verbs import action, locked, save, tell
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.reading.text import fold


class CannotAsk(Refusal):
    pass


TYPED = ("title", "amount_cents", "basis", "payee_name")  # of a module's request, these are the module's own
WORDS = ("decide_by", "recommendation", "consequence", "then_what", "then_member")


@dataclass(frozen=True)
class Ask:
    """What is asked; `amount_cents` on its `basis`; `advice` the answer that the asker recommends."""

    title: str
    kind: str = FREE
    subject: str = ""
    amount_cents: int | None = None
    basis: str = ""
    category: str = ""
    payee_name: str = ""
    decide_by: date | None = None
    recommendation: str = ""
    advice: str = ""
    consequence: str = ""
    stake_cents: int = 0
    stake_from: str = ""
    then_what: str = ""
    then_member: Member | None = None
    beneficiaries: tuple[Member, ...] = ()

    def values(self) -> dict[str, Any]:
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**given, "beneficiaries": [member.ref for member in self.beneficiaries]}


@action
def request_decision(ask: Ask, *, actor: Member) -> DecisionRequest:
    """Below the asker's autonomy it takes effect at once and leaves a trace; above, it waits."""
    require(policies.can_ask(actor))
    kind = _checked(ask)
    _refuse_a_second(ask)
    _refuse_past(ask.decide_by)
    payee = _locked_payee(ask.payee_name)
    request = DecisionRequest(**ask.values(), payee=payee, asker=actor, asked_at=clock.now())
    _weigh(request)
    request.save()
    tell(DecisionRequested(request.ref, request.kind), request, {"title": request.title})
    board = matrix.board_of(clock.today(current_company()))
    asked = requests.asked_of(request)
    if line := delegation(board.lines, asked):
        settle(request, _as(request, actor, Way.DELEGATION), kind, informs=line.mode is Mode.INFORMS)
    elif is_own_decision(levels(board.lines, asked), asked):
        settle(request, _as(request, actor, Way.OWN), kind)
    return request


@action
def edit_request(request: DecisionRequest, ask: Ask, version: int | None = None, *, actor: Member) -> DecisionRequest:
    """What was shown changes: links that were sent no longer answer it, and it starts waiting anew for nobody."""
    request = locked(request, version)
    require(policies.can_edit_request(actor, request))
    _refuse_closed(request)
    ask = replace(ask, kind=request.kind, subject=request.subject, advice=request.advice)
    if request.subject:
        ask = replace(ask, **{name: getattr(request, name) for name in TYPED})
    _checked(ask)
    kept = ask.values()
    given = {name: kept[name] for name in (*TYPED, *WORDS)}
    if all(getattr(request, name) == value for name, value in given.items()):
        raise CannotAsk("Rien n’a changé dans cette demande.")
    for name, value in given.items():
        setattr(request, name, value)
    request.payee = _locked_payee(request.payee_name)
    _weigh(request)
    request.edition += 1
    request.later_until = None
    save(request, *given, "payee", "together_cents", "recent_cents", "edition", "later_until")
    tell(RequestEdited(request.ref, request.edition), request, {"title": request.title})
    return request


@action
def remind_deciders(request: DecisionRequest, *, actor: Member) -> DecisionRequest:
    """Once a day at most; not while a question waits for the asker's own reply."""
    request = locked(request)
    require(policies.can_edit_request(actor, request))
    _refuse_closed(request)
    today = clock.today(current_company())
    if request.is_question_open:
        raise CannotAsk("Une question attend d’abord votre réponse.")
    if request.reminded_on == today:
        raise CannotAsk("C’est déjà relancé aujourd’hui.")
    request.reminded_on = today
    save(request, "reminded_on")
    tell(ReminderSent(request.ref), request, {"title": request.title})
    return request


@action
def attach_document(request: DecisionRequest, name: str, chunks: Iterable[bytes], *, actor: Member) -> DecisionRequest:
    """What is shown changes with it: a link that was sent before no longer answers."""
    request = locked(request)
    require(policies.can_edit_request(actor, request))
    _refuse_closed(request)
    attach_file(name, chunks, kind=REQUEST, ref=request.ref, actor=actor)
    request.edition += 1
    save(request, "edition")
    tell(RequestEdited(request.ref, request.edition), request, {"title": request.title})
    return request


@action
def close_moot_requests(kind: str, subject: str, *, actor: Member | None) -> None:
    """What there was to decide is settled otherwise; `subject` may be the beginning of several."""
    found = DecisionRequest.objects.filter(kind=kind, subject__startswith=subject, closed_at=None).order_by("pk")
    for one in found:
        request = locked(one)
        who = {"by": request.asker, "recorded_by": actor or request.asker}
        Answer.objects.create(request=request, code=Code.MOOT, round=request.round, **who, **_now(request))
        request.closed_at = clock.now()
        save(request, "closed_at")
        tell(RequestWithdrawn(request.ref), request, {"title": request.title})
    if not found:
        raise CannotAsk("Aucune demande n’attend à ce sujet.")


@action
def withdraw_request(request: DecisionRequest, *, actor: Member) -> DecisionRequest:
    request = locked(request)
    require(policies.can_edit_request(actor, request))
    _refuse_closed(request)
    Answer.objects.create(
        request=request, code=Code.WITHDRAWN, round=request.round, by=actor, recorded_by=actor, **_now(request)
    )
    request.closed_at = clock.now()
    save(request, "closed_at")
    tell(RequestWithdrawn(request.ref), request, {"title": request.title})
    return request


def _as(request: DecisionRequest, actor: Member, way: Way) -> Answer:
    code = request.advice or Code.YES
    return Answer(request=request, code=code, by=actor, recorded_by=actor, way=way, round=1, **_now(request))


def _now(request: DecisionRequest) -> dict[str, Any]:
    return {"at": clock.now(), "edition": request.edition}


def _checked(ask: Ask) -> Any:
    kind = requests.kind_named(ask.kind)
    if ask.amount_cents is not None and ask.amount_cents <= 0:
        raise CannotAsk("Un montant à décider est plus grand que zéro.")
    if ask.amount_cents is not None and not ask.basis:
        raise CannotAsk("Un montant est HT ou TTC.")
    if ask.advice and kind.option(ask.advice) is None:
        raise CannotAsk("Cet avis n’est pas une réponse possible.")
    if not kind.still_valid(ask.subject, ask.amount_cents):
        raise CannotAsk("Il n’y a plus rien à décider à ce sujet.")
    return kind


def _locked_payee(name: str) -> Payee | None:
    """Whoever else asks for the same payee waits here until this request is written."""
    key = fold(name)[:120]
    if not key:
        return None
    payee, _ = Payee.objects.get_or_create(key=key)
    return locked(payee)


def _weigh(request: DecisionRequest) -> None:
    request.together_cents = request.recent_cents = None
    if request.amount_cents is None:
        return
    if request.payee_id is None:
        locked(request.asker)  # without a payee, what this person asks that day is added up
    found = requests.split_of(request, current_company())
    if found.same_day:
        request.together_cents = found.same_day + request.amount_cents
    if found.recent:
        request.recent_cents = found.recent + request.amount_cents


def _refuse_a_second(ask: Ask) -> None:
    """Under the lock of the subject, as of a payee: two who ask at once ask one after the other."""
    if not ask.subject:
        return
    _locked_payee(f"{ask.kind} {ask.subject}")
    if DecisionRequest.objects.filter(kind=ask.kind, subject=ask.subject, closed_at=None).exists():
        raise CannotAsk("Une demande attend déjà une réponse à ce sujet.")


def _refuse_past(decide_by: date | None) -> None:
    if decide_by is not None and decide_by < clock.today(current_company()):
        raise CannotAsk("La date à laquelle la réponse est utile est déjà passée.")


def _refuse_closed(request: DecisionRequest) -> None:
    if not request.is_open:
        raise CannotAsk("Cette demande a déjà reçu une réponse.")
