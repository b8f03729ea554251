"""Answering a request: yes or no once, or a question, later, at the next point; and taking an answer back."""

from dataclasses import dataclass
from datetime import date

from pupitre.engines.decisions import policies
from pupitre.engines.decisions.actions.settling import CannotDecide, named, reopen, settle
from pupitre.engines.decisions.events import Answered, DecisionReopened, RequestSeen
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.queries import matrix, requests
from pupitre.engines.decisions.rules import CONTEST, PAUSES, TAKE_BACK, Code, Kind, Way, nothing
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, locked, offer_undo, save, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import day_near, ended


@dataclass(frozen=True)
class Given:
    """An answer as it was given; `edition` of the request that was shown."""

    code: str
    said: str = ""
    until: date | None = None
    edition: int | None = None
    way: Way = Way.PAGE


@action
def decide(request: DecisionRequest, given: Given, *, actor: Member) -> Answer:
    """Who may is asked again here, under lock: role, limit, stand-in, presence, and what was shown."""
    request = locked(request)
    seats = _seats(request)
    _refuse_decided(request)
    require(policies.can_decide(actor, request, seats))
    kind = _valid_kind(request)
    _refuse_changed(request, given)
    if given.code == Code.CONDITION and not given.said:
        raise CannotDecide("Écrivez la condition : un montant, un autre devis, une précision.")
    if given.way is Way.LINK:
        _refuse_by_link(request, kind, actor)
    answer = settle(request, _answer(request, given, actor, seats), kind)
    if kind.take_back or kind.accept is nothing:
        offer_undo("Réponse enregistrée", take_back, ref=answer.ref)
    return answer


@action
def answer(request: DecisionRequest, given: Given, *, actor: Member) -> Answer:
    """No decision yet: a question, its reply by the asker, at the next point, later (dated, counted)."""
    request = locked(request)
    _refuse_decided(request)
    if given.code == Code.REPLY:
        return _reply(request, given, actor)
    seats = _seats(request)
    require(policies.can_decide(actor, request, seats))
    _refuse_changed(request, given)
    _pause(request, given)
    kept = _answer(request, given, actor, seats)
    kept.save()
    save(request, "is_question_open", "question_on", "is_for_the_point", "later_until", "postponed")
    _tell(request, kept)
    return kept


@action
def note_seen(request: DecisionRequest, *, actor: Member) -> DecisionRequest:
    """The first time that somebody who may decide had it under their eyes; never by a GET."""
    request = locked(request)
    require(policies.can_decide(actor, request, _seats(request)))
    if request.first_seen_at is not None or not request.is_open:
        raise CannotDecide("Cette demande a déjà été vue.")
    request.first_seen_at = clock.now()
    save(request, "first_seen_at")
    tell(RequestSeen(request.ref), request)
    return request


@action
def record_oral(request: DecisionRequest, given: Given, decider: Member, *, actor: Member) -> Answer:
    """Decided aloud: noted by somebody who did not ask, told to whoever decided, who has 48 hours to contest it."""
    request = locked(request)
    _refuse_decided(request)
    require(policies.can_record_oral(actor, request))
    seats = _seats(request)
    if not policies.can_decide(decider, request, seats):
        raise CannotDecide(f"{decider.name} ne peut pas décider de cette demande.")
    kind = _valid_kind(request)
    _refuse_changed(request, given)
    if kind.is_signed_in:
        raise CannotDecide("Cette décision ne se note pas pour quelqu’un d’autre.")
    kept = _answer(request, given, decider, seats)
    kept.recorded_by, kept.way = actor, Way.ORAL
    settle(request, kept, kind)
    if kind.take_back or kind.accept is nothing:
        offer_undo("Décision orale notée", take_back, ref=kept.ref)
    return kept


@action
def take_back(ref: str, *, actor: Member) -> Answer:
    """Ten minutes to think again, by whoever answered or noted it: a new row says so, and the request waits anew."""
    final = _known(ref)
    request = locked(final.request)
    if request.is_open or final.round != request.round or final.is_yes is None:
        raise CannotDecide("Cette réponse a déjà été reprise.")
    require(actor.pk in (final.by_id, final.recorded_by_id))
    if clock.now() - final.at > TAKE_BACK:
        raise CannotDecide("Plus de dix minutes ont passé : faites une nouvelle demande.")
    return _reopened(request, final, Code.TAKEN_BACK, "", actor)


@action
def contest(ref: str, said: str = "", *, actor: Member) -> Answer:
    """Two days for whoever is said to have decided aloud, was stood in for, or delegated it, to say otherwise."""
    final = _known(ref)
    request = locked(final.request)
    if request.is_open or final.round != request.round or final.is_yes is None:
        raise CannotDecide("Cette décision a déjà été reprise.")
    require(policies.can_reclaim(actor, final))
    if clock.now() - final.at > CONTEST:
        raise CannotDecide("Plus de 48 heures ont passé : faites une nouvelle demande.")
    code = Code.CONTESTED if final.way == Way.ORAL else Code.TAKEN_BACK
    return _reopened(request, final, code, said, actor)


def _known(ref: str) -> Answer:
    found: Answer | None = Answer.objects.select_related("request").filter(ref=ref).first()
    if found is None:
        raise CannotDecide("Il n’y a pas, ou plus, de réponse à reprendre.")
    return found


def _reopened(request: DecisionRequest, final: Answer, code: Code, said: str, actor: Member) -> Answer:
    kind = requests.kind_named(request.kind)
    if kind.take_back is None and kind.accept is not nothing:
        raise CannotDecide("L’effet de cette décision est déjà parti : une correction est une nouvelle demande.")
    if request.subject and _is_asked_again(request):
        raise CannotDecide("Une nouvelle demande attend déjà à ce sujet : répondez-lui plutôt.")
    kept = Answer.objects.create(
        request=request,
        code=code,
        said=said,
        round=request.round,
        by=actor,
        recorded_by=actor,
        at=clock.now(),
        edition=request.edition,
    )
    reopen(request, kind, final, actor=actor)
    tell(DecisionReopened(request.ref, code), request, named(request, kept))
    return kept


def _is_asked_again(request: DecisionRequest) -> bool:
    same = DecisionRequest.objects.filter(kind=request.kind, subject=request.subject, closed_at=None)
    return same.exclude(pk=request.pk).exists()


def _reply(request: DecisionRequest, given: Given, actor: Member) -> Answer:
    require(policies.can_edit_request(actor, request))
    if not request.is_question_open:
        raise CannotDecide("Aucune question n’attend de réponse.")
    if not given.said:
        raise CannotDecide("Écrivez la réponse.")
    request.question_days = requests.days_in_questions(request, clock.today(current_company()), current_company())
    request.is_question_open, request.question_on = False, None
    kept = _answer(request, given, actor, None)
    kept.save()
    save(request, "is_question_open", "question_on", "question_days")
    _tell(request, kept)
    return kept


def _pause(request: DecisionRequest, given: Given) -> None:
    today = clock.today(current_company())
    if given.code not in PAUSES:
        raise CannotDecide("Cette réponse n’est pas prévue ici.")
    if given.code == Code.QUESTION:
        if not given.said:
            raise CannotDecide("Écrivez la question.")
        request.is_question_open, request.question_on = True, request.question_on or today
    elif given.code == Code.TALK:
        if request.is_for_the_point:
            raise CannotDecide("C’est déjà au prochain point.")
        request.is_for_the_point = True
    else:
        _postpone(request, given.until, today)


def _postpone(request: DecisionRequest, until: date | None, today: date) -> None:
    """Dated and counted; never past the day when deciding is useful."""
    if until is None or until <= today:
        raise CannotDecide("« Plus tard » a une date, après aujourd’hui.")
    if request.decide_by is not None and until > request.decide_by:
        raise CannotDecide(f"Trop tard pour cette décision, attendue {_the(request.decide_by, today)}")
    if request.later_until == until:
        raise CannotDecide("C’est déjà remis à ce jour.")
    request.later_until = until
    request.postponed += 1


def _the(day: date, today: date) -> str:
    near = ended(day_near(day, today))
    return f"le {near}" if near[0].isdigit() else near


def _answer(request: DecisionRequest, given: Given, actor: Member, seats: requests.Seats | None) -> Answer:
    principal = seats.principal_of(actor) if seats else actor.ref
    behalf = None if principal in (None, actor.ref) else Member.objects.get(ref=principal)
    said = {"code": given.code, "said": given.said, "until": given.until, "way": given.way}
    who = {"by": actor, "recorded_by": actor, "on_behalf_of": behalf}
    return Answer(
        request=request, round=request.round, edition=request.edition, at=clock.now(), is_yes=None, **said, **who
    )


def _seats(request: DecisionRequest) -> requests.Seats:
    company = current_company()
    board = matrix.board_of(clock.today(company))
    known = {member.pk: member for member in board.members.values()}
    if request.asker_id in known:
        request.asker = known[request.asker_id]  # read with the others
    return requests.seats_of(request, board, company)


def _valid_kind(request: DecisionRequest) -> Kind:
    kind = requests.kind_named(request.kind)
    if not kind.still_valid(request.subject, request.amount_cents):
        raise CannotDecide("Cette demande n’a plus d’objet : ce qui était à décider a changé, ou est réglé.")
    return kind


def _refuse_decided(request: DecisionRequest) -> None:
    if request.is_open:
        return
    final = requests.final_answer(request)
    if final is None:
        raise CannotDecide("Cette demande a été retirée.")
    moment = clock.local(final.at, current_company())
    raise CannotDecide(f"Déjà décidé par {final.by.name}, le {moment:%d/%m/%Y} à {moment:%H} h {moment:%M}.")


def _refuse_changed(request: DecisionRequest, given: Given) -> None:
    if given.edition is not None and given.edition != request.edition:
        raise CannotDecide("La demande a changé depuis qu’elle vous a été montrée : relisez-la, puis répondez.")


def _refuse_by_link(request: DecisionRequest, kind: Kind, actor: Member) -> None:
    locked(actor)  # their links of the day are counted one after the other
    if reason := why_sign_in(request, kind, actor):
        raise CannotDecide(reason)


def why_sign_in(request: DecisionRequest, kind: Kind, actor: Member) -> str:
    """Why a link is not enough; empty when it is."""
    tuning, weight = matrix.tuning(), request.together_cents or request.amount_cents
    if kind.is_signed_in:
        return "Cette décision se prend une fois connecté."
    if weight is None or weight > tuning.link_cents:
        return "Au-delà du montant prévu pour les liens, cette décision se prend une fois connecté."
    if requests.links_used_today(actor, clock.today(current_company())) >= tuning.links_a_day:
        return "Beaucoup de décisions par lien aujourd’hui : la suivante se prend une fois connecté."
    return ""


def _tell(request: DecisionRequest, kept: Answer) -> None:
    tell(Answered(request.ref, kept.code), request, named(request, kept))
