"""What is done to many tasks at once: each asked of its policy, one transaction, one way back."""

from collections.abc import Sequence
from datetime import timedelta

from pupitre.engines.tasks import policies
from pupitre.engines.tasks.actions.changing import CannotChange, Changed, changed, keep, named, tell_who_is_named, write
from pupitre.engines.tasks.actions.states import CHANGES, parking
from pupitre.engines.tasks.models import Task
from pupitre.engines.tasks.queries import stale_tasks, tasks_visible_to, tuning
from pupitre.engines.tasks.rules import MOST_AT_ONCE, Change, What
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.audit.verbs import action, tell
from pupitre.foundation.tenancy.models import Member
from pupitre.kernel.formatting import counted, number


@action
def change_tasks(refs: Sequence[str], change: Change, *, actor: Member) -> list[Task]:
    """Those that the change concerns; what was already so is left alone."""
    rows = _allowed(refs, actor)
    done: list[Changed] = []
    refusal: CannotChange | None = None
    for row in rows:
        try:
            values, event = CHANGES[change.what](row, change, actor)
        except CannotChange as reason:
            refusal = reason
            continue
        done.append(changed(row, values))
        tell(event, row, named(row))
    if not done:
        raise CannotChange(str(refusal) if len(rows) == 1 else f"Rien n’a été changé. {refusal}")
    keep(done, f"{counted(len(done), 'tâche changée', 'tâches changées')}")
    tasks = [one.task for one in done]
    if change.what == What.HAND:
        tell_who_is_named(tasks, change.member, actor)
    return tasks


@action
def park_stale(*, actor: None) -> int:
    """By the clock, each night: without a date, and nobody has done anything of them for long."""
    require(actor is None)
    before = clock.now() - timedelta(days=tuning().stale_days)
    rows = list(stale_tasks(before).select_for_update(of=("self",)))
    if not rows:
        raise CannotChange("Aucune tâche n’est oubliée.")
    parked = []
    for row in rows:
        values, event = parking(row, Change(What.PARK), None)
        parked.append(changed(row, values))
        tell(event, row, named(row))
    write(parked)
    return len(parked)


def _allowed(refs: Sequence[str], actor: Member) -> list[Task]:
    """All of them or nothing: what was announced is what is done."""
    require(policies.can_add(actor))
    wanted = set(refs)
    if len(wanted) > MOST_AT_ONCE:
        raise CannotChange(f"{number(MOST_AT_ONCE)} tâches au plus à la fois : filtrez davantage.")
    rows = list(tasks_visible_to(actor).filter(ref__in=wanted).select_for_update(of=("self",)).order_by("pk"))
    if not rows or len(rows) != len(wanted):
        raise CannotChange("Choisissez des tâches de la liste : certaines n’y sont plus, rien n’a été changé.")
    foreign = sum(not policies.can_edit(actor, row) for row in rows)
    if foreign:
        not_yours = counted(foreign, "tâche n’est pas à vous", "tâches ne sont pas à vous")
        raise CannotChange(f"{not_yours} : rien n’a été changé.")
    return rows
