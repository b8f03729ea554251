"""Who decides: the matrix, the stand-ins, the company's figures."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupitre.engines.decisions import actions, policies
from pupitre.engines.decisions.actions import PowerDraft
from pupitre.engines.decisions.forms import PowerForm, StandInForm, TuningForm
from pupitre.engines.decisions.models import Power, Precaution, StandIn
from pupitre.engines.decisions.queries import matrix as found
from pupitre.engines.decisions.queries import silence
from pupitre.engines.decisions.tables import (
    MODE_WORDS,
    domain_of,
    escalation_of,
    holder_of,
    limit_of,
    signature_of,
    when_of,
)
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.web.answers import answer
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.kernel.formatting import euros


@require_safe
def matrix(request: Any) -> HttpResponse:
    """From the most precise to the widest; the direction is beneath all of them."""
    require(policies.can_see_powers(request.actor))
    slug, tuning = request.actor.company.slug, found.tuning()
    rows = [
        {
            "who": holder_of(power),
            "mode": MODE_WORDS[power.mode],
            "domain": domain_of(power),
            "limit": limit_of(power),
            "escalation": escalation_of(power),
            "signature": signature_of(power, clock.today(request.actor.company)),
            "url": reverse("decisions:power", args=[slug, power.ref]),
            "remove_url": reverse("decisions:remove_power", args=[slug, power.ref]),
        }
        for power in found.powers_in_order()
    ]
    context = {
        "rows": rows,
        "stand_ins": [_stand_in_row(one, request.actor) for one in found.stand_ins()],
        "link_limit": euros(tuning.link_cents),
        "links_a_day": tuning.links_a_day,
        "can_set": policies.can_set_powers(request.actor),
        "precautions": [_precaution_row(kind, agreed, slug) for kind, agreed in silence.precautions()],
    }
    return render(request, "decisions/matrix.html", context)


@require_POST
def agree(request: Any) -> HttpResponse:
    """A precaution of a kind that has one; any other name is no address."""
    require(policies.can_set_powers(request.actor))
    kind = next((one.name for one, _ in silence.precautions() if one.name == request.POST.get("kind")), None)
    if kind is None:
        raise Http404
    return answer(request, "C’est convenu.", actions.agree_precaution, kind, to=_url(request))


@require_POST
def end_agreement(request: Any, ref: str) -> HttpResponse:
    one = get_object_or_404(Precaution.objects.all(), ref=ref)
    return answer(request, "Ce n’est plus convenu.", actions.end_precaution, one, to=_url(request))


@require_http_methods(["GET", "HEAD", "POST"])
def new_power(request: Any) -> HttpResponse:
    require(policies.can_set_powers(request.actor))
    form = PowerForm(request.POST or None, initial=PowerForm.usual(), members=_members(request))
    return _saved(
        request,
        form,
        lambda given: actions.add_power(PowerDraft(**given), actor=request.actor, once=request.POST.get("once", "")),
        "Ajouter une ligne",
        "La ligne est ajoutée.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_power(request: Any, ref: str) -> HttpResponse:
    power = get_object_or_404(Power.objects.select_related("holder", "asker"), ref=ref)
    require(policies.can_set_powers(request.actor))
    form = PowerForm(request.POST or None, initial=PowerForm.values_of(power), members=_members(request), stored=power)
    return _saved(
        request,
        form,
        lambda given: actions.edit_power(power, PowerDraft(**given), sent_version(request), actor=request.actor),
        "Modifier la ligne",
        "La ligne est enregistrée.",
        version=power.version,
    )


@require_POST
def remove_power(request: Any, ref: str) -> HttpResponse:
    power = get_object_or_404(Power.objects.all(), ref=ref)
    require(policies.can_set_powers(request.actor))
    return answer(request, "Ligne retirée.", actions.remove_power, power, to=_url(request))


@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: Any) -> HttpResponse:
    members = _members(request)
    may_name = [member for member in members if policies.can_name_stand_in(request.actor, member)]
    initial = {"member": request.actor.ref}
    form = StandInForm(request.POST or None, initial=initial, members=members, may_name=may_name)
    return _saved(
        request,
        form,
        lambda given: actions.name_stand_in(**given, actor=request.actor, once=request.POST.get("once", "")),
        "Nommer qui supplée",
        "La suppléance est notée.",
        to=_url(request) if policies.can_see_powers(request.actor) else _inbox(request),
    )


@require_POST
def end_stand_in(request: Any, ref: str) -> HttpResponse:
    one = get_object_or_404(found.stand_ins(), ref=ref)
    to = _url(request) if policies.can_see_powers(request.actor) else _inbox(request)
    return answer(request, "Suppléance retirée.", actions.end_stand_in, one, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def tune(request: Any) -> HttpResponse:
    require(policies.can_set_powers(request.actor))
    kept = found.tuning()
    form = TuningForm(request.POST or None, initial={"link_cents": kept.link_cents, "links_a_day": kept.links_a_day})
    return _saved(
        request,
        form,
        lambda given: actions.tune_decisions(**given, version=sent_version(request), actor=request.actor),
        "Décider par lien",
        "Les réglages sont enregistrés.",
        version=kept.version,
    )


def _saved(
    request: Any, form: Any, act: Any, title: str, sentence: str, version: int | None = None, to: str = ""
) -> HttpResponse:
    back = to or _url(request)
    context = {"title": title, "back": back, "version": version}
    return save_form(
        request, form, act, template="decisions/matrix_form.html", sentence=sentence, to=back, context=context
    )


def _precaution_row(kind: Any, agreed: Precaution | None, slug: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "agreed": agreed,
        "end_url": reverse("decisions:end_agreement", args=[slug, agreed.ref]) if agreed else "",
    }


def _stand_in_row(one: StandIn, actor: Any) -> dict[str, Any]:
    removal = reverse("decisions:end_stand_in", args=[actor.company.slug, one.ref])
    return {
        "member": one.member.name,
        "stand_in": one.stand_in.name,
        "when": when_of(one),
        "remove_url": removal if policies.can_name_stand_in(actor, one.member) else "",
    }


def _members(request: Any) -> Any:
    return members_on(clock.today(request.actor.company))


def _url(request: Any) -> str:
    return reverse("decisions:matrix", args=[request.actor.company.slug])


def _inbox(request: Any) -> str:
    return reverse("decisions:inbox", args=[request.actor.company.slug])
