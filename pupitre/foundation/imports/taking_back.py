"""What an import wrote, and what a room says of putting it back."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

CHANGED_SINCE = "changed"
SOMETHING_STANDS = "autre chose s’appuie sur cette fiche"
TARGET_IS_GONE = "ce qui était noté avant n’existe plus"
REMOVED_SINCE = "retirée depuis"


@dataclass(frozen=True)
class Written:
    """A row that an import wrote: its version afterwards, and the values of before (none when it was created).

    Keys are those of the database, days are ISO: plain JSON.
    """

    kind: str
    ref: str
    version: int
    was: dict[str, Any] | None = None


@dataclass(frozen=True)
class Left:
    """A row that stays as it is, and why, in French; or CHANGED_SINCE, which the journal puts in words."""

    kind: str
    ref: str
    name: str
    reason: str


def left_erased(one: Written) -> Left:
    return Left(one.kind, one.ref, "Fiche effacée", REMOVED_SINCE)


@dataclass
class TakenBack:
    """What goes back to its values of before, what goes away, and what stays."""

    restored: int = 0
    removed: int = 0
    left: list[Left] = field(default_factory=list)


@dataclass(frozen=True)
class WayBack:
    """`look(rows)` says what would happen, `take(rows, actor=…)` is the action that does it, under lock."""

    look: Callable[[Sequence[Written]], TakenBack]
    take: Callable[..., TakenBack]


def plain_values(row: Any, fields: Iterable[str]) -> dict[str, Any]:
    """The values of a row before it is changed, as JSON holds them."""
    return {name: _plain(getattr(row, row._meta.get_field(name).attname)) for name in fields}


def put_values(row: Any, was: Mapping[str, Any]) -> None:
    for name, value in was.items():
        kept = row._meta.get_field(name)
        setattr(row, kept.attname, kept.to_python(value) if not kept.is_relation else value)


def lost_targets(model: type[models.Model], kept: Collection[Mapping[str, Any]]) -> dict[str, set[int]]:
    """By field, the keys that the values of before point to and that are no longer there, or are in the bin."""
    lost = {}
    for key in model._meta.concrete_fields:
        target: Any = key.related_model
        if key.is_relation and (wanted := {was[key.name] for was in kept if was.get(key.name)}):
            there = target._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)
            lost[key.name] = wanted - set(there)
    return lost


def pointed_at(
    model: type[models.Model],
    pks: Collection[int],
    leaving: Mapping[tuple[Any, str], Collection[int]],
    *,
    bin_counts: bool = True,
) -> set[int]:
    """Which of these rows something still stands on, in any room.

    `leaving` is {(model, field): keys of rows that go away, or that this field leaves}: they do not count. Without
    `bin_counts`, neither does what is in the bin.
    """
    found: set[int] = set()
    links: list[Any] = model._meta.get_fields(include_hidden=True)
    for link in links:
        if not link.auto_created or link.concrete or not pks:
            continue
        other: Any = link.related_model
        name = link.field.name
        everything = getattr(other, "with_removed", other._default_manager)
        rows = (everything if bin_counts else other._default_manager).filter(**{f"{name}__in": pks})
        gone = set(leaving.get((other, name), ()))
        found.update(target for pk, target in rows.values_list("pk", name) if pk not in gone)
    return found


def named_in(model: type[models.Model], refs: Collection[str]) -> set[str]:
    """Which of these rows another room names by its ref: a document attached to it, a task about it, a bank line."""
    found: set[str] = set()
    own_name = f"{model._meta.model_name}_ref"
    for other in apps.get_models() if refs else ():
        names = {one.name for one in other._meta.concrete_fields}
        if {"subject_kind", "subject_ref"} <= names:
            about = other._default_manager.filter(subject_kind=model._meta.label_lower, subject_ref__in=refs)
            found.update(about.values_list("subject_ref", flat=True))
        if own_name in names:
            naming = other._default_manager.filter(**{f"{own_name}__in": refs})
            found.update(naming.values_list(own_name, flat=True))
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
