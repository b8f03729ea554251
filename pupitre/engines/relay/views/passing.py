"""Passing one's relay, the absence of the day, and the page of a handover."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pupitre.engines.relay import actions, policies, queries
from pupitre.engines.relay.forms import PassForm, ReportForm, back_on
from pupitre.engines.relay.models import Handover
from pupitre.engines.relay.rules import Outcome
from pupitre.engines.relay.views.pages import page_of
from pupitre.foundation.access.refusals import require
from pupitre.foundation.notifications.posting import address_of
from pupitre.foundation.web.answers import answer
from pupitre.foundation.web.editing import save_form
from pupitre.kernel.formatting import counted, day_near

REPORTED = {
    Outcome.DONE: "C’est noté.",
    Outcome.TROUBLE: "Le problème est noté.",
    Outcome.OPEN: "La ligne est rouverte.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def pass_relay(request: Any) -> HttpResponse:
    return _pass(request, is_sudden=False)


@require_http_methods(["GET", "HEAD", "POST"])
def absent(request: Any) -> HttpResponse:
    """Away today: everything is ready, one gesture sends it."""
    return _pass(request, is_sudden=True)


def _pass(request: Any, *, is_sudden: bool) -> HttpResponse:
    actor = request.actor
    require(policies.can_pass(actor))
    kit = _kit(request)
    form = PassForm(request.POST or None, kit=kit, initial=_initial(kit))
    act = actions.announce_absence if is_sudden else actions.pass_relay

    def send(_: Any) -> Any:
        return act(form.cleaned_data["relay"], form.draft(), actor=actor, once=request.POST.get("once", ""))

    context = {
        "kit": kit,
        "is_sudden": is_sudden,
        "hidden": counted(kit.hidden, "ligne"),
        "until": day_near(kit.until, kit.on) if kit.until else "",
        "open": [page_of(one, actor.company) for one in queries.open_handovers_of(actor)],
        "has_address": kit.relay is None or bool(address_of(kit.relay)),
        "back": actor.company.address,
    }
    return save_form(
        request,
        form,
        send,
        template="relay/pass.html",
        sentence=_said,
        to=lambda made: reverse("relay:handover", args=[actor.company.slug, made.ref]),
        context=context,
    )


def _said(made: Handover) -> str:
    passed = f"Le relais est passé à {made.relay.name}."
    return passed if address_of(made.relay) else f"{passed} Sans adresse de courriel : donnez-lui sa page imprimée."


def _kit(request: Any) -> queries.Kit:
    """What the relay may see depends on who it is: another one is another proposal."""
    wanted = request.POST.get("relay") or request.GET.get("relay") or ""
    kit, until = queries.kit_of(request.actor), back_on(request.POST)
    chosen = next((one for one in kit.others if one.ref == wanted), kit.relay)
    if chosen == kit.relay and until in (None, kit.until):
        return kit
    return queries.kit_of(request.actor, chosen, until)


def _initial(kit: queries.Kit) -> dict[str, Any]:
    arrivals = [f"{day_near(one.joined_on, kit.on).capitalize()}, arrivée de {one.name}" for one in kit.arrivals]
    return {
        "relay": kit.relay.ref if kit.relay else "",
        "listed": kit.listed,
        "falling": [item.key for item in kit.falling],
        "expected": "\n".join(arrivals),
        "until": kit.until,
        "urgent": kit.urgent,
        "instructions": kit.instructions,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: Any, ref: str) -> HttpResponse:
    """GET shows; POST says what came of a line."""
    found = get_object_or_404(queries.handovers_visible_to(request.actor), ref=ref)
    here = reverse("relay:handover", args=[request.actor.company.slug, ref])
    if request.method == "POST":
        form = ReportForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Cette réponse n’a pas pu être lue. Rien n’a changé.")
            return redirect(here)
        line = get_object_or_404(found.lines.select_related("handover"), ref=form.cleaned_data["line"])
        outcome, said = form.cleaned_data["outcome"], form.cleaned_data["said"]
        return answer(request, REPORTED[outcome], actions.report_line, line, outcome, said, to=here)
    context = {
        **page_of(found, request.actor.company),
        "can_report": policies.can_report(request.actor, found),
        "is_mine": found.member_id == request.actor.pk,
        "post_to": here,
    }
    return render(request, "relay/handover.html", context)


@require_POST
def close(request: Any, ref: str) -> HttpResponse:
    found = get_object_or_404(queries.handovers_visible_to(request.actor), ref=ref)
    here = reverse("relay:handover", args=[request.actor.company.slug, ref])
    return answer(request, "Le relais est terminé.", actions.close_relay, found, to=here)
