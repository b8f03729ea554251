"""Requests, over HTTP: what waits for me, one request, a new one, the register."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupitre.engines.decisions import actions, policies
from pupitre.engines.decisions.actions import Ask, Given
from pupitre.engines.decisions.forms import AnswerForm, AskForm, OralForm, ReplyForm
from pupitre.engines.decisions.models import DecisionRequest
from pupitre.engines.decisions.queries import matrix, requests
from pupitre.engines.decisions.rules import PAUSES, Code
from pupitre.engines.decisions.tables import said_of
from pupitre.engines.decisions.tables.cards import card_of
from pupitre.engines.decisions.tables.exports import REGISTER, register_cells
from pupitre.engines.decisions.views.cards import Page, done_in_name_of, register_rows
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.web.answers import answer, done
from pupitre.foundation.web.downloads import sheet
from pupitre.foundation.web.editing import new_once, save_form, sent_version

A_PAGE = 50


@require_safe
def inbox(request: Any) -> HttpResponse:
    """By deadline, the most pressing first; what I asked below."""
    page = Page.of(request.actor)
    waiting = requests.to_decide(request.actor, page.board)
    cards = [card_of(one, page.actor.company, page.on) for one in waiting]
    asked = [card_of(one, page.actor.company, page.on) for one in requests.asked_by(request.actor)]
    context = {
        "cards": cards,
        "asked": asked,
        "title": page.counted(len(cards)),
        "wait": page.own_wait(),
        "done": done_in_name_of(page),
        "can_ask": policies.can_ask(request.actor),
        "can_see_register": policies.can_see_register(request.actor),
        "asks_limit": policies.can_set_powers(request.actor) and not page.board.powers,
        "once": new_once(),
        "can_see_powers": policies.can_see_powers(request.actor),
    }
    return render(request, "decisions/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: Any, ref: str) -> HttpResponse:
    """GET shows; POST decides, when a choice was made."""
    asked = _request_or_404(request, ref)
    kind = requests.kind_named(asked.kind)
    form = AnswerForm(request.POST or None, initial=_initial(request, asked), kind=kind)
    if request.method != "POST":
        return _page(request, asked, form)
    if not form.is_valid():
        return _page(request, asked, form, 422)
    given = Given(**form.cleaned_data)
    act = actions.answer if given.code in PAUSES else actions.decide
    try:
        act(asked, given, actor=request.actor, once=request.POST.get("once", ""))
    except Refusal as reason:
        form.add_error(None, str(reason))
        return _page(request, requests.request_named(ref), form, 422)
    return done(request, _said(given, kind), to=reverse("decisions:inbox", args=[request.actor.company.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    require(policies.can_ask(request.actor))
    members = members_on(clock.today(request.actor.company))
    form = AskForm(request.POST or None, initial=AskForm.foreseen(request.GET), members=members)
    return save_form(
        request,
        form,
        lambda given: actions.request_decision(Ask(**given), actor=request.actor, once=request.POST.get("once", "")),
        template="decisions/ask.html",
        sentence=said_of,
        to=lambda made: _url(request, made.ref),
        context={"back": reverse("decisions:inbox", args=[request.actor.company.slug])},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, ref: str) -> HttpResponse:
    asked = _request_or_404(request, ref)
    require(policies.can_edit_request(request.actor, asked))
    members = members_on(clock.today(request.actor.company))
    form = AskForm(request.POST or None, initial=AskForm.values_of(asked), members=members, asked=asked)
    return save_form(
        request,
        form,
        lambda given: actions.edit_request(
            asked, Ask(**{"title": asked.title, **given}), sent_version(request), actor=request.actor
        ),
        template="decisions/ask.html",
        sentence="La demande a changé : qui doit décider la voit telle qu’elle est.",
        to=_url(request, ref),
        context={"back": _url(request, ref), "asked": asked, "version": asked.version},
    )


@require_POST
def reply(request: Any, ref: str) -> HttpResponse:
    asked = _request_or_404(request, ref)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, AnswerForm(kind=requests.kind_named(asked.kind)), 422, reply=form)
    said = form.cleaned_data["said"]
    given = Given(Code.REPLY, said)
    return answer(request, "Réponse envoyée.", actions.answer, asked, given, to=_url(request, ref))


@require_http_methods(["GET", "HEAD", "POST"])
def oral(request: Any, ref: str) -> HttpResponse:
    asked = _request_or_404(request, ref)
    require(policies.can_record_oral(request.actor, asked))
    if not asked.is_open:
        return redirect(_url(request, ref))
    page = Page.of(request.actor)
    seats = requests.seats_of(asked, page.board, request.actor.company)
    deciders = [member for member in page.board.members.values() if policies.can_decide(member, asked, seats)]
    form = OralForm(
        request.POST or None,
        initial={"edition": asked.edition},
        kind=requests.kind_named(asked.kind),
        deciders=deciders,
    )

    def act(given: dict[str, Any]) -> Any:
        said = Given(given["code"], given["said"], edition=given["edition"])
        return actions.record_oral(asked, said, given["decider"], actor=request.actor)

    return save_form(
        request,
        form,
        act,
        template="decisions/oral.html",
        sentence="Décision orale notée : qui a décidé en est averti, et peut la contester pendant 48 heures.",
        to=_url(request, ref),
        context={"asked": asked, "back": _url(request, ref)},
    )


@require_POST
def take_back(request: Any, ref: str) -> HttpResponse:
    asked = _request_or_404(request, ref)
    final = requests.final_answer(asked)
    sentence = "Reprise : la demande attend de nouveau une réponse."
    return answer(request, sentence, actions.take_back, final.ref if final else "", to=_url(request, ref))


@require_POST
def contest(request: Any, ref: str) -> HttpResponse:
    asked = _request_or_404(request, ref)
    final = requests.final_answer(asked)
    said = request.POST.get("said", "")[:1000]
    sentence = "Reprise : la demande attend de nouveau une réponse."
    return answer(request, sentence, actions.contest, final.ref if final else "", said, to=_url(request, ref))


@require_POST
def seen(request: Any, ref: str) -> HttpResponse:
    """Sent by the page once it was looked at for two seconds."""
    asked = _request_or_404(request, ref)
    try:
        actions.note_seen(asked, actor=request.actor)
    except Refusal:
        return HttpResponse(status=204)  # it was seen before: nothing to say
    return HttpResponse(status=204)


@require_POST
def remind(request: Any, ref: str) -> HttpResponse:
    asked = _request_or_404(request, ref)
    return answer(
        request, "Relancé : un mail part avec un lien neuf.", actions.remind_deciders, asked, to=_url(request, ref)
    )


@require_POST
def withdraw(request: Any, ref: str) -> HttpResponse:
    asked = _request_or_404(request, ref)
    to = reverse("decisions:inbox", args=[request.actor.company.slug])
    return answer(request, f"{asked.title} : demande retirée.", actions.withdraw_request, asked, to=to)


@require_POST
def files(request: Any, ref: str) -> HttpResponse:
    asked = _request_or_404(request, ref)
    require(policies.can_edit_request(request.actor, asked))
    if (sent := request.FILES.get("file")) is None:
        return done(request, "Aucun fichier n’était choisi.", to=_url(request, ref))
    once = request.POST.get("once", "")
    args = (actions.attach_document, asked, sent.name, sent.chunks())
    return answer(request, "Fichier joint.", *args, to=_url(request, ref), once=once)


@require_safe
def register(request: Any) -> HttpResponse:
    """Every decision with its way: taken here, by link, aloud, by delegation."""
    require(policies.can_see_register(request.actor))
    page = Paginator(requests.register(), A_PAGE).get_page(request.GET.get("page"))
    reader = Page.of(request.actor)
    context = {"rows": register_rows(list(page), reader), "page": page, "share": reader.share() if page else ""}
    return render(request, "decisions/register.html", context)


@require_safe
def register_csv(request: Any) -> HttpResponse:
    return _register(request, "csv")


@require_safe
def register_xlsx(request: Any) -> HttpResponse:
    return _register(request, "xlsx")


def _register(request: Any, suffix: str) -> HttpResponse:
    require(policies.can_see_register(request.actor))
    company = request.actor.company
    rows = [register_cells(one, company) for one in requests.register()]
    return sheet(request, "décisions", REGISTER, rows, suffix)


def _request_or_404(request: Any, ref: str) -> DecisionRequest:
    board = matrix.board_of(clock.today(request.actor.company))
    found: DecisionRequest = get_object_or_404(requests.requests_visible_to(request.actor, board), ref=ref)
    return found


def _initial(request: Any, asked: DecisionRequest) -> dict[str, Any]:
    """A button of the list or of a mail preselects; nothing else does."""
    return {"edition": asked.edition, "code": request.GET.get("code", "")}


def _page(request: Any, asked: Any, form: AnswerForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {**Page.of(request.actor).of_request(asked, form), **more}
    return render(request, "decisions/request.html", context, status=status)


def _said(given: Given, kind: Any) -> str:
    option = kind.option(given.code)
    if option is not None:
        return f"C’est noté : {option.told}."
    return {
        Code.QUESTION: "La question est posée.",
        Code.TALK: "C’est noté pour le prochain point.",
        Code.LATER: "Remis à plus tard, et compté.",
    }[Code(given.code)]


def _url(request: Any, ref: str) -> str:
    return reverse("decisions:request", args=[request.actor.company.slug, ref])
