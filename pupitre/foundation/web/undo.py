"""One way back: the inverse verb of what was just done, refused with the reason for what changed since."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.models import Undo
from pupitre.foundation.audit.verbs import actions
from pupitre.foundation.web.answers import answer


class CannotUndo(Refusal):
    pass


@require_POST
def undo(request: Any, ref: str) -> HttpResponse:
    offered = get_object_or_404(Undo.objects.filter(member=request.actor), ref=ref)
    return answer(request, "C’est annulé.", take_back, offered)


def take_back(offered: Undo, *, actor: Any) -> None:
    """Used once: two clicks take back once; marked used only if the inverse verb went through."""
    waiting = Undo.objects.filter(pk=offered.pk, used_at=None, expires_at__gt=clock.now())
    if not waiting.exists():
        raise CannotUndo("Cette action a déjà été annulée, ou il est trop tard pour l’annuler.")
    actions[offered.verb](**offered.arguments, actor=actor)
    waiting.update(used_at=clock.now())
