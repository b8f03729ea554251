"""« Qui voit quoi » : the table of rights in words, and who holds what."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.table import COMPANY, OWN, TEAM, all_permissions
from pupitre.foundation.tenancy.models import Clearance, Member, Role
from pupitre.foundation.tenancy.queries import members_on

HELD = {Clearance: "Habilitation : "}
REACH = {COMPANY: "tout", TEAM: "son équipe", OWN: "soi-même"}


@require_safe
def rights(request: Any) -> HttpResponse:
    """Open to everybody: knowing who may see one's file is part of trusting the house."""
    rows = [
        {
            "says": permission.says[:1].upper() + permission.says[1:],
            "clearance": Clearance(permission.clearance).label if permission.clearance else "",
            "cells": [(role.label, REACH.get(permission.scopes.get(role, ""), "")) for role in Role],
        }
        for permission in all_permissions()
        if permission.says
    ]
    here = members_on(clock.today(request.actor.company))
    holders = [
        {"label": HELD.get(type(one), "") + one.label, "names": ", ".join(m.name for m in here if _holds(m, one))}
        for one in (Role.DIRECTOR, Role.OFFICE_MANAGER, Role.MANAGER, *Clearance)
    ]
    context = {"rows": rows, "roles": [role.label for role in Role], "holders": holders}
    return render(request, "people/rights.html", context)


def _holds(member: Member, right: Role | Clearance) -> bool:
    return member.has(right) if isinstance(right, Role) else member.is_cleared(right)
