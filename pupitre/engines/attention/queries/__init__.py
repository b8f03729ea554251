"""Questions about what needs somebody, when they are there, and what follows."""

from pupitre.engines.attention.queries.items import item_for, items_for, states_of
from pupitre.engines.attention.queries.news import news_for
from pupitre.engines.attention.queries.plan import agenda_of, plan_for
from pupitre.engines.attention.queries.presence import Agenda, presence_of, who_is_there

__all__ = [
    "Agenda",
    "agenda_of",
    "item_for",
    "items_for",
    "news_for",
    "plan_for",
    "presence_of",
    "states_of",
    "who_is_there",
]
