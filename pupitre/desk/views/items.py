"""One item: its page with every verb, and the verbs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pupitre.desk.forms.items import (
    BlockForm,
    DropForm,
    EstimateForm,
    HandForm,
    ItemForm,
    LaterForm,
    NoteForm,
    PinForm,
    WaitForm,
)
from pupitre.desk.queries.items import finishing_of, sheet_of
from pupitre.desk.queries.lines import key_at
from pupitre.engines.attention import public as attention
from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.web.answers import answer
from pupitre.foundation.web.undo import take_back


@dataclass(frozen=True)
class Act:
    """A verb of the page: its form, what it calls, what is said once done."""

    name: str
    label: str
    button: str
    form: type[ItemForm]
    act: Callable[..., Any]
    said: str
    help: str = ""
    given: Callable[[dict[str, Any]], dict[str, Any]] = field(default=lambda typed: typed)


def _hand(key, *, whom, actor):
    """`to` is the address for `answer`, and the receiver for the verb."""
    return attention.hand_item(key, to=whom, actor=actor)


def _someone(typed):
    return {"whom": Member.objects.get(ref=typed["to"])}


def _place(typed):
    day, part = typed["place"]
    return {"day": day, "part": part}


ACTS = [
    Act(
        "later",
        "Plus tard",
        "Reporter",
        LaterForm,
        attention.snooze_item,
        "Reporté.",
        "Pour vous seulement ; la ligne revient ce jour-là.",
    ),
    Act(
        "hand",
        "Confier à",
        "Confier",
        HandForm,
        _hand,
        "Confié.",
        "La ligne entre dans le plan de cette personne.",
        _someone,
    ),
    Act(
        "wait",
        "En attente de",
        "Noter l’attente",
        WaitForm,
        attention.wait_for_item,
        "C’est noté : la relance reviendra à sa date.",
    ),
    Act(
        "block",
        "Bloqué par une décision",
        "Bloquer",
        BlockForm,
        attention.block_item,
        "Bloqué, en attente de la décision.",
    ),
    Act(
        "pin",
        "Épingler à une présence",
        "Épingler",
        PinForm,
        attention.pin_item,
        "Épinglé : le plan se range autour.",
        "",
        _place,
    ),
    Act("estimate", "Durée prévue", "Corriger la durée", EstimateForm, attention.estimate_item, "Durée corrigée."),
    Act("note", "Note", "Enregistrer la note", NoteForm, attention.note_item, "Note enregistrée."),
    Act(
        "drop",
        "Sans objet",
        "Classer sans objet",
        DropForm,
        attention.drop_item,
        "Classé sans objet.",
        "Pour tout le monde, avec la raison.",
    ),
]
BY_NAME = {act.name: act for act in ACTS}
NOTHING_TYPED: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
    "done": (attention.finish_item, {}, "C’est fait."),
    "aside": (attention.set_item_aside, {}, "Mis de côté."),
    "back": (attention.set_item_aside, {"is_aside": False}, "Rendu au plan."),
    "unpin": (attention.pin_item, {"day": None}, "Rendu au plan."),
    "unblock": (attention.block_item, {"by": ""}, "Débloqué."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def item(request, item):
    key = key_at(item)
    if request.method == "POST" and request.POST.get("verb") == "reopen":
        return _reopen(request, key)
    sheet = sheet_of(request.actor, key)
    if sheet is None:
        return _gone(request)
    if request.method == "POST":
        return _act(request, key, sheet)
    return _page(request, sheet)


def _gone(request):
    """Done by somebody else meanwhile, or nobody's: a form that was sent comes back to the desk with a word."""
    if request.method != "POST":
        raise Http404
    messages.error(request, "Cette ligne n’attend plus rien.")
    return redirect("desk:today", request.actor.company.slug)


def _act(request, key, sheet):
    verb, home = request.POST.get("verb", ""), reverse("desk:today", args=[request.actor.company.slug])
    if verb in NOTHING_TYPED:
        act, given, said = NOTHING_TYPED[verb]
        return answer(request, said, act, key, to=home, **given)
    if verb not in BY_NAME:
        raise Http404
    chosen = BY_NAME[verb]
    form = _form(chosen, sheet, request, request.POST)
    if not form.is_valid():
        return _page(request, sheet, form_of={verb: form})
    return answer(request, chosen.said, chosen.act, key, to=home, **chosen.given(form.cleaned_data))


def _reopen(request, key):
    offered = finishing_of(request.actor, key)
    if offered is None:
        raise Http404
    home = reverse("desk:today", args=[request.actor.company.slug])
    return answer(request, "Rouvert.", take_back, offered, to=home)


def _page(request, sheet, form_of: dict[str, forms.Form] | None = None):
    given = form_of or {}
    acts = [(act, given.get(act.name) or _form(act, sheet, request)) for act in ACTS if _is_offered(act, sheet)]
    return render(request, "desk/item.html", {"sheet": sheet, "acts": acts, "refused": bool(given)})


def _is_offered(act: Act, sheet) -> bool:
    is_settled_here = not sheet.line.item.is_settled_there
    offered = {"hand": is_settled_here and bool(sheet.receivers), "drop": is_settled_here, "pin": bool(sheet.places)}
    return offered.get(act.name, True)


def _form(act: Act, sheet, request, data=None):
    choices = {"hand": sheet.receivers, "pin": sheet.places}.get(act.name, ())
    return act.form(
        data,
        today=clock.today(request.actor.company),
        choices=choices,
        initial=_initial(sheet),
        prefix=None,
        auto_id=f"{act.name}_%s",
    )


def _initial(sheet) -> dict[str, Any]:
    state, line = sheet.line.state, sheet.line
    next_day: date | None = sheet.next_day
    return {
        "until": next_day,
        "whom": state.waiting_for if state else "",
        "chase_on": sheet.chase_on,
        "by": state.blocked_by if state else "",
        "minutes": line.minutes,
        "text": state.note if state else "",
    }
