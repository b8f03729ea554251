"""One person: their page, and the form that makes or edits their file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from pupitre.engines.decisions.public import powers_to_take_over
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.queries import history_of
from pupitre.foundation.tenancy.models import Clearance, Member, Role
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.kernel.formatting import day_short, initials
from pupitre.modules.people import actions, policies, queries
from pupitre.modules.people.forms import PersonForm
from pupitre.modules.people.models import Person
from pupitre.modules.people.panels import Line, history_lines, presence
from pupitre.modules.people.views.directory import hue

LINES_OF_HISTORY = 40


def found(request: Any, ref: str) -> Person:
    if (person := queries.person_seen(request.actor, ref)) is None:
        raise Http404
    return person


def page_of(request: Any, ref: str) -> str:
    return reverse("people:person", args=[request.actor.company.slug, ref])


@require_safe
def person(request: Any, ref: str) -> HttpResponse:
    person = found(request, ref)
    return render(request, "people/person.html", shown(request, person))


def shown(request: Any, person: Person) -> dict[str, Any]:
    """What the page of a person needs, whoever reads it."""
    actor, member = request.actor, person.member
    today = clock.today(actor.company)
    return {
        "person": person,
        "member": member,
        "initials": initials(member.name),
        "hue": hue(member.ref),
        "left_on": day_short(member.left_on) if member.left_on else "",
        "powers_left": powers_to_take_over(actor, member) if member.left_on else 0,
        "presence": presence(member),
        "is_gone": member.left_on is not None and member.left_on < today,
        "facts": _facts(actor, person),
        "rights": _rights(member),
        "invitation": _invitation(actor, member) if policies.can_invite(actor, person) else None,
        "above": _linked(request, queries.chain_above(member)),
        "reports": queries.reports_of(member, today),
        "history": _history(actor, person),
        "has_emergency": policies.can_see_private(actor, person) and queries.has_emergency_contact(person),
        "can_edit": policies.can_edit_person(actor, person) and not person.erased_at,
        "can_grant": policies.can_grant(actor, person, member.roles, member.clearances) and not person.erased_at,
        "can_invite": policies.can_invite(actor, person) and not person.erased_at,
        "can_end": policies.can_end_membership(actor, person) and not person.erased_at,
        "can_see_private": policies.can_see_private(actor, person) and not person.erased_at,
        "can_erase": policies.can_erase(actor, person) and not person.erased_at,
    }


def _facts(actor: Member, person: Person) -> list[tuple[str, str]]:
    member = person.member
    facts = [
        ("Poste", person.job_title),
        ("Équipe", person.team.name if person.team else ""),
        ("Site", member.site.name if member.site else ""),
        ("E-mail", member.email),
        ("Téléphone", person.phone_work),
        ("Matricule", member.staff_number),
        ("Dans l’entreprise depuis le", day_short(member.joined_on)),
        ("Dernier jour", day_short(member.left_on) if member.left_on else ""),
    ]
    if policies.can_see_work_details(actor, person):
        contract = person.get_contract_type_display() if person.contract_type else ""
        facts += [("Contrat", contract), ("Horaires", person.weekly_hours)]
    return [(label, value) for label, value in facts if value]


def _rights(member: Member) -> list[str]:
    """Roles and clearances, shown to everybody: who may see a private file is no secret."""
    given = [role.label for role in Role if role in member.roles]
    return given + [f"Habilitation : {one.label}" for one in Clearance if one in member.clearances]


def _invitation(actor: Member, member: Member) -> dict[str, Any] | None:
    """The one that waits: when it was sent, and until when it opens."""
    if (link := queries.invitation_of(member)) is None:
        return None
    sent, until = (
        day_short(clock.local(at, actor.company).date())
        for at in (link.expires_at - actions.INVITATION_LIFE, link.expires_at)
    )
    return {"sent": sent, "until": until, "is_open": queries.invitation_end(link) is None}


def _linked(request: Any, members: list[Member]) -> list[dict[str, str]]:
    refs = queries.persons_of(members)
    return [{"name": m.name, "url": page_of(request, refs[m.pk]) if m.pk in refs else ""} for m in members]


def _history(actor: Member, person: Person) -> list[Line]:
    if not policies.can_see_history(actor, person):
        return []
    entries = history_of(person)[:LINES_OF_HISTORY]
    return history_lines(entries, actor.company, queries.names_of_members())


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    require(policies.can_hire(request.actor))
    actor = request.actor
    initial = {"site": actor.site.ref if actor.site else "", "joined_on": day_short(clock.today(actor.company))}
    return save_form(
        request,
        _form(request, initial),
        lambda given: actions.hire(actor=actor, once=request.POST.get("once", ""), **given),
        template="people/person_form.html",
        sentence="La personne est dans l’annuaire.",
        to=lambda member: page_of(request, queries.person_of(member).ref),
        context={"back": reverse("people:directory", args=[actor.company.slug])},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, ref: str) -> HttpResponse:
    person = found(request, ref)
    require(policies.can_edit_person(request.actor, person))
    return save_form(
        request,
        _form(request, PersonForm.values_of(person)),
        lambda given: actions.edit_person(person, sent_version(request), actor=request.actor, **given),
        template="people/person_form.html",
        sentence="La fiche est enregistrée.",
        to=page_of(request, ref),
        context={"person": person, "version": person.version, "back": page_of(request, ref)},
    )


def _form(request: Any, initial: dict[str, str]) -> PersonForm:
    today = clock.today(request.actor.company)
    choices: dict[str, Any] = {
        "members": queries.members_to_choose(today),
        "teams": queries.team_choices(),
        "sites": queries.sites_of_the_company(),
    }
    return PersonForm(request.POST or None, initial=initial, **choices)
