"""What the journal of people says to those who come back."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.urls import reverse

from pupitre.engines.attention.public import Dimension, News
from pupitre.foundation.tenancy.scope import current_company
from pupitre.modules.people import events


def _told(
    sentence: str, entry: Any, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]
) -> News | None:
    """Nothing once the person is erased: the name is what the sentence is about."""
    if not (name := details.get("name")):
        return None
    url = reverse("people:person", args=[current_company().slug, payload["person"]])
    return News(sentence.format(name=name), url=url, dimension=Dimension.PEOPLE)


def _imported(entry: Any, payload: dict[str, Any], details: dict[str, Any], names: Mapping[str, str]) -> News:
    url = reverse("people:directory", args=[current_company().slug])
    sentence = f"Annuaire importé : {payload['created']} ajouts, {payload['changed']} changements"
    return News(sentence, url=url, dimension=Dimension.PEOPLE)


NEWS: Mapping[type, Callable[..., News | None]] = {
    events.PersonHired: partial(_told, "{name} rejoint l’entreprise"),
    events.MembershipEnded: partial(_told, "Le départ de {name} est noté"),
    events.PersonWelcomedBack: partial(_told, "{name} est de nouveau dans l’entreprise"),
    events.RolesGranted: partial(_told, "Les rôles de {name} ont changé"),
    events.PeopleImported: _imported,
}
