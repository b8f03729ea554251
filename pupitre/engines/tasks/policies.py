"""Who may note, change and hand tasks."""

from datetime import date

from pupitre.engines.tasks.models import Task
from pupitre.foundation.access.table import COMPANY, TEAM, allows, may_somewhere, widest_scope
from pupitre.foundation.tenancy.models import Member


def can_add(actor: Member) -> bool:
    return may_somewhere(actor, "tasks.edit_task")


def can_see_others(actor: Member) -> bool:
    """Those of a team, or of the company, besides one's own."""
    return widest_scope(actor, "tasks.see_tasks") in (TEAM, COMPANY)


def can_edit(actor: Member, task: Task) -> bool:
    """Its owner and its author; whoever runs the company, unless it is private."""
    if actor.pk in (task.owner_id, task.created_by_id):
        return can_add(actor)
    return not task.is_private and allows(actor, "tasks.edit_task")


def can_take_back_time(actor: Member, task: Task, member_id: int) -> bool:
    return can_edit(actor, task) or actor.pk == member_id


def can_receive(member: Member, on: date) -> bool:
    """Whoever is in the company that day; not those whose role opens no task."""
    return member.is_here(on) and (not member.roles or may_somewhere(member, "tasks.edit_task"))


def can_tune(actor: Member) -> bool:
    return allows(actor, "tasks.tune")
