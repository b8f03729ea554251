"""The company: its name, its calendar, its sites, its modules."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pupitre.foundation.access.refusals import require
from pupitre.foundation.registry import rooms
from pupitre.foundation.tenancy.models import Site
from pupitre.foundation.web.answers import done
from pupitre.foundation.web.editing import save_form, sent_version
from pupitre.modules.people import actions, policies, queries
from pupitre.modules.people.forms import CompanyForm, ModulesForm, SecondFactorForm, SiteForm


def _home(request: Any) -> str:
    return reverse("people:company", args=[request.actor.company.slug])


def optional_rooms() -> list[tuple[str, str]]:
    return [(room.name, room.label or room.name) for room in rooms.values() if room.is_optional]


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: Any) -> HttpResponse:
    require(policies.can_edit_company(request.actor))
    company = request.actor.company
    sites = [
        {"name": site.name, "address": site.address, "url": reverse("people:site", args=[company.slug, site.ref])}
        for site in queries.sites_of_the_company()
    ]
    on = [name for name, _ in optional_rooms() if name not in company.modules_off]
    context = {
        "company": company,
        "version": company.version,
        "sites": sites,
        "second_factor": SecondFactorForm(initial={"roles": company.second_factor_for}, auto_id="second_factor_%s"),
        "modules": ModulesForm(rooms=optional_rooms(), initial={"on": on}) if optional_rooms() else None,
    }
    return save_form(
        request,
        CompanyForm(request.POST or None, initial=CompanyForm.values_of(company)),
        lambda given: actions.edit_company(company, sent_version(request), actor=request.actor, **given),
        template="people/company.html",
        sentence="L’entreprise est enregistrée.",
        to=_home(request),
        context=context,
    )


@require_http_methods(["POST"])
def modules(request: Any) -> HttpResponse:
    """A module that is off keeps all it holds; its pages are simply no longer there."""
    form = ModulesForm(request.POST, rooms=optional_rooms())
    if not form.is_valid():
        return render(request, "400.html", status=400)
    off = [name for name, _ in optional_rooms() if name not in form.cleaned_data["on"]]
    actions.edit_company(request.actor.company, actor=request.actor, modules_off=off)
    return done(request, "Les modules sont enregistrés.", to=_home(request))


@require_http_methods(["POST"])
def second_factor(request: Any) -> HttpResponse:
    form = SecondFactorForm(request.POST)
    if not form.is_valid():
        return render(request, "400.html", status=400)
    asked = form.cleaned_data["roles"]
    actions.edit_company(request.actor.company, actor=request.actor, second_factor_for=asked)
    sentence = "Ces rôles entrent avec un second facteur." if asked else "Le second facteur n’est exigé de personne."
    return done(request, sentence, to=_home(request))


@require_http_methods(["GET", "HEAD", "POST"])
def new_site(request: Any) -> HttpResponse:
    require(policies.can_edit_company(request.actor))
    company = request.actor.company
    return save_form(
        request,
        SiteForm(request.POST or None, initial={"zone": company.zone, "time_zone": company.time_zone}),
        lambda given: actions.open_site(actor=request.actor, once=request.POST.get("once", ""), **given),
        template="people/site_form.html",
        sentence="Le site est ouvert.",
        to=_home(request),
        context={"back": _home(request)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def site(request: Any, ref: str) -> HttpResponse:
    require(policies.can_edit_company(request.actor))
    site = get_object_or_404(Site.objects, ref=ref)
    return save_form(
        request,
        SiteForm(request.POST or None, initial=SiteForm.values_of(site)),
        lambda given: actions.edit_site(site, sent_version(request), actor=request.actor, **given),
        template="people/site_form.html",
        sentence="Le site est enregistré.",
        to=_home(request),
        context={"site": site, "version": site.version, "back": _home(request)},
    )
