"""Who works in the company of the hour, and what each does in turn."""

from dataclasses import dataclass

SLUG = "heure"
HERE = f"/c/{SLUG}/"


@dataclass(frozen=True)
class One:
    name: str
    email: str
    role: str
    turns: tuple[str, ...]


PEOPLE = (
    One(
        "Sophie",
        "sophie@heure.example",
        "director",
        ("answer", "look", "hire", "answer", "search_contracts", "answer", "read_register"),
    ),
    One(
        "Claire",
        "claire@heure.example",
        "office_manager",
        (
            "supplier",
            "task",
            "look",
            "contract",
            "finish",
            "entrust",
            "attach",
            "routine",
            "appointment",
            "sheet",
            "note",
        ),
    ),
    One(
        "Hugo",
        "hugo@heure.example",
        "manager",
        ("request", "look", "task", "away", "urgent", "finish", "read_tasks"),
    ),
    One(
        "Yanis", "yanis@heure.example", "office_manager", ("task", "finish", "look", "supplier", "attach", "read_plan")
    ),
    One("Léa", "lea@heure.example", "employee", ("request", "look", "away", "urgent", "read_presence")),
)
