"""Requests: those that wait, for whom, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.queries.matrix import Board
from pupitre.engines.decisions.rules import (
    SPLIT_WINDOW,
    Asked,
    Chair,
    Kind,
    Way,
    chairs,
    delegation,
    expected,
    levels,
    opened,
)
from pupitre.foundation import clock
from pupitre.foundation.access.table import allows
from pupitre.foundation.registry import offered
from pupitre.foundation.tenancy.models import Company, Member
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.calendar import Zone, working_days_between

DONE_FOR, MOST_DONE = timedelta(days=14), 20
TOLD_FOR = timedelta(days=60)  # what was accepted stays to do on a desk


class UnknownKind(LookupError):
    """A request names a kind that no manifest declares."""


def all_kinds() -> list[Kind]:
    return list(offered("decisions"))


def kind_named(name: str) -> Kind:
    for kind in all_kinds():
        if kind.name == name:
            return kind
    raise UnknownKind(name)


def asked_of(request: DecisionRequest) -> Asked:
    """As it weighs: with what was asked the same day for the same payee."""
    return Asked(
        kind=request.kind,
        asker=request.asker.ref,
        amount=request.together_cents or request.amount_cents,
        basis=request.basis,
        category=request.category,
        beneficiaries=frozenset(request.beneficiaries),
    )


@dataclass(frozen=True)
class Seats:
    """Of one request today: who may answer (the level that is asked, and those above), and who is waited for."""

    may: frozenset[Chair]
    expected: frozenset[Chair]

    def principal_of(self, actor: Member) -> str | None:
        """In whose name the actor would answer: their own before anybody else's."""
        held = sorted(chair for chair in self.may if chair.who == actor.ref)
        return next((one.principal for one in held if one.principal == actor.ref), held[0].principal if held else None)

    @property
    def who(self) -> frozenset[str]:
        return frozenset(chair.who for chair in self.may)

    @property
    def awaited(self) -> frozenset[str]:
        return frozenset(chair.who for chair in self.expected)


def seats_of(request: DecisionRequest, board: Board, company: Company) -> Seats:
    asked = asked_of(request)
    people = board.people(request.asked_at, request.asker)
    able = levels(board.lines, asked)
    found = opened(able, days_waited(request, board.on, company), asked, people)
    return Seats(
        frozenset().union(*(chairs(line, asked, people) for line in able)),
        frozenset().union(*(expected(line, asked, people) for line in found)),
    )


def days_waited(request: DecisionRequest, on: date, company: Company) -> int:
    """Working days since it was asked, those spent on a question left out; the days that it was put off count too."""
    asked_on = clock.local(request.asked_at, company).date()
    return working_days_between(asked_on, on, Zone(company.zone)) - days_in_questions(request, on, company)


def days_in_questions(request: DecisionRequest, on: date, company: Company) -> int:
    """Working days when the answer was the asker's to give."""
    if request.question_on is None:
        return request.question_days
    return request.question_days + working_days_between(request.question_on, on, Zone(company.zone))


def open_requests() -> QuerySet[DecisionRequest]:
    """By deadline, those without one last."""
    rows = DecisionRequest.objects.filter(closed_at=None).select_related("asker", "then_member")
    return rows.order_by("decide_by", "asked_at", "pk")


def requests_visible_to(actor: Member, board: Board) -> QuerySet[DecisionRequest]:
    """One's own, those one may answer today or answered once; all of them for whoever sees the register."""
    rows = DecisionRequest.objects.select_related("asker", "then_member")
    if allows(actor, "decisions.see_register"):
        return rows
    mine = [one.pk for one in _open() if actor.ref in seats_of(one, board, actor.company).who]
    answered = Answer.objects.filter(Q(by=actor) | Q(recorded_by=actor)).values("request_id")
    return rows.filter(Q(asker=actor) | Q(then_member=actor) | Q(pk__in=mine) | Q(pk__in=answered))


def to_decide(actor: Member, board: Board) -> list[DecisionRequest]:
    """What waits for this person, by deadline; what was put off or asked about comes back by itself."""
    return [one for one in _open() if waits_for(actor, one, seats_of(one, board, actor.company), board.on)]


def waits_for(actor: Member, request: DecisionRequest, seats: Seats, on: date) -> bool:
    """Nobody is there: whoever may is better than nobody."""
    return not is_set_aside(request, on) and actor.ref in (seats.awaited or seats.who)


def is_set_aside(request: DecisionRequest, on: date) -> bool:
    if request.decide_by is not None and request.decide_by <= on:
        return False  # on the last day it is in front of whoever decides, whatever was answered meanwhile
    return request.is_question_open or (request.later_until is not None and request.later_until > on)


def request_named(ref: str) -> DecisionRequest | None:
    return _named.first(ref)  # type: ignore[no-any-return]  # a request, as the question says


def request_about(kind: str, subject: str) -> DecisionRequest | None:
    return _about.first(kind, subject)  # type: ignore[no-any-return]  # a request, as the question says


def asked_by(actor: Member) -> QuerySet[DecisionRequest]:
    return open_requests().filter(asker=actor)


def open_requests_of(askers: Iterable[Member], actor: Member, board: Board) -> list[DecisionRequest]:
    """What these people asked and the actor may see, by deadline."""
    rows = requests_visible_to(actor, board).filter(closed_at=None, asker__in=askers)
    return list(rows.order_by("decide_by", "asked_at", "pk"))


def answers_of(request: DecisionRequest) -> list[Answer]:
    people = ("by", "on_behalf_of", "recorded_by")
    return list(request.answers.select_related(*people).order_by("at", "pk"))


def final_answer(request: DecisionRequest) -> Answer | None:
    return _final.first(request.pk, request.round)  # type: ignore[no-any-return]  # an answer, as the question says


def register() -> QuerySet[Answer]:
    """Every decision, the latest first, taken back or not."""
    rows = Answer.objects.filter(is_yes__isnull=False)
    return rows.select_related("request", "request__asker", "by", "on_behalf_of", "recorded_by").order_by("-at", "-pk")


def on_desks(_: date) -> list[DecisionRequest]:
    """What waits for an answer, and what was accepted with something to do since; one question for both."""
    return _desks(clock.now() - TOLD_FOR)


def _on_desks(lately: datetime) -> QuerySet[DecisionRequest]:
    accepted = Answer.objects.filter(request=OuterRef("pk"), round=OuterRef("round"), is_yes=True)
    to_do = Q(Exists(accepted), closed_at__gte=lately, then_member__isnull=False) & ~Q(then_what="")
    rows = DecisionRequest.objects.filter(Q(closed_at=None) | to_do).select_related("asker", "then_member")
    return rows.order_by("decide_by", "asked_at", "pk")


_open, _desks = Prepared(open_requests), Prepared(_on_desks)
_named = Prepared(lambda ref: DecisionRequest.objects.filter(ref=ref).select_related("asker", "then_member"))
_about = Prepared(lambda kind, subject: open_requests().filter(kind=kind, subject=subject)[:1])
_final = Prepared(
    lambda request, round_: Answer.objects.filter(request=request, round=round_, is_yes__isnull=False).select_related(
        "by", "on_behalf_of", "recorded_by"
    )
)
_by_link = Prepared(
    lambda member, since: Answer.objects.filter(
        by=member, way=Way.LINK, is_yes__isnull=False, at__gte=since
    ).values_list("at")
)


def subjects_waiting(kind: str, here: Here) -> frozenset[str]:
    """What of this kind waits for an answer."""
    return frozenset(one.subject for one in here.once(on_desks) if one.kind == kind and one.is_open)


@dataclass(frozen=True)
class Split:
    """What is asked for one payee: the same day, and in thirty days; in cents, this request left out."""

    same_day: int
    recent: int


def split_of(request: DecisionRequest, company: Company) -> Split:
    """Whoever asks and on whichever basis, for one payee; without a payee, what the same person asks.

    What waits, what was delegated, what was withdrawn, accepted or not.
    """
    at = request.asked_at
    same = Q(payee=request.payee_id) if request.payee_id else Q(payee=None, asker=request.asker)
    near = DecisionRequest.objects.filter(same, asked_at__gt=at - SPLIT_WINDOW, asked_at__lte=at)
    near = near.exclude(pk=request.pk) if request.pk else near
    start = clock.local(at, company).replace(hour=0, minute=0, second=0, microsecond=0)
    same_day, recent = (_sum_of(rows) for rows in (near.filter(asked_at__gte=start), near))
    return Split(same_day, recent if request.payee_id else 0)


def _sum_of(rows: QuerySet[DecisionRequest]) -> int:
    return rows.aggregate(cents=Sum("amount_cents"))["cents"] or 0


def links_used_today(member: Member, on: date) -> int:
    """Taken by link that day, at the company's hours."""
    rows = _by_link(member.pk, clock.now() - timedelta(days=1))
    return sum(clock.local(at, member.company).date() == on for (at,) in rows)


def done_in_name_of(actor: Member, *, of_the_direction: bool) -> list[Answer]:
    """What others decided for this person of late, and still holds: stood in for, said aloud, or delegated."""
    mine = Q(on_behalf_of=actor) | Q(by=actor, way=Way.ORAL)
    delegated = (Q(way=Way.DELEGATION) & ~Q(by=actor)) | Q(way=Way.PRECAUTION) if of_the_direction else Q(pk=None)
    rows = register().filter(mine | delegated, at__gte=clock.now() - DONE_FOR, round=F("request__round"))
    return list(rows.exclude(request__closed_at=None)[:MOST_DONE])


@dataclass(frozen=True)
class Share:
    """Decisions of a while: asked of somebody one by one, among them those that the matrix delegates now, delegated."""

    asked: int
    needless: int
    delegated: int


def share_since(since: datetime, board: Board) -> Share:
    """Approvals under the threshold, which should be none; one question."""
    rows = register().filter(at__gte=since, way__in=(Way.PAGE, Way.LINK, Way.ORAL, Way.DELEGATION))
    one_by_one = [one for one in rows if one.way != Way.DELEGATION]
    needless = sum(delegation(board.lines, asked_of(one.request)) is not None for one in one_by_one)
    return Share(len(one_by_one), needless, len(rows) - len(one_by_one))


def median_wait(actor: Member, since: datetime) -> timedelta | None:
    """How long the actor's own decisions took, in half of the cases; told to nobody else."""
    rows = Answer.objects.filter(by=actor, is_yes__isnull=False, at__gte=since, way__in=(Way.PAGE, Way.LINK))
    waits = [(at - asked).total_seconds() for at, asked in rows.values_list("at", "request__asked_at")]
    return timedelta(seconds=median(waits)) if waits else None


def last_questions(requests: Iterable[DecisionRequest]) -> Mapping[int, Answer]:
    rows = Answer.objects.filter(request__in=requests, code="question").select_related("by").order_by("at", "pk")
    return {answer.request_id: answer for answer in rows}
