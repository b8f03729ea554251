"""Yanis's workshop: who is away, who comes and who goes, what they asked him, what each has to do."""

from datetime import timedelta
from typing import Any

from pupitre.demo.portfolio import Cast
from pupitre.demo.story import Story
from pupitre.engines.attention.public import note_presence_change, set_pattern, weekly_pattern
from pupitre.engines.decisions.public import Ask, PowerDraft, add_power, request_decision
from pupitre.engines.tasks.public import TaskDraft, add_task, start_task
from pupitre.foundation.tenancy.models import Role
from pupitre.kernel.money import Basis
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Part
from pupitre.modules.people.public import end_membership, hire, person_of

TASKS = (  # who, what, due in how many days, minutes, begun, given by Yanis
    ("Bastien Leclerc", "Caler le planning de pose de décembre", 1, 60, True, True),
    ("Karim Haddad", "Recâbler le banc d’essai", 2, 120, True, False),
    ("Karim Haddad", "Ranger la réserve de connecteurs", None, 45, False, False),
    ("Mathilde Kerbrat", "Contrôler le lot de suspensions de la Canopée", -2, 90, True, True),
    ("Mathilde Kerbrat", "Étalonner le luxmètre", 5, 30, False, False),
    ("Lucie Morvan", "Préparer les platines du chantier de Lyon", 3, 180, False, True),
)


def tell(story: Story, cast: Cast) -> None:
    """Each is in the cast by the time the scene is played."""
    for n, row in enumerate(TASKS):
        story.ago(6, 9 + n, lambda row=row: _note(story, cast, *row))  # type: ignore[misc]  # bound now
    story.ago(4, 8, lambda: _away(story, cast, "Fatou Ndiaye", 0, 2))
    story.ago(4, 9, lambda: _away(story, cast, "Paul Ribeiro", 2, 2, part=Part.AFTERNOON))
    story.ago(9, 10, lambda: _arrival(story, cast))
    story.ago(8, 10, lambda: _departure(story, cast))
    story.ago(4, 13, lambda: _gloves(story, cast))
    story.ago(0, 5, lambda: _powers(cast))


def _note(story: Story, cast: Cast, who: str, title: str, due: int | None, minutes: int, *more: bool) -> None:
    is_begun, is_given = more
    yanis, owner = cast.members["Yanis Benali"], cast.members[who]
    due_on = None if due is None else story.today + timedelta(days=due)
    made = add_task(TaskDraft(title, owner=owner, due_on=due_on, minutes=minutes), actor=yanis if is_given else owner)
    if is_begun:
        start_task(made, actor=owner)


def _away(story: Story, cast: Cast, who: str, starts: int, ends: int, **more: Any) -> None:
    days = Period(story.today + timedelta(days=starts), story.today + timedelta(days=ends))
    note_presence_change(cast.members[who], days, actor=cast.members["Yanis Benali"], **more)


def _arrival(story: Story, cast: Cast) -> None:
    """The newcomer whose welcome Claire prepares."""
    yanis = cast.members["Yanis Benali"]
    given = {
        "job_title": "Monteur-câbleur",
        "team": person_of(yanis).team,
        "site": yanis.site,
        "manager": yanis,
        "joined_on": story.today + timedelta(days=13),
        "roles": (Role.EMPLOYEE,),
    }
    adrien = hire("Adrien Faure", "adrien@atelier-lumen.example", actor=cast.members["Sophie Lacombe"], **given)
    set_pattern(adrien, weekly_pattern(cast.members["Karim Haddad"]), actor=yanis)


def _departure(story: Story, cast: Cast) -> None:
    last_day = story.today + timedelta(days=24)
    end_membership(person_of(cast.members["Gaël Tanguy"]), last_day, actor=cast.members["Sophie Lacombe"])


def _gloves(story: Story, cast: Cast) -> None:
    ask = Ask(
        "Six paires de gants anti-coupure",
        amount_cents=84_00,
        basis=Basis.TTC,
        payee_name="Manutan",
        decide_by=story.today + timedelta(days=3),
        consequence="plus de gants pour la découpe de lundi",
    )
    request_decision(ask, actor=cast.members["Karim Haddad"])


def _powers(cast: Cast) -> None:
    """What Karim and Mathilde ask is for Yanis, up to 300 €."""
    yanis, sophie = cast.members["Yanis Benali"], cast.members["Sophie Lacombe"]
    for name in ("Karim Haddad", "Mathilde Kerbrat"):
        draft = PowerDraft(holder=yanis, asker=cast.members[name], up_to_cents=300_00, basis=Basis.TTC)
        add_power(draft, actor=sophie)
