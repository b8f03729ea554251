"""What becomes of tasks when a person is erased: what was theirs alone goes, the company's work stays."""

from django.db.models import Q

from pupitre.engines.tasks.models import Step, Task
from pupitre.foundation.audit.journal import kind_and_ref
from pupitre.foundation.audit.models import Details, Undo
from pupitre.foundation.tenancy.models import Member

ERASED = "Tâche effacée"


def forget_private_tasks(member: Member) -> None:
    """The words of private tasks that nobody else sees, in the journal too, and every way back of theirs."""
    alone = Q(is_private=True, owner=member, created_by=member)
    tasks = list(Task.objects.filter(alone))
    Step.objects.filter(task__in=tasks).delete()
    for task in tasks:
        task.title, task.folded_title, task.note, task.dropped_why = ERASED, "", "", ""
        task.save(update_fields=["title", "folded_title", "note", "dropped_why"])
    Details.objects.filter(entry__subject__in=[kind_and_ref(task) for task in tasks]).delete()
    Undo.objects.filter(member=member, verb__startswith="tasks.").delete()
