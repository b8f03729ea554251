"""What the journal of relays says to whoever comes back."""

from collections.abc import Callable, Mapping
from typing import Any

from pupitre.engines.attention.public import Dimension, News
from pupitre.engines.relay.events import LineReported, RelayPassed
from pupitre.engines.relay.rules import Outcome
from pupitre.foundation.tenancy.models import Role
from pupitre.foundation.tenancy.scope import current_company
from pupitre.ui.addresses import url_of

SAID = {
    Outcome.DONE: "{by} : fait, {text}",
    Outcome.TROUBLE: "{by} signale un problème : {text}",
    Outcome.OPEN: "{by} rouvre : {text}",
}


def _reported(entry: Any, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    if not (text := details.get("text")):
        return None  # erased
    outcome = Outcome(payload["outcome"])
    return News(
        sentence=SAID[outcome].format(by=details.get("by", "Le relais"), text=text),
        seen_by=frozenset({details.get("member", "")}),
        roles=frozenset({Role.DIRECTOR} if outcome == Outcome.TROUBLE else ()),
        url=url_of("relay:handover", current_company().slug, payload["handover"]),
        detail=str(details.get("said", "")),
        dimension=Dimension.PLACES,
        is_failure=outcome == Outcome.TROUBLE,
    )


def _passed(entry: Any, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News | None:
    """To the direction when it was sudden: a relay that was planned is no news."""
    if not payload["is_sudden"] or not details.get("member"):
        return None
    return News(
        sentence=f"{details['member']} est absente ou absent ; relais : {details.get('relay', 'quelqu’un')}",
        seen_by=frozenset({payload["relay"]}),
        roles=frozenset({Role.DIRECTOR}),
        url=url_of("relay:handover", current_company().slug, payload["handover"]),
        dimension=Dimension.PEOPLE,
    )


NEWS: Mapping[type, Callable[..., News | None]] = {LineReported: _reported, RelayPassed: _passed}
