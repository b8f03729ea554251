"""Everything that changes who decides, what is asked, and what is answered."""

from pupitre.engines.decisions.actions.answers import (
    Given,
    answer,
    contest,
    decide,
    note_seen,
    record_oral,
    take_back,
)
from pupitre.engines.decisions.actions.matrix import (
    CannotSet,
    PowerDraft,
    add_power,
    edit_power,
    end_stand_in,
    name_stand_in,
    remove_power,
    restore_power,
    restore_stand_in,
    tune_decisions,
)
from pupitre.engines.decisions.actions.requests import (
    Ask,
    CannotAsk,
    attach_document,
    close_moot_requests,
    edit_request,
    remind_deciders,
    request_decision,
    withdraw_request,
)
from pupitre.engines.decisions.actions.settling import CannotDecide
from pupitre.engines.decisions.actions.silence import (
    act_on_silence,
    agree_precaution,
    announce_silence,
    end_precaution,
)

__all__ = [
    "Ask",
    "CannotAsk",
    "CannotDecide",
    "CannotSet",
    "Given",
    "PowerDraft",
    "act_on_silence",
    "add_power",
    "agree_precaution",
    "announce_silence",
    "answer",
    "attach_document",
    "close_moot_requests",
    "contest",
    "decide",
    "edit_power",
    "edit_request",
    "end_precaution",
    "end_stand_in",
    "name_stand_in",
    "note_seen",
    "record_oral",
    "remind_deciders",
    "remove_power",
    "request_decision",
    "restore_power",
    "restore_stand_in",
    "take_back",
    "tune_decisions",
    "withdraw_request",
]
