"""What the pages of decisions show, as plain values."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from pupitre.engines.decisions import policies
from pupitre.engines.decisions.forms import AnswerForm, ReplyForm
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.queries import matrix, requests, silence
from pupitre.engines.decisions.rules import CONTEST, REQUEST, TAKE_BACK, Way, nothing
from pupitre.engines.decisions.tables import amount_of, by_whom, on_day, told
from pupitre.engines.decisions.tables.cards import card_of
from pupitre.foundation import clock
from pupitre.foundation.files.queries import attachments_of
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company
from pupitre.foundation.web.editing import new_once
from pupitre.kernel.formatting import counted, duration
from pupitre.ui.addresses import url_of

YEAR = timedelta(days=365)
NUMBERS = ("Aucune décision", "Une décision", "Deux décisions", "Trois décisions", "Quatre décisions", "Cinq décisions")


@dataclass
class Page:
    """Who reads, and when; everything that says who decides is asked once."""

    actor: Member
    on: date
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, actor: Member) -> "Page":
        return cls(actor, clock.today(actor.company))

    @cached_property
    def board(self) -> matrix.Board:
        return matrix.board_of(self.on)

    def counted(self, n: int) -> str:
        return NUMBERS[n] if n < len(NUMBERS) else counted(n, "décision")

    def own_wait(self) -> str:
        """Told to its owner only: how long others waited for one's answers."""
        found = requests.median_wait(self.actor, clock.now() - YEAR)
        if found is None:
            return ""
        days = found.days
        said = counted(days, "jour") if days else duration(max(1, found.seconds // 60))
        return f"Vos réponses viennent en {said} (médiane sur un an). Personne d’autre ne le voit."

    def share(self) -> str:
        """How much is still asked one by one, and how much of it nobody needed to ask."""
        found = requests.share_since(clock.now() - YEAR, self.board)
        asked = counted(found.asked, "décision prise", "décisions prises")
        return (
            f"En un an : {asked} une à une, dont {found.needless} que la matrice d’aujourd’hui délègue ; "
            f"{found.delegated} par délégation."
        )

    def of_request(self, asked: DecisionRequest, form: AnswerForm) -> dict[str, Any]:
        seats = requests.seats_of(asked, self.board, self.actor.company)
        may = asked.is_open and policies.can_decide(self.actor, asked, seats)
        answers, final = requests.answers_of(asked), None if asked.is_open else requests.final_answer(asked)
        mine = policies.can_edit_request(self.actor, asked)
        can_take_back = final is not None and self.actor.pk in (final.by_id, final.recorded_by_id)
        behalf = seats.principal_of(self.actor) if may else None
        return {
            "asked": asked,
            "card": card_of(asked, self.actor.company, self.on),
            "form": form,
            "once": new_once(),
            "may_decide": may,
            "behalf": self._name(behalf) if behalf and behalf != self.actor.ref else "",
            "final": decided(final, asked) if final else None,
            "history": [_heard(one, asked, self.on) for one in answers],
            "awaited": "" if may or not asked.is_open else self._awaited(seats),
            "can_edit": mine and asked.is_open,
            "can_remind": mine and asked.is_open and not asked.is_question_open and asked.reminded_on != self.on,
            "can_reply": mine and asked.is_open and asked.is_question_open,
            "reply": ReplyForm(),
            "can_record_oral": asked.is_open and not may and policies.can_record_oral(self.actor, asked),
            "can_take_back": can_take_back and final is not None and clock.now() - final.at <= TAKE_BACK,
            "can_contest": _can_contest(final, self.actor),
            "files": attachments_of(REQUEST, asked.ref),
            "about": requests.kind_named(asked.kind).page(self.actor, asked.subject),
            "silence": self._silence(asked),
        }

    def _silence(self, asked: DecisionRequest) -> str:
        """What will be done without an answer, when it was agreed."""
        kind = requests.kind_named(asked.kind)
        if not asked.is_open or kind.silence is None or asked.decide_by is None:
            return ""
        if silence.precaution_for(kind.name) is None:
            return ""
        return f"Sans réponse {on_day(asked.decide_by, self.on)}, mesure conservatoire : {kind.silence.label}."

    def in_whose_name(self, asked: DecisionRequest) -> str:
        """The reader's own name, or that of whoever they stand in for."""
        principal = requests.seats_of(asked, self.board, self.actor.company).principal_of(self.actor)
        return self._name(principal or self.actor.ref)

    def _awaited(self, seats: requests.Seats) -> str:
        names = [self._name(ref) for ref in sorted(seats.awaited)]
        if not names:
            return "Personne ne peut décider aujourd’hui : voyez qui décide."
        return f"{' ou '.join(names)} : réponse attendue"

    def _name(self, ref: str) -> str:
        found = self.board.members.get(ref)
        return found.name if found else "quelqu’un qui n’est plus là"


@dataclass(frozen=True)
class Heard:
    what: str
    who: str
    when: str
    said: str
    is_oral: bool = False


def _heard(one: Answer, asked: DecisionRequest, on: date) -> Heard:
    moment = clock.local(one.at, current_company())
    until = f", au {one.until:%d/%m/%Y}" if one.until else ""
    return Heard(told(one, asked.kind) + until, by_whom(one), said_at(moment, on), one.said, one.way == Way.ORAL)


def decided(final: Answer, asked: DecisionRequest) -> Heard:
    return _heard(final, asked, clock.today(current_company()))


def said_at(moment: datetime, on: date) -> str:
    return f"{on_day(moment.date(), on)} à {moment:%H} h {moment:%M}"


def _can_contest(final: Answer | None, actor: Member) -> bool:
    if final is None or not policies.can_reclaim(actor, final):
        return False
    kind = requests.kind_named(final.request.kind)
    return clock.now() - final.at <= CONTEST and (kind.take_back is not None or kind.accept is nothing)


@dataclass(frozen=True)
class Done:
    """What somebody else decided in the reader's name."""

    title: str
    url: str
    said: str
    reclaim_url: str


def done_in_name_of(page: Page) -> list[Done]:
    slug = page.actor.company.slug
    found = requests.done_in_name_of(page.actor, of_the_direction=policies.can_set_powers(page.actor))
    return [_done(one, page, slug) for one in found]


def _done(one: Answer, page: Page, slug: str) -> Done:
    amount = amount_of(one.request)
    when = said_at(clock.local(one.at, page.actor.company), page.on)
    ref = one.request.ref
    return Done(
        f"{one.request.title}{f', {amount}' if amount else ''}",
        url_of("decisions:request", slug, ref),
        f"{told(one, one.request.kind).capitalize()}, {by_whom(one)}, {when}",
        url_of("decisions:contest", slug, ref) if _can_contest(one, page.actor) else "",
    )


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    sum: str
    answer: str
    who: str
    asker: str
    when: str
    way: str


def register_rows(found: list[Answer], page: Page) -> list[Row]:
    return [
        Row(
            one.request.title,
            url_of("decisions:request", page.actor.company.slug, one.request.ref),
            amount_of(one.request),
            told(one, one.request.kind) + ("" if one.round == one.request.round else ", puis reprise"),
            by_whom(one),
            one.request.asker.name,
            f"{clock.local(one.at, page.actor.company):%d/%m/%Y}",
            one.way,
        )
        for one in found
    ]
