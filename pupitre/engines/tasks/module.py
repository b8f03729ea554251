"""The manifest of tasks."""

from pupitre.engines.tasks import attention, capture, jobs, panels, policies, search
from pupitre.engines.tasks.privacy import forget_private_tasks
from pupitre.foundation.registry import Gesture, Link, Permission, Room, Schedule, register
from pupitre.foundation.tenancy.models import Role

COMPANY, TEAM, OWN = "company", "team", "own"
OFFICE: dict[str, str] = dict.fromkeys((Role.OWNER, Role.OFFICE_MANAGER, Role.DIRECTOR), COMPANY)
OTHERS: dict[str, str] = dict.fromkeys((Role.EMPLOYEE, Role.HR, Role.FINANCE), OWN)
TEAMS = (Role.MANAGER, Role.REFERENT)

register(
    Room(
        name="tasks",
        label="Tâches",
        menu=(Link("Tâches", "tasks:list", "list-checks", group=0, key="t", permission="tasks.see_tasks", rank=1),),
        permissions=(
            Permission(
                "tasks.see_tasks",
                {**OFFICE, **OTHERS, **dict.fromkeys(TEAMS, TEAM)},
                says="voir les tâches, sauf les privées ; chacun voit les siennes et celles qu’il a demandées",
            ),
            Permission(
                "tasks.edit_task",
                {**OFFICE, **OTHERS, **dict.fromkeys(TEAMS, OWN)},
                says="noter, faire et confier des tâches",
            ),
            Permission("tasks.tune", OFFICE, says="régler la limite des tâches en cours et le délai avant de garer"),
        ),
        attention=(attention.open_tasks,),
        done_items=(attention.done_tasks,),
        news=panels.NEWS,
        searched=(search.TASKS,),
        gestures=(
            Gesture(
                "Nouvelle tâche",
                "tasks:add",
                "list-plus",
                "noter ajouter rappel à faire",
                is_open=policies.can_add,
                is_common=True,
            ),
            Gesture("Confier quelque chose", "tasks:entrust", "send", "demander déléguer", is_open=policies.can_add),
        ),
        captures=(capture.TASK,),
        kinds={"tasks.task": panels.find_task},
        schedules=(Schedule("tasks.park", jobs.park, hour="04:15"),),
        append_only=("tasks.TimeSpent",),
        erases=(forget_private_tasks,),
    )
)
