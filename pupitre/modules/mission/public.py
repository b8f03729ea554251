"""What the house may use of the mission: the verbs that play a demonstration, and the page as it would be issued."""

from pupitre.modules.mission.actions import (
    add_saving,
    agree_engagement,
    comment_month,
    contract_saving,
    issue_month,
    realise_saving,
    validate_saving,
)
from pupitre.modules.mission.rules import Month, Nature, Per, SavingDraft, Terms, month_of
from pupitre.modules.mission.tables.month import page_of
from pupitre.modules.mission.tables.paper import paper_of

__all__ = [
    "Month",
    "Nature",
    "Per",
    "SavingDraft",
    "Terms",
    "add_saving",
    "agree_engagement",
    "comment_month",
    "contract_saving",
    "issue_month",
    "month_of",
    "page_of",
    "paper_of",
    "realise_saving",
    "validate_saving",
]
