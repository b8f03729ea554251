"""Rights, access and departure of a person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.web.answers import answer
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.kernel.formatting import day_full
from pupitre.modules.people import actions, policies
from pupitre.modules.people.forms import DepartureForm, RolesForm
from pupitre.modules.people.views.person import found, page_of


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: Any, ref: str) -> HttpResponse:
    person, actor = found(request, ref), request.actor
    require(policies.can_grant(actor, person, person.member.roles, person.member.clearances))

    def grant(given: dict[str, Any]) -> Any:
        return actions.grant_roles(person, given["roles"], given["clearances"], sent_version(request), actor=actor)

    return save_form(
        request,
        RolesForm(request.POST or None, initial=RolesForm.values_of(person)),
        grant,
        template="people/roles.html",
        sentence="Les droits sont enregistrés.",
        to=page_of(request, ref),
        context={"person": person, "version": person.version, "back": page_of(request, ref)},
    )


@require_POST
def invitation(request: Any, ref: str) -> HttpResponse:
    """Shows the link once, to be handed over: nothing is kept of it but a digest."""
    person = found(request, ref)
    try:
        token = actions.invite(person, sent_version(request), actor=request.actor)
    except Refusal as reason:
        return render(request, "people/invitation.html", {"person": person, "reason": str(reason)}, status=422)
    until = day_full(clock.local(clock.now() + actions.INVITATION_LIFE, request.actor.company).date())
    return render(request, "people/invitation.html", {"person": person, "url": actions.join_url(token), "until": until})


@require_POST
def cancel_invitation(request: Any, ref: str) -> HttpResponse:
    person, to = found(request, ref), page_of(request, ref)
    return answer(request, "L’invitation est annulée.", actions.cancel_invitation, person, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def departure(request: Any, ref: str) -> HttpResponse:
    person = found(request, ref)
    require(policies.can_end_membership(request.actor, person))
    return save_form(
        request,
        DepartureForm(request.POST or None, today=clock.today(request.actor.company)),
        lambda given: actions.end_membership(person, given["left_on"], sent_version(request), actor=request.actor),
        template="people/departure.html",
        sentence="Le départ est noté.",
        to=page_of(request, ref),
        context={"person": person, "version": person.version, "back": page_of(request, ref)},
    )


@require_POST
def back(request: Any, ref: str) -> HttpResponse:
    person = found(request, ref)
    left_on = request.POST.get("left_on", "")[:10]
    return answer(request, "C’est noté.", actions.welcome_back, ref, left_on, to=page_of(request, person.ref))
