"""The company's own words, and what was looked for in vain."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from pupitre.foundation.access.refusals import Refusal, require
from pupitre.foundation.search import actions, policies, queries
from pupitre.foundation.search.forms import SynonymForm
from pupitre.foundation.web.answers import answer
from pupitre.foundation.web.editing import save_form
from pupitre.kernel.formatting import counted, day_short
from pupitre.ui.addresses import url_of

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Any) -> HttpResponse:
    require(policies.can_edit_words(request.actor))
    form = SynonymForm(request.POST or None, initial={"said": request.GET.get("said", "")[:40]})

    def act(typed: dict[str, Any]) -> Any:
        return actions.keep_synonym(**typed, actor=request.actor, once=request.POST.get("once", ""))

    def context() -> dict[str, Any]:
        missed = [
            (one, f"{counted(one.times, 'fois', 'fois')}, le {day_short(one.last_on)}")
            for one in queries.missed()[:SHOWN]
        ]
        return {"synonyms": queries.synonyms(), "missed": missed}

    return save_form(
        request,
        form,
        act,
        template="search/words.html",
        sentence=lambda kept: f"« {kept.shown} » trouvera aussi « {kept.means} ».",
        to=_here(request),
        context=context,
    )


@require_POST
def removal(request: Any, ref: str) -> HttpResponse:
    require(policies.can_edit_words(request.actor))
    synonym = get_object_or_404(queries.synonyms(), ref=ref)
    return answer(request, f"« {synonym.shown} » retiré.", actions.remove_synonym, synonym, to=_here(request))


@require_POST
def forget(request: Any, ref: str) -> HttpResponse:
    require(policies.can_edit_words(request.actor))
    missed = get_object_or_404(queries.missed(), ref=ref)
    return answer(request, "Retiré de la liste.", actions.forget_missed, missed, to=_here(request))


@require_POST
def report(request: Any) -> HttpResponse:
    """In the name of the house: nothing says who looked for it."""
    try:
        actions.report_missed(request.POST.get("q", "")[:200], actor=None)
    except Refusal as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, "Merci. Ces mots sont signalés, sans votre nom.")
    return HttpResponseRedirect(url_of("search:page", request.actor.company.slug))


def _here(request: Any) -> str:
    return url_of("search:words", request.actor.company.slug)
