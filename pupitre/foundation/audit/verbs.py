"""What makes a function an action: one transaction, rows read again under lock, and the journal written last."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, wraps
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models, transaction

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import ChangedMeanwhile, Refusal
from pupitre.foundation.audit.journal import Told, write
from pupitre.foundation.audit.models import Once, Undo
from pupitre.foundation.tenancy.prepared import Prepared
from pupitre.foundation.tenancy.scope import current_company

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", bound=models.Model)

FLOORS_WITH_ROOMS = {"modules", "engines", "foundation"}
LONGEST_SENTENCE = 250
actions: dict[str, Callable[..., Any]] = {}


class NoAction(RuntimeError):
    """Something was told outside any action."""


class SilentAction(RuntimeError):
    """An action ended without telling anything."""


@dataclass
class Act:
    """The action under way: who does it, what it told, and the way back it offers."""

    actor: Any
    verb: str
    told: list[Told] = field(default_factory=list)
    undo: Undo | None = None


_current: ContextVar[Act | None] = ContextVar("act", default=None)


def action(verb: Callable[P, R]) -> Callable[..., R]:
    """Callers give `actor=`, and `once=` when a form carries a key."""

    @wraps(verb)
    def act(*args: Any, actor: Any, once: str = "", **kwargs: Any) -> R:
        once = sha256(once.encode()).hexdigest()[:40] if once else ""
        if once and (made := _made_before(actor, once)) is not None:
            return made  # type: ignore[no-any-return]  # what the same verb returned the first time
        try:
            return _perform(verb, actor, once, args, kwargs)
        except (IntegrityError, Refusal):
            if once and (made := _made_before(actor, once)) is not None:
                return made  # type: ignore[no-any-return]  # the other click won the race, and was no rival
            raise

    actions[name_of(verb)] = act
    return act


def _perform(verb: Callable[..., R], actor: Any, once: str, args: Any, kwargs: Any) -> R:
    with acting(actor, name_of(verb)):
        made = verb(*args, actor=actor, **kwargs)
        if once:
            _remember(actor, once, made)
        return made


def name_of(thing: Any) -> str:
    """pupitre.modules.suppliers.events.ContractSigned -> 'suppliers.ContractSigned', however deep the file."""
    parts = thing.__module__.removeprefix("pupitre.").split(".")
    room = parts[1] if parts[0] in FLOORS_WITH_ROOMS else parts[0]
    return f"{room}.{thing.__name__}"


def locked(row: Row, version: int | None = None) -> Row:
    """The row as it is now: the copy that was given may be stale. With a version, refused when it has moved on."""
    model: Any = type(row)
    fresh: Row | None = _under_lock(model).first(row.pk)
    if fresh is None:
        raise model.DoesNotExist
    if version is not None and fresh.version != version:  # type: ignore[attr-defined]  # Versioned rows only
        raise ChangedMeanwhile(fresh)
    return fresh


@cache
def _under_lock(model: Any) -> Prepared:
    return Prepared(lambda pk: model.objects.select_for_update(of=("self",)).filter(pk=pk))


def save(row: Any, *fields: str) -> None:
    """Write these fields of a locked row and move its version on."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def tell(event: Any, subject: Any = None, details: dict[str, Any] | None = None) -> None:
    """Say what happened: the event holds refs and figures; names and values go to `details`, which can be erased."""
    _under_way().told.append(Told(name_of(type(event)), event, subject, details or {}))


def offer_undo(sentence: str, inverse: Callable[..., Any], **arguments: Any) -> None:
    """Keep the way back of the outermost action: the inverse verb and what it needs, as plain JSON values."""
    act = _under_way()
    expires_at = clock.now() + settings.RETENTION["undo"]
    given = {
        "sentence": sentence[:LONGEST_SENTENCE],
        "verb": name_of(inverse),
        "arguments": arguments,
        "expires_at": expires_at,
    }
    act.undo = Undo.objects.create(member=act.actor, **given)
    _offered.set(act.undo)


_offered: ContextVar[Undo | None] = ContextVar("offered", default=None)


def _under_way() -> Act:
    if (act := _current.get()) is None:
        raise NoAction
    return act


def last_undo() -> Undo | None:
    """What the last action of this request offers to take back."""
    undo = _offered.get()
    _offered.set(None)
    return undo


@contextmanager
def acting(actor: Any, verb: str) -> Iterator[None]:
    """Open the transaction of an action; an action within an action joins the first."""
    if _current.get() is not None:
        yield
        return
    token = _current.set(act := Act(actor, verb))
    _offered.set(None)
    try:
        with transaction.atomic():
            yield
            if not act.told:
                raise SilentAction(verb)
            write(actor, verb, act.told)
    except BaseException:
        _offered.set(None)  # what was taken back with the transaction offers nothing
        raise
    finally:
        _current.reset(token)


def _made_before(actor: Any, key: str) -> Any:
    mark = Once.objects.filter(member=actor, key=key).first()
    if mark is None:
        return None
    return apps.get_model(mark.model).objects.get(ref=mark.made) if mark.made else mark


def _remember(actor: Any, key: str, made: Any) -> None:
    said = {"model": made._meta.label, "made": made.ref} if hasattr(made, "ref") else {}
    Once.objects.create(member=actor, key=key, at=clock.now(), company=current_company(), **said)
