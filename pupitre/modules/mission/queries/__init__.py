"""Questions about savings, agreements and the month's pages; what a month is made of is in `month`."""

from pupitre.modules.mission.queries.engagements import engagements_of_month, engagements_visible_to
from pupitre.modules.mission.queries.pages import issued_of, last_issued, note_of, pages_visible_to
from pupitre.modules.mission.queries.savings import (
    all_savings,
    counted_at,
    counted_now,
    proposals,
    savings_visible_to,
    steps_of,
)

__all__ = [
    "all_savings",
    "counted_at",
    "counted_now",
    "engagements_of_month",
    "engagements_visible_to",
    "issued_of",
    "last_issued",
    "note_of",
    "pages_visible_to",
    "proposals",
    "savings_visible_to",
    "steps_of",
]
