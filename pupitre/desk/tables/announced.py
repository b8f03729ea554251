"""What people will want to note in one line and cannot yet: said kindly, with what can be done today."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Door:
    label: str
    url_name: str
    permission: str = ""


@dataclass(frozen=True)
class Announced:
    words: tuple[str, ...]
    title: str
    today: str
    door: Door | None = None


ASK = Door("Demander une décision", "decisions:new")
ANNOUNCED = (
    Announced(
        ("congé", "congés", "vacances", "rtt", "absence"),
        "Les congés ne se demandent pas encore ici.",
        "Cela viendra. En attendant, une absence se note dans « Présence » : le plan en tient compte.",
        Door("Noter une absence", "desk:presence", "attention.edit_presence"),
    ),
    Announced(
        ("panne", "incident", "fuite"),
        "Les pannes ne se signalent pas encore ici.",
        "Cela viendra. En attendant, une réparation à payer se demande comme une décision.",
        ASK,
    ),
    Announced(
        ("note de frais", "notes de frais", "frais"),
        "Les notes de frais ne se font pas encore ici.",
        "Cela viendra. En attendant, gardez le justificatif ; une dépense à venir se demande comme une décision.",
        ASK,
    ),
    Announced(
        ("réunion", "rendez-vous", "rdv"),
        "Les réunions ne se notent pas encore en une ligne.",
        "Cela viendra. En attendant, un rendez-vous prend sa place dans votre journée depuis « Présence ».",
        Door("Noter un rendez-vous", "desk:presence", "attention.edit_presence"),
    ),
)
