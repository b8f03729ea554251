"""The one table of rights: what each role may do, on its own rows, its team's or the company's. Default none."""

from typing import Any

from pupitre.foundation.registry import Permission, rooms

NONE, OWN, TEAM, COMPANY = "none", "own", "team", "company"


class UnknownPermission(LookupError):
    """A policy named a permission that no manifest declares."""


def permission(name: str) -> Permission:
    for room in rooms.values():
        for row in room.permissions:
            if row.name == name:
                return row
    raise UnknownPermission(name)


def all_permissions() -> list[Permission]:
    return [row for room in rooms.values() for row in room.permissions]


def widest_scope(actor: Any, name: str) -> str:
    """The largest scope that one of the actor's roles gives; none when a clearance is missing."""
    row = permission(name)
    if row.clearance and not actor.is_cleared(row.clearance):
        return NONE
    given = {row.scopes.get(role, NONE) for role in actor.roles}
    return next((scope for scope in (COMPANY, TEAM, OWN) if scope in given), NONE)


def allows(actor: Any, name: str, of: Any = None) -> bool:
    """May the actor do this to what belongs to the member `of`? Without `of`, to anything of the company."""
    scope = widest_scope(actor, name)
    if scope == COMPANY:
        return True
    if of is None:
        return False
    return _is_own(actor, of) if scope == OWN else scope == TEAM and (_is_own(actor, of) or of.manager_id == actor.pk)


def may_somewhere(actor: Any, name: str) -> bool:
    """Is there at least one row this actor may do it to? For menus."""
    return widest_scope(actor, name) != NONE


def _is_own(actor: Any, of: Any) -> bool:
    return bool(of.pk == actor.pk)
