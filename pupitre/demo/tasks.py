"""What Claire has to do and has done, what Sophie gave her, what Léa keeps for herself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pupitre.demo.portfolio import Cast
from pupitre.demo.story import Story
from pupitre.engines.tasks.public import Task, TaskDraft, add_task, finish_task, start_task

FINISHED = (  # title, days ago, minutes as planned, minutes as spent
    ("Commander les vêtements d’atelier", 21, 30, 20),
    ("Mettre à jour le plan d’évacuation de Nantes", 19, 45, 50),
    ("Faire réparer le portail de Pantin", 14, 20, 35),
    ("Réserver la salle du comité de direction", 12, 10, 10),
    ("Déclarer le bris de vitrine à Axa", 7, 30, 25),
)
WELCOME = ("Préparer le poste", "Commander le badge", "Prévenir Bastien", "Imprimer le livret d’accueil")


def tell(story: Story, cast: Cast) -> None:
    """Each is in the cast by the time the scene is played."""
    for title, days_ago, minutes, spent in FINISHED:
        made = _note(story, cast, days_ago + 5, "Claire Morel", title, minutes=minutes)
        _then(story, days_ago, made, finish_task, spent)
    welcome: dict[str, Any] = {
        "due_on": story.today + timedelta(days=9),
        "minutes": 60,
        "criticality": 3,
        "steps": WELCOME,
    }
    made = _note(story, cast, 7, "Claire Morel", "Préparer l’accueil du nouveau monteur", **welcome)
    _then(story, 5, made, start_task)
    late: dict[str, Any] = {"due_on": story.today - timedelta(days=4), "minutes": 10, "criticality": 3}
    _note(story, cast, 14, "Claire Morel", "Demander à Otis le rapport de la dernière visite", **late)
    badges: dict[str, Any] = {"due_on": story.today + timedelta(days=2), "minutes": 15}
    _note(story, cast, 5, "Claire Morel", "Commander les badges de décembre", **badges)
    _note(story, cast, 12, "Claire Morel", "Trier l’armoire des archives", minutes=90, criticality=1, is_on_site=True)
    samples: dict[str, Any] = {"due_on": story.today + timedelta(days=3), "minutes": 45}
    _note(story, cast, 2, "Léa Vasseur", "Choisir les échantillons de verre pour la Canopée", **samples)
    given: dict[str, Any] = {
        "due_on": story.today + timedelta(days=7),
        "minutes": 30,
        "note": "Trois lignes me suffisent.",
    }
    _note(story, cast, 1, "Sophie Lacombe", "Comparer deux offres d’autopartage", to="Claire Morel", **given)


def _note(
    story: Story, cast: Cast, days_ago: int, author: str, title: str, *, to: str = "", **more: Any
) -> Callable[[], Task]:
    """Noted on that day; what is returned gives the task once it is."""
    made: list[Task] = []

    def scene() -> None:
        owner = cast.members[to or author]
        made.append(add_task(TaskDraft(title, owner=owner, **more), actor=cast.members[author]))

    story.ago(days_ago, 9, scene)
    return lambda: made[0]


def _then(story: Story, days_ago: int, made: Callable[[], Task], verb: Callable[..., Any], *said: Any) -> None:
    story.ago(days_ago, 14, lambda: verb(made(), *said, actor=made().owner))
