"""Who sees and changes which tasks; what is private, what is erased, what is about something."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.engines.tasks import actions, policies
from pupitre.engines.tasks.models import Step, Task
from pupitre.engines.tasks.privacy import forget_private_tasks
from pupitre.engines.tasks.queries import tasks_about, tasks_visible_to
from pupitre.engines.tasks.rules import TaskDraft
from pupitre.engines.tasks.tests.factories import task_of
from pupitre.foundation.audit.models import Details, Undo
from pupitre.foundation.registry import resolve
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import working_for


def seen(actor):
    return {task.title for task in tasks_visible_to(actor)}


def test_each_sees_theirs_the_team_its_own_and_the_office_everything(lumen):
    for member in (lumen.claire, lumen.hugo, lumen.lea):
        task_of(member, member.name)
    task_of(lumen.lea, "Pour Claire", owner=lumen.claire)
    assert seen(lumen.claire) == seen(lumen.sophie) == {"Claire", "Hugo", "Léa", "Pour Claire"}
    assert seen(lumen.hugo) == {"Hugo", "Léa"}
    assert seen(lumen.lea) == {"Léa", "Pour Claire"}


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.READER, None])
def test_who_is_outside_sees_none_not_even_their_own(lumen, role):
    task = task_of(lumen.lea)
    lumen.lea.roles = [role] if role else []
    assert seen(lumen.lea) == set()
    assert not policies.can_edit(lumen.lea, task)


def test_the_neighbours_see_nothing_of_it(lumen):
    task = task_of(lumen.claire)
    with working_for(lumen.voisins):
        assert seen(lumen.nora) == set()
        assert resolve(lumen.nora, "tasks.task", task.ref) is None


def test_a_private_task_is_seen_by_its_two_people_alone(lumen):
    task = task_of(lumen.lea, "Secret", owner=lumen.hugo, is_private=True)
    assert {m.name for m in (lumen.claire, lumen.sophie, lumen.hugo, lumen.lea) if "Secret" in seen(m)} == {
        "Hugo",
        "Léa",
    }
    assert resolve(lumen.sophie, "tasks.task", task.ref) is None
    with pytest.raises(PermissionDenied):
        actions.finish_task(task, actor=lumen.sophie)


def test_a_manager_reads_the_tasks_of_the_team_and_does_not_finish_them(lumen):
    task = task_of(lumen.lea)
    assert not policies.can_edit(lumen.hugo, task)
    assert policies.can_edit(lumen.claire, task)


def test_what_is_about_something_is_shown_to_whoever_may_see_it(lumen):
    about = {"subject_kind": "suppliers.contract", "subject_ref": "ABCD1234EFGH"}
    task_of(lumen.claire, "À tous", **about)
    task_of(lumen.claire, "Secret", is_private=True, **about)
    task_of(lumen.claire, "Autre chose")
    assert [task.title for task in tasks_about(lumen.sophie, *about.values())] == ["À tous"]
    assert len(tasks_about(lumen.claire, *about.values())) == 2


def test_who_is_erased_leaves_no_word_of_what_was_theirs_alone(lumen):
    alone = task_of(lumen.lea, "Rendez-vous médical", is_private=True, note="à 15 h", steps=["Prendre le train"])
    shared = task_of(lumen.lea, "Badge", owner=lumen.claire, is_private=True)
    work = task_of(lumen.lea, "Inventaire", due_on=date(2026, 12, 1))
    actions.edit_task(alone, TaskDraft("Rendez-vous", is_private=True), actor=lumen.lea)
    forget_private_tasks(lumen.lea)
    alone.refresh_from_db()
    assert (alone.title, alone.note, Step.objects.count()) == ("Tâche effacée", "", 0)
    assert not Details.objects.filter(text__contains="Rendez-vous").exists()
    assert not Undo.objects.filter(member=lumen.lea).exists()
    assert {task.title for task in Task.objects.filter(pk__in=[shared.pk, work.pk])} == {"Badge", "Inventaire"}
