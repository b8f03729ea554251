"""How every room answers a form that was sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.models import Undo
from pupitre.foundation.audit.verbs import last_undo


def answer(
    request: Any, sentence: str | Callable[[Any], str], act: Callable[..., Any], *args: Any, to: str = "", **kwargs: Any
) -> HttpResponse:
    """Make the one domain call; say what was done, with its way back, or why it could not be.

    A sentence that depends on what was made is given as a function of it.
    """
    try:
        made = act(*args, actor=request.actor, **kwargs)
    except Refusal as reason:
        messages.error(request, str(reason))
        return HttpResponseRedirect(to or back_to(request))
    return done(request, sentence(made) if callable(sentence) else sentence, to=to)


def done(request: Any, sentence: str, undo: Undo | None = None, to: str = "") -> HttpResponse:
    """What was done, said in a toast that can take it back."""
    undo = undo or last_undo()
    messages.success(request, sentence, extra_tags=f"undo:{undo.ref}" if undo else "")
    return HttpResponseRedirect(to or back_to(request))


def back_to(request: Any) -> str:
    """The page the form was on, when it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return str(wanted)
    return str(request.actor.company.address)
