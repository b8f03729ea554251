"""« Qui voit quoi » : who may see the things of one room, by name; or the whole table of rights, and who holds what."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.table import COMPANY, NONE, OWN, TEAM, all_permissions, widest_scope
from pupitre.foundation.registry import Permission, Room, rooms
from pupitre.foundation.tenancy.models import Clearance, Member, Role
from pupitre.foundation.tenancy.queries import members_on

HELD = {Clearance: "Habilitation : "}
REACH = {COMPANY: "tout", TEAM: "son équipe", OWN: "soi-même"}
REACH_OF_NAMES = {COMPANY: "Tout", TEAM: "Ce qui est à son équipe", OWN: "Ce qui est à soi"}
SEEING = ".see_"
AT_A_GLANCE = 8  # names in a line; more are unfolded on demand


@require_safe
def rights(request: Any) -> HttpResponse:
    """Open to everybody: knowing who may see one's file is part of trusting the house."""
    here = members_on(clock.today(request.actor.company))
    room = rooms.get(request.GET.get("room", ""))
    if room is not None and room.permissions:
        return render(request, "people/rights_of_room.html", _of_room(room, here))
    return render(request, "people/rights.html", _of_all(here))


def _of_room(room: Room, here: Sequence[Member]) -> dict[str, Any]:
    """Whoever sees, then whoever may change; by name, from the table and nothing else."""
    seeing = [row for row in room.permissions if SEEING in row.name]
    doing = [row for row in room.permissions if SEEING not in row.name]
    sections = [("Qui voit", seeing), ("Qui peut y agir", doing)]
    return {
        "room": room,
        "sections": [(title, [_by_name(row, here) for row in rows]) for title, rows in sections if rows],
    }


def _by_name(row: Permission, here: Sequence[Member]) -> dict[str, Any]:
    scopes = [(member, widest_scope(member, row.name)) for member in here]
    reached = [(REACH_OF_NAMES[reach], [_said(m) for m, s in scopes if s == reach]) for reach in REACH_OF_NAMES]
    return {
        "says": _sentence(row),
        "clearance": _clearance(row),
        "reached": [
            {"reach": reach, "names": names, "is_long": len(names) > AT_A_GLANCE} for reach, names in reached if names
        ],
        "is_nobodys": all(scope == NONE for _, scope in scopes),
    }


def _said(member: Member) -> str:
    roles = [role.label for role in Role if member.has(role)]
    return f"{member.name} ({roles[0].lower()})" if roles else member.name


def _of_all(here: Sequence[Member]) -> dict[str, Any]:
    rows = [
        {
            "says": _sentence(row),
            "clearance": _clearance(row),
            "cells": [(role.label, REACH.get(row.scopes.get(role, ""), "")) for role in Role],
        }
        for row in all_permissions()
        if row.says
    ]
    holders = [
        {"label": HELD.get(type(one), "") + one.label, "names": ", ".join(m.name for m in here if _holds(m, one))}
        for one in (*Role, *Clearance)
        if one != Role.EMPLOYEE
    ]
    return {"rows": rows, "roles": [role.label for role in Role], "holders": holders}


def _sentence(row: Permission) -> str:
    return row.says[:1].upper() + row.says[1:]


def _clearance(row: Permission) -> str:
    return str(Clearance(row.clearance).label) if row.clearance else ""


def _holds(member: Member, right: Role | Clearance) -> bool:
    return member.has(right) if isinstance(right, Role) else member.is_cleared(right)
