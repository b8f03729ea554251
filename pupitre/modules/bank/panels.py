"""Where discovering is met: among the tabs of suppliers, in the first steps, and in the news."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pupitre.engines.attention.public import Dimension, News
from pupitre.foundation.audit.models import Entry
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.scope import current_company
from pupitre.kernel.formatting import counted
from pupitre.modules.bank import events, policies
from pupitre.modules.bank.models import Statement
from pupitre.ui.addresses import url_of


@dataclass(frozen=True)
class FirstStep:
    label: str
    help: str
    verb: str
    url: str
    is_done: bool = False


def tab(actor: Member) -> dict[str, Any] | None:
    """The third face of suppliers, for those who may."""
    if not policies.can_see(actor):
        return None
    return {"label": "Découvrir dans un relevé", "url": url_of("bank:home", actor.company.slug), "is_current": False}


def first_step(actor: Member) -> FirstStep | None:
    if not policies.can_discover(actor):
        return None
    return FirstStep(
        "Vos dépenses régulières",
        "Douze mois de relevés bancaires : les contrats que personne ne suit en sortent.",
        "Déposer un relevé",
        url_of("bank:statement_list", actor.company.slug),
        Statement.objects.filter(state=Statement.State.READ).exists(),
    )


def _read(entry: Entry, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    found = counted(payload["found"], "dépense régulière trouvée", "dépenses régulières trouvées")
    return _told(f"Relevé lu : {counted(payload['added'], 'ligne nouvelle', 'lignes nouvelles')}, {found}")


def _refused(entry: Entry, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    return _told("Un relevé bancaire n’a pas pu être lu")


def _accepted(entry: Entry, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    return _told(f"{counted(payload['findings'], 'dépense régulière acceptée', 'dépenses régulières acceptées')}")


def _told(sentence: str) -> News:
    return News(
        sentence=sentence,
        seen_by=frozenset(),
        roles=frozenset({Role.OFFICE_MANAGER, Role.DIRECTOR}),
        url=url_of("bank:home", current_company().slug),
        dimension=Dimension.FINANCE,
    )


NEWS: Mapping[type, Callable[..., News | None]] = {
    events.StatementRead: _read,
    events.StatementRefused: _refused,
    events.FindingsAccepted: _accepted,
}
