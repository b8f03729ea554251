"""Who may see, write and do routines."""

from pupitre.engines.routines.models import Routine
from pupitre.foundation.access.table import allows, may_somewhere
from pupitre.foundation.tenancy.models import Member


def can_see_routines(actor: Member) -> bool:
    """Some of them at least: anybody who works here may be given one."""
    return may_somewhere(actor, "routines.see")


def can_see_all_routines(actor: Member) -> bool:
    return allows(actor, "routines.see")


def can_edit_routines(actor: Member) -> bool:
    return allows(actor, "routines.edit")


def can_do(actor: Member, routine: Routine) -> bool:
    """Its owner, and those who write routines."""
    return allows(actor, "routines.do_occurrence", of=routine.owner)


def can_own(member: Member) -> bool:
    """Whoever may do their own routines may be given one."""
    return may_somewhere(member, "routines.do_occurrence")
