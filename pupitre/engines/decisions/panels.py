"""What the journal of decisions says to those who come back."""

from collections.abc import Callable, Mapping
from typing import Any

from pupitre.engines.attention.public import Dimension, News
from pupitre.engines.decisions import events
from pupitre.engines.decisions.rules import Code, Way
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import current_company
from pupitre.ui.addresses import url_of

WAYS = {Way.DELEGATION: " (par délégation)", Way.OWN: " (décision propre)", Way.ORAL: " (à l’oral)"}
ANSWERED = {
    Code.QUESTION: "{by} pose une question",
    Code.REPLY: "{by} a répondu à la question",
    Code.TALK: "{by} en parlera au point",
    Code.LATER: "{by} répondra plus tard",
}


def _taken(entry: Any, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    said = f"{details.get('by', 'Quelqu’un')}{WAYS.get(payload['way'], '')}, {details.get('told', 'réponse')}"
    return _told(said, payload, details)


def _answered(entry: Any, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    return _told(ANSWERED[payload["code"]].format(by=details.get("by", "Quelqu’un")), payload, details)


def _reopened(entry: Any, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    verb = "conteste" if payload["code"] == Code.CONTESTED else "reprend"
    return _told(f"{details.get('by', 'Quelqu’un')} {verb} sa réponse", payload, details)


def _told(said: str, payload: dict[str, Any], details: dict[str, Any]) -> News | None:
    """To whoever asked or has something to do of it, and to the direction unless it delegated it whole."""
    if not (title := details.get("title")):
        return None  # erased
    return News(
        sentence=f"{said} : {title}",
        seen_by=frozenset(details.get("followed", ())),
        roles=frozenset({Role.DIRECTOR} if details.get("informs", True) else ()),
        url=url_of("decisions:request", current_company().slug, payload["request"]),
        detail=str(details.get("said", "")),
        dimension=Dimension.FINANCE,
    )


NEWS: Mapping[type, Callable[..., News | None]] = {
    events.DecisionTaken: _taken,
    events.Answered: _answered,
    events.DecisionReopened: _reopened,
}
