"""Doing something to the outside world once: the key is written before, and marked after."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from pupitre.foundation import clock
from pupitre.foundation.jobs.models import Effect


class InDoubt(RuntimeError):
    """The effect had begun when the process died: a human looks before anything is sent again."""


def once(key: str, do: Callable[[], None], *, may_repeat: bool) -> bool:
    """Do it, unless it is done; True when this call did it. `may_repeat`: a mail may leave again, a payment never."""
    if not _begin(key, may_repeat):
        return False
    do()
    Effect.objects.filter(key=key).update(state=Effect.State.SENT)
    return True


def _begin(key: str, may_repeat: bool) -> bool:
    try:
        with transaction.atomic():
            Effect.objects.create(key=key, at=clock.now())
        return True
    except IntegrityError:
        effect = Effect.objects.get(key=key)
    if effect.state == Effect.State.SENT:
        return False
    if not may_repeat:
        raise InDoubt(key)
    return True
