"""What the mission is with a pencil: savings and their states, what a month of it costs, and the month's page."""

from pupitre.modules.mission.rules.costs import MonthCost, Per, Terms, cost_of_month
from pupitre.modules.mission.rules.months import Month, NotAMonth, month_of, read_month
from pupitre.modules.mission.rules.pages import CODES, Figure, Page, Row, digest_of, page_from, page_to
from pupitre.modules.mission.rules.savings import (
    COUNTED,
    NEXT,
    SAVED,
    Counted,
    Nature,
    SavingDraft,
    State,
    Totals,
    annual_of,
    share_of,
    totals_of,
)

__all__ = [
    "CODES",
    "COUNTED",
    "NEXT",
    "SAVED",
    "Counted",
    "Figure",
    "Month",
    "MonthCost",
    "Nature",
    "NotAMonth",
    "Page",
    "Per",
    "Row",
    "SavingDraft",
    "State",
    "Terms",
    "Totals",
    "annual_of",
    "cost_of_month",
    "digest_of",
    "month_of",
    "page_from",
    "page_to",
    "read_month",
    "share_of",
    "totals_of",
]
