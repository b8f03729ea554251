"""Everything that changes savings, agreements and the month's pages. One function, one verb, one transaction."""

from pupitre.modules.mission.actions.engagements import CannotAgree, agree_engagement, end_engagement
from pupitre.modules.mission.actions.pages import CannotIssue, comment_month, issue_month
from pupitre.modules.mission.actions.savings import CannotSave, add_saving, edit_saving, propose_saving
from pupitre.modules.mission.actions.states import (
    abandon_saving,
    accept_proposal,
    contract_saving,
    realise_saving,
    return_saving,
    take_back_step,
    validate_saving,
)

__all__ = [
    "CannotAgree",
    "CannotIssue",
    "CannotSave",
    "abandon_saving",
    "accept_proposal",
    "add_saving",
    "agree_engagement",
    "comment_month",
    "contract_saving",
    "edit_saving",
    "end_engagement",
    "issue_month",
    "propose_saving",
    "realise_saving",
    "return_saving",
    "take_back_step",
    "validate_saving",
]
