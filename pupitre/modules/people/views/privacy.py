"""What is known of a person beyond their work, and forgetting it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from pupitre.foundation.access.refusals import require
from pupitre.foundation.tenancy.sealing import CannotOpen
from pupitre.foundation.web.answers import answer
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.modules.people import actions, policies
from pupitre.modules.people.forms import EmergencyForm
from pupitre.modules.people.models import Person
from pupitre.modules.people.views.person import found, page_of, shown


@require_POST
def emergency(request: Any, ref: str) -> HttpResponse:
    """The person's page with the contact open: reading it is in the journal."""
    person = _private(request, ref)
    try:
        name, phone = actions.read_emergency_contact(person, actor=request.actor)
    except CannotOpen:
        return render(request, "people/person.html", {**shown(request, person), "is_key_missing": True})
    return render(request, "people/person.html", {**shown(request, person), "emergency": (name, phone)})


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: Any, ref: str) -> HttpResponse:
    """Typed anew each time: the form never shows what is kept."""
    person = _private(request, ref)

    def keep(given: dict[str, str]) -> Any:
        return actions.note_emergency_contact(
            person, given["name"], given["phone"], sent_version(request), actor=request.actor
        )

    return save_form(
        request,
        EmergencyForm(request.POST or None),
        keep,
        template="people/emergency_form.html",
        sentence="La personne à prévenir est notée, sous clé.",
        to=page_of(request, ref),
        context={"person": person, "version": person.version, "back": page_of(request, ref)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: Any, ref: str) -> HttpResponse:
    person = found(request, ref)
    require(policies.can_erase(request.actor, person))
    if request.method != "POST":
        return render(request, "people/erasure.html", {"person": person, "back": page_of(request, ref)})
    return answer(request, "La personne est effacée.", actions.erase_person, person, to=page_of(request, ref))


def _private(request: Any, ref: str) -> Person:
    """Without the clearance, such an address does not exist."""
    person = found(request, ref)
    if not policies.can_see_private(request.actor, person) or person.erased_at:
        raise Http404
    return person
