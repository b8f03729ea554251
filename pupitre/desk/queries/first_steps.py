"""The first steps of a company: computed from what exists, so that they can be left and found again."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from pupitre.desk.queries.direction import panels_of
from pupitre.engines.attention.public import Relay, weekly_pattern
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.registry import offered
from pupitre.foundation.tenancy.models import Member


@dataclass(frozen=True)
class FirstStep:
    """`verb` names the link while it is not done; a module offers its own in panels["desk.first_step"]."""

    label: str
    help: str
    verb: str
    url: str
    is_done: bool = False


def first_steps_of(actor: Member) -> tuple[FirstStep, ...]:
    return (_presence(actor), *_imports(actor), *panels_of(actor, "desk.first_step"), _relay(actor))


def next_step(actor: Member) -> FirstStep | None:
    return next((step for step in first_steps_of(actor) if not step.is_done), None)


def _presence(actor: Member) -> FirstStep:
    return FirstStep(
        "Vos jours de présence",
        "Le plan se fait dans ces demi-journées ; le reste attend la suivante.",
        "Indiquer mes jours",
        reverse("desk:presence", args=[actor.company.slug]),
        bool(weekly_pattern(actor)),
    )


def _imports(actor: Member) -> list[FirstStep]:
    """The tables the rooms can read, contracts before people: dates nobody was watching come first."""
    sheets = {sheet.name: sheet for sheet in offered("sheets", frozenset(actor.company.modules_off))}
    steps = []
    if "contracts" in sheets and (url := _address_of_imports(actor)):
        steps.append(
            FirstStep(
                "Vos contrats",
                "Un tableau suffit, même en désordre : fournisseur, début, durée, préavis, prix.",
                "Déposer mon tableau",
                f"{url}?sheet=contracts",
                Entry.objects.filter(event__startswith="suppliers.").exists(),
            )
        )
    return steps


def _address_of_imports(actor: Member) -> str:
    try:
        return reverse("imports:start", args=[actor.company.slug])
    except NoReverseMatch:
        return ""


def _relay(actor: Member) -> FirstStep:
    return FirstStep(
        "Un relais pour vos absences",
        "La personne à qui s’adresser quand vous n’êtes pas là.",
        "Nommer un relais",
        reverse("desk:presence", args=[actor.company.slug]) + "#relay",
        Relay.objects.filter(member=actor).exists(),
    )
