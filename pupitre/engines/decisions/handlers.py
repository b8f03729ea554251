"""What decisions write to people because something happened: only what cannot wait for the morning's digest."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from pupitre.engines.decisions.actions.links import link_for
from pupitre.engines.decisions.events import (
    DecisionRequested,
    DecisionTaken,
    ReminderSent,
    RequestEdited,
    SilenceAnnounced,
)
from pupitre.engines.decisions.models import DecisionRequest
from pupitre.engines.decisions.queries import matrix, requests
from pupitre.engines.decisions.rules import Way
from pupitre.engines.decisions.tables.cards import card_of
from pupitre.foundation import clock
from pupitre.foundation.events.dispatch import listen
from pupitre.foundation.notifications.posting import is_posted, post
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import current_company

SUBJECT = "Une décision vous attend"
NAMED = "On vous a nommé dans une décision"


@listen(DecisionRequested)
def ask_for_today(event: DecisionRequested) -> None:
    _ask_if_due_today(event.request)


@listen(RequestEdited)
def ask_anew(event: RequestEdited) -> None:
    """The link that was sent no longer answers: whoever must answer today gets another."""
    _ask_if_due_today(event.request)


@listen(ReminderSent)
def remind(event: ReminderSent) -> None:
    request = requests.request_named(event.request)
    if request is not None and request.is_open:
        _ask(request, "reminder")


@listen(SilenceAnnounced)
def warn_of_silence(event: SilenceAnnounced) -> None:
    """A day before: whoever decides may still answer, whoever asked knows what will leave."""
    request = requests.request_named(event.request)
    kind = requests.kind_named(request.kind) if request is not None else None
    if request is None or not request.is_open or kind is None or kind.silence is None:
        return
    said = f"Sans réponse d’ici demain, mesure conservatoire convenue d’avance : {kind.silence.label}."
    _ask(request, "silence", said)
    _name(request.asker, request, said, "silence")


@listen(DecisionTaken)
def name_people(event: DecisionTaken) -> None:
    """Whoever is said to have decided aloud, and whoever has something to do of it now."""
    request = requests.request_named(event.request)
    final = requests.final_answer(request) if request else None
    if request is None or final is None:
        return
    if event.way == Way.ORAL:
        _name(final.by, request, f"Noté en votre nom : {final.recorded_by.name} dit que vous avez décidé à l’oral.")
    doer = request.then_member
    if event.is_yes and doer is not None and doer != final.by and doer.is_here(clock.today(current_company())):
        _name(doer, request, f"Accord donné. À faire : {request.then_what}.")


def _ask_if_due_today(ref: str) -> None:
    request = requests.request_named(ref)
    if request is not None and request.is_open and request.decide_by == clock.today(current_company()):
        _ask(request, "today")


def _ask(request: DecisionRequest, why: str, said: str = "") -> None:
    """To each of those who are waited for, a link of their own: made with its mail, or not at all."""
    company = current_company()
    today = clock.today(company)
    board = matrix.board_of(today)
    for ref in sorted(requests.seats_of(request, board, company).awaited):
        member = board.members[ref]
        member.company = company
        key = f"decision:{request.ref}:{request.edition}:{request.round}:{ref}:{why}:{today.isoformat()}"
        if is_posted(key):
            continue
        url = settings.URL + reverse("decide_by_link", args=[link_for(request, member)])
        context = {"card": card_of(request, company, today), "url": url, "company": company.name, "asked": request}
        context["said"] = said
        text, html = (render_to_string(f"decisions/mail/request.{kind}", context) for kind in ("txt", "html"))
        post(member, key=key, subject=SUBJECT, text=text, html=html, is_immediate=True)


def _name(member: Member, request: DecisionRequest, sentence: str, why: str = "named") -> None:
    company = current_company()
    url = settings.URL + reverse("decisions:request", args=[company.slug, request.ref])
    context = {"asked": request, "sentence": sentence, "url": url, "company": company.name}
    text, html = (render_to_string(f"decisions/mail/named.{kind}", context) for kind in ("txt", "html"))
    key = f"decision:{request.ref}:{request.round}:{why}:{member.ref}"
    post(member, key=key, subject=NAMED, text=text, html=html, is_immediate=True)
