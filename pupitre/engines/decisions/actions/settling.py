"""The one way a decision is written: the answer, the effect and the news in the same transaction."""

from typing import Any

from pupitre.engines.decisions.events import DecisionTaken
from pupitre.engines.decisions.models import Answer, DecisionRequest
from pupitre.engines.decisions.rules import Kind, Settled
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import Refusal
from pupitre.foundation.audit.verbs import save, tell

OPENING = ("closed_at", "later_until", "is_question_open", "question_on", "is_for_the_point")


class CannotDecide(Refusal):
    pass


def settle(request: DecisionRequest, answer: Answer, kind: Kind, *, informs: bool = True) -> Answer:
    """When the effect refuses, nothing is decided, and the reader gets its sentence.

    `informs` the direction, in its news; what « décide » alone leaves is in the register.
    """
    option = kind.option(answer.code)
    if option is None:
        raise CannotDecide("Cette réponse n’est pas prévue ici.")
    answer.is_yes = option.is_yes
    answer.save()
    request.closed_at, request.later_until = clock.now(), None
    request.is_question_open = request.is_for_the_point = False
    request.question_on = None
    save(request, *OPENING)
    effect = kind.accept if option.is_yes else kind.refuse
    effect(settled_of(request, answer), actor=answer.by)
    behalf = answer.on_behalf_of.ref if answer.on_behalf_of else ""
    tell(
        DecisionTaken(request.ref, answer.code, option.is_yes, answer.way, behalf),
        request,
        {**named(request, answer), "told": option.told, "informs": informs},
    )
    return answer


def reopen(request: DecisionRequest, kind: Kind, final: Answer, *, actor: Any) -> None:
    """A new round: what was decided stays written, and no longer holds."""
    if kind.take_back is not None:
        kind.take_back(settled_of(request, final), actor=actor)
    request.closed_at = None
    request.round += 1
    save(request, "closed_at", "round")


def settled_of(request: DecisionRequest, answer: Answer) -> Settled:
    return Settled(request.subject, answer.code, answer.said, answer.by, request.asker)


def named(request: DecisionRequest, answer: Answer) -> dict[str, Any]:
    """What the journal shows, kept apart from the chain; `followed`: refs of those whom it concerns."""
    followed = [request.asker.ref, *([request.then_member.ref] if request.then_member else [])]
    return {"title": request.title, "by": answer.by.name, "said": answer.said, "followed": followed}
